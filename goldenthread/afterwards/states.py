"""What each keeps of a session, and who can read it. Pure words."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What a line after a session is."""

    CLOSING = "closing"
    MOMENT = "moment"
    QUESTION = "question"
    LEVELS = "levels"
    JUDGEMENT = "judgement"


# One for each person and session; of questions there may be several.
ONCE = frozenset({Part.CLOSING, Part.MOMENT, Part.LEVELS, Part.JUDGEMENT})
COACHS_OWN = frozenset({Part.LEVELS, Part.JUDGEMENT})


def words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(part.value, part.value) for part in Part]
