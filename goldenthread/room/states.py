"""The words of the room: whose column a line stands in, what it is, and how far a hunch has come. Pure."""

from __future__ import annotations

from enum import StrEnum


class Column(StrEnum):
    """Where a line stands. Mine is for its writer (V0), ours for both (V1)."""

    MINE = "mine"
    OURS = "ours"
    # What a coach puts down before the hour; gone at its end (S0.17).
    PUT_DOWN = "put_down"
    # Questions a coach holds without answers; gone when the two end (S0.13).
    PAD = "pad"


class LineKind(StrEnum):
    """What a line is."""

    NOTE = "note"
    # The client's words, exactly as they were said.
    WORDS = "words"
    # What has changed since, that matters here, by the client (S4.17).
    SINCE = "since"
    # A hunch the client said yes to (INV-16).
    CONFIRMED = "confirmed"


class HunchState(StrEnum):
    """Kept by the coach alone, or offered to the client, who says yes or lets it go."""

    KEPT = "kept"
    OFFERED = "offered"


# Written by whomever, the client takes them away: their own words, and what they said yes to.
CLIENTS_TO_TAKE = frozenset({LineKind.WORDS, LineKind.CONFIRMED})
# Places of the coach alone.
COACHS_OWN = frozenset({Column.PUT_DOWN, Column.PAD})


def column_words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(each.value, each.value) for each in Column]


def kind_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(each.value, each.value) for each in LineKind]


def hunch_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(each.value, each.value) for each in HunchState]
