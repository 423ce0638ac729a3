"""The words of introductions: what a coach does alone before anybody is invited. Pure."""

from enum import StrEnum


class OwnStep(StrEnum):
    """A step that only its coach ever reads (V0)."""

    CHANNELS = "channels"
    REFLECTION = "reflection"


def own_steps() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(step.value, step.value) for step in OwnStep]
