"""The words of a diary: where a session is held, and why a time isn't free. Pure."""

from __future__ import annotations

from enum import StrEnum


class Place(StrEnum):
    """Where a kind of session is held."""

    VIDEO = "video"
    PHONE = "phone"
    IN_PERSON = "in_person"


class NotFree(StrEnum):
    """Why no session can begin at a moment; the first of these that holds."""

    NO_LENGTH = "no_length"
    PAST = "past"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"
    NOT_OPEN = "not_open"
    NOT_A_BEGINNING = "not_a_beginning"
    TAKEN = "taken"
    FULL = "full"


def place_words() -> list[tuple[str, str]]:
    """Choices for the column."""
    return [(word.value, word.value) for word in Place]
