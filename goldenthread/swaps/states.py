"""How a round of a swap stands, and what may follow. Pure."""

from __future__ import annotations

from enum import StrEnum


class RoundState(StrEnum):
    """Where a round stands. Worked out from who is ready; never stored."""

    NOBODY_READY = "nobody_ready"
    ONE_READY = "one_ready"
    OPEN = "open"


# Both ready is not a state of its own: with the second ready it is open, in one step.
MAY_BECOME: dict[RoundState, frozenset[RoundState]] = {
    RoundState.NOBODY_READY: frozenset({RoundState.ONE_READY}),
    RoundState.ONE_READY: frozenset({RoundState.NOBODY_READY, RoundState.OPEN}),
    # An open round never shuts. Whoever thinks again begins another.
    RoundState.OPEN: frozenset(),
}


class SeenAs(StrEnum):
    """How a swap stands for one of the two, in one word, without anything of its content."""

    NONE = "none"
    MINE = "mine"
    THEIRS = "theirs"
    OPEN = "open"


class Noticed(StrEnum):
    """Whether the client has noticed what their coach said they'd change. Only the client says so."""

    UNSAID = ""
    NOTICED = "noticed"
    NOT_YET = "not_yet"


def noticed_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(word.value, word.value) for word in Noticed]
