"""The few words that what comes before a session is kept in. Pure."""

from __future__ import annotations

from enum import StrEnum


class Ahead(StrEnum):
    """When somebody wants a letter about their own sessions."""

    NONE = "none"
    EVENING = "evening"
    MORNING = "morning"
    HOURS = "hours"


def ahead_words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(each.value, each.value) for each in Ahead]
