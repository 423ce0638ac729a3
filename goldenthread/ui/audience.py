"""Who can read a thing: a sentence and a ring of faces, made from access and never by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

Role = Literal["client", "coach", "other"]


@dataclass(frozen=True, slots=True)
class Face:
    """One reader: the first letter of a name, and the role that colours it."""

    initial: str
    role: Role


@dataclass(frozen=True, slots=True, repr=False)
class Audience:
    """What the `who` component shows: `{% who says=audience.says faces=audience.faces %}`."""

    says: str
    faces: Sequence[Face]
    opened: bool = False


def initial_of(name: str) -> str:
    """The first letter of a name, capital; a middle dot for somebody without a name."""
    return next((letter.upper() for letter in name if letter.isalnum()), "·")


def only_you(name: str, role: Role) -> Audience:
    """V0: the author alone."""
    return Audience(_("Only you can read this"), (Face(initial_of(name), role),))


def you_and(name: str, role: Role, other: str) -> Audience:
    """V1: the pair. `role` is the reader's own; the other one has the other role."""
    theirs: Role = "client" if role == "coach" else "coach"
    return Audience(
        _("Only you and %(name)s can read this") % {"name": other},
        (Face(initial_of(name), role), Face(initial_of(other), theirs)),
    )
