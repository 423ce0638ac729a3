"""The door of gentle."""

from goldenthread.gentle.actions import choose
from goldenthread.gentle.joining import JoiningForm
from goldenthread.gentle.queries import (
    Effects,
    choices_of,
    copy_for,
    effects_of,
    is_gentle,
    may_seat,
    wants_short_first,
)
from goldenthread.gentle.questions import (
    GENTLE,
    NOTHING_CHOSEN,
    SHORT_FIRST_SESSIONS,
    SLOW,
    Choice,
    Reply,
    with_yes,
)

__all__ = [
    "GENTLE",
    "NOTHING_CHOSEN",
    "SHORT_FIRST_SESSIONS",
    "SLOW",
    "Choice",
    "Effects",
    "JoiningForm",
    "Reply",
    "choices_of",
    "choose",
    "copy_for",
    "effects_of",
    "is_gentle",
    "may_seat",
    "wants_short_first",
    "with_yes",
]
