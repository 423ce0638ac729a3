"""Who holds a link, and whether it still works. Pure."""

from __future__ import annotations

from enum import StrEnum


class Holder(StrEnum):
    """Whom a link was made for. What it opens follows from that, and is times alone."""

    CLIENT = "client"
    COACH = "coach"
    ASSISTANT = "assistant"
    WAITING = "waiting"


class Standing(StrEnum):
    """What a link is worth at a moment."""

    WORKS = "works"
    BEFORE = "before"  # the session has another time since
    BEGUN = "begun"
    CALLED_OFF = "called_off"
    OVER = "over"


MAY_MOVE = frozenset({Holder.CLIENT, Holder.ASSISTANT})


def holder_words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(holder.value, holder.value) for holder in Holder]
