"""Who is here and who can read: faces, the audience cue, two equal voices."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from goldenthread.ui.components.drawing import ROLES, draw, one_of

register = template.Library()


def _pairs(faces: Iterable[object]) -> list[tuple[str, str]]:
    """Accept (initial, role) pairs or `audience.Face`."""
    drawn = []
    for each in faces:
        initial, role = each if isinstance(each, tuple) else (each.initial, each.role)  # type: ignore[attr-defined]
        drawn.append((initial, one_of(role, ROLES, prop="role")))
    return drawn


@register.simple_tag
def face(*, initial: str, role: str) -> SafeString:
    """One person, as a letter in a circle. Decoration beside a name: hidden from screen readers."""
    return draw("face", initial=initial, role=one_of(role, ROLES, prop="role"))


@register.simple_tag
def faces(*, faces: Iterable[object], opened: bool = False) -> SafeString:
    """Who can read: closed ring, or dashed when opened to someone beyond the usual."""
    return draw("faces", faces=_pairs(faces), opened=opened)


@register.simple_block_tag
def who(
    content: str,
    *,
    says: str,
    faces: Iterable[object],
    opened: bool = False,
    title: str = "",
    ref: str = "who",
) -> SafeString:
    """The audience cue. What stands inside becomes the sheet behind it; empty inside, no sheet."""
    return draw(
        "who",
        content=content.strip() and content,
        says=says,
        faces=_pairs(faces),
        opened=opened,
        title=title,
        ref=ref,
    )


@register.simple_tag
def says_who(*, initial: str, role: str, says: str) -> SafeString:
    """Whose words follow: face and name, in their colour."""
    return draw("says_who", initial=initial, role=one_of(role, ROLES, prop="role"), says=says)


@register.simple_block_tag
def voice(content: str, *, initial: str, role: str, says: str) -> SafeString:
    """One of two equal boxes in `{% voices %}`: the words of the client, or of the coach."""
    return draw(
        "voice",
        content=content,
        initial=initial,
        role=one_of(role, ROLES, prop="role"),
        says=says,
    )


@register.simple_block_tag
def voices(content: str) -> SafeString:
    """Two voices side by side, equal in size; under each other on a phone."""
    return draw("voices", content=content)
