"""What people said: questions, exact words, answers in the margin, promises, changes."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.utils.safestring import SafeString

from goldenthread.ui.components.drawing import ROLES, draw, one_of
from goldenthread.ui.components.frame import ICONS
from goldenthread.ui.prose import prose as _prose
from goldenthread.ui.times import both_times

register = template.Library()
register.filter("prose", _prose)

CHANGES = ("same", "added", "gone")


@register.simple_block_tag
def ask(content: str, *, by: str = "") -> SafeString:
    """A question one asked the other, in italics on the gold rule. `by` says who and when."""
    return draw("ask", content=content, by=by)


@register.simple_tag
def own(*, words: str) -> SafeString:
    """A person's exact words, in quotation marks."""
    return draw("own", words=words)


@register.simple_block_tag
def state(content: str, *, icon: str = "") -> SafeString:
    """How a thing stands, in words; the icon only doubles it."""
    if icon:
        one_of(icon, ICONS, prop="icon")
    return draw("state", content=content, icon=icon)


@register.simple_block_tag
def entry(content: str) -> SafeString:
    """A journal entry with answers in its margin: holds `said` blocks and plain prose."""
    return draw("entry", content=content)


@register.simple_block_tag
def said(content: str) -> SafeString:
    """A passage and the answers to it. A `<mark>` inside is joined to the answer by a gold line."""
    return draw("said", content=content)


@register.simple_block_tag
def reply(content: str, *, initial: str, role: str, says: str, ref: str = "") -> SafeString:
    """An answer in the margin. `says` names who and when: "Ben, 20 November"."""
    return draw(
        "reply",
        content=content,
        initial=initial,
        role=one_of(role, ROLES, prop="role"),
        says=says,
        ref=ref,
    )


@register.simple_block_tag
def vow(
    content: str,
    *,
    initial: str,
    role: str,
    says: str,
    words: str,
    state: str = "",
    icon: str = "",
    ref: str = "",
) -> SafeString:
    """A promise: who and when, the words, how it stands; inside, what can be done about it."""
    return draw(
        "vow",
        content=content,
        initial=initial,
        role=one_of(role, ROLES, prop="role"),
        says=says,
        words=words,
        state=state,
        icon=icon,
        ref=ref,
    )


@register.simple_tag
def diff(*, ops: Iterable[tuple[str, str]]) -> SafeString:
    """What changed between two wordings: ops are ("same" | "added" | "gone", words)."""
    return draw("diff", ops=[(one_of(op, CHANGES, prop="op"), words) for op, words in ops])


@register.simple_tag
def when(*, at: date | datetime, says: str) -> SafeString:
    """A moment: `says` for people, `at` for machines."""
    return draw("when", at=at.isoformat(), says=says)


@register.simple_tag
def times(
    *,
    at: datetime,
    mine: str,
    theirs: str = "",
    name: str = "",
    until: datetime | None = None,
    day: bool = True,
) -> SafeString:
    """A moment as the clocks of both show it: "16:00 for you in Lisbon, 17:00 for Alma in Stockholm".

    `at` and `until` are aware; `mine` and `theirs` IANA zones; `day` False where it is said already.
    """
    said = both_times(at, mine=mine, theirs=theirs, name=name, until=until)
    return draw("times", at=at.isoformat(), said=said, day=day)
