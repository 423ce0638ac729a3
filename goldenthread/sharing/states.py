"""The lives of a release, of a request, and the parts of the three-way room. Pure."""

from __future__ import annotations

from enum import StrEnum


class ReleaseState(StrEnum):
    """Where a text that may leave stands. Between draft and open only whose yes is missing differs."""

    DRAFTED = "drafted"
    APPROVED_BY_CLIENT = "approved_by_client"
    APPROVED_BY_COACH = "approved_by_coach"
    OPEN = "open"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


WAITING = frozenset(
    {ReleaseState.DRAFTED, ReleaseState.APPROVED_BY_CLIENT, ReleaseState.APPROVED_BY_COACH}
)
OVER = frozenset({ReleaseState.WITHDRAWN, ReleaseState.EXPIRED})

MAY_BECOME: dict[ReleaseState, frozenset[ReleaseState]] = {
    ReleaseState.DRAFTED: frozenset(
        {ReleaseState.APPROVED_BY_CLIENT, ReleaseState.APPROVED_BY_COACH, ReleaseState.OPEN} | OVER
    ),
    # Back to drafted: an edit sets every yes aside.
    ReleaseState.APPROVED_BY_CLIENT: frozenset({ReleaseState.DRAFTED, ReleaseState.OPEN} | OVER),
    ReleaseState.APPROVED_BY_COACH: frozenset({ReleaseState.DRAFTED, ReleaseState.OPEN} | OVER),
    # What is open never changes: it is withdrawn, or its day comes.
    ReleaseState.OPEN: OVER,
    ReleaseState.WITHDRAWN: frozenset(),
    ReleaseState.EXPIRED: frozenset(),
}


class RequestState(StrEnum):
    """What became of something a seat's holder asked for. No state says why."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REWORDED = "reworded"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


REQUEST_MAY_BECOME: dict[RequestState, frozenset[RequestState]] = {
    RequestState.ASKED: frozenset(RequestState) - {RequestState.ASKED},
    RequestState.ACCEPTED: frozenset(),
    RequestState.REWORDED: frozenset(),
    RequestState.DECLINED: frozenset(),
    RequestState.TAKEN_BACK: frozenset(),
}


class HopePart(StrEnum):
    """What a line in the three-way room is. The first three are the sponsor's to write."""

    HOPE = "hope"
    EVIDENCE = "evidence"
    HELP = "help"
    ANSWER = "answer"
    NOT_REPORTED = "not_reported"


class OutsideKind(StrEnum):
    """What came from outside by another road: somebody asked for content, or spoke of the client."""

    ASKED = "asked"
    SPOKE = "spoke"


def release_words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in ReleaseState]


def request_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(state.value, state.value) for state in RequestState]


def part_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(part.value, part.value) for part in HopePart]


def outside_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(kind.value, kind.value) for kind in OutsideKind]
