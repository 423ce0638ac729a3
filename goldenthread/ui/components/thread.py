"""The golden thread: what happened along a line, and the eight headings strung on it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from goldenthread.ui.components.drawing import draw, one_of

register = template.Library()

KNOTS = ("session", "entry", "private", "agreement", "kept", "first", "ahead")


@register.simple_block_tag
def thread(content: str, *, label: str = "") -> SafeString:
    """A list whose spine is one line, newest first. Holds `knot` blocks."""
    return draw("thread", content=content, label=label)


@register.simple_block_tag
def knot(
    content: str,
    *,
    kind: str,
    when: str = "",
    datetime: str = "",
    title: str = "",
    href: str = "",
) -> SafeString:
    """One moment on the thread. The knot only doubles what the words say."""
    return draw(
        "knot",
        content=content,
        kind=one_of(kind, KNOTS, prop="kind"),
        when=when,
        datetime=datetime,
        title=title,
        href=href,
    )


@register.simple_tag
def letters(*, clauses: Iterable[Mapping[str, Any]], label: str = "") -> SafeString:
    """Eight headings at a glance, each a link: mappings of letter, heading, ref, tied, says."""
    return draw("letters", clauses=clauses, label=label)


@register.simple_block_tag
def strung(content: str) -> SafeString:
    """The agreement's headings, hung one under the other on the thread. Holds `clause` blocks."""
    return draw("strung", content=content)


@register.simple_block_tag
def clause(content: str, *, letter: str, heading: str, ref: str, tied: bool) -> SafeString:
    """One heading: a whole gold line when tied, two strands while still talking."""
    return draw("clause", content=content, letter=letter, heading=heading, ref=ref, tied=tied)
