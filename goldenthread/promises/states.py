"""The life of a promise, and what a client's promise may be about. Pure."""

from __future__ import annotations

from enum import StrEnum


class PromiseState(StrEnum):
    """What became of it. Kept, late or not is said by the receiver only (INV-18)."""

    OPEN = "open"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    NOT_KEPT = "not_kept"
    RENEGOTIATED = "renegotiated"
    WITHDRAWN = "withdrawn"


class Arrangement(StrEnum):
    """What a client may promise a coach: what lies between the two, never their own life (S3.9)."""

    TIME = "time"
    NOTICE = "notice"
    DOCUMENTS = "documents"
    PAY = "pay"


SAID_BY_RECEIVER = frozenset({PromiseState.KEPT, PromiseState.KEPT_LATE, PromiseState.NOT_KEPT})
SAID_BY_MAKER = frozenset({PromiseState.RENEGOTIATED, PromiseState.WITHDRAWN})

MAY_BECOME: dict[PromiseState, frozenset[PromiseState]] = {
    PromiseState.OPEN: SAID_BY_RECEIVER | SAID_BY_MAKER,
    # Back to open: the receiver may take back what they said for ten minutes, and nobody else ever.
    PromiseState.KEPT: frozenset({PromiseState.OPEN}),
    PromiseState.KEPT_LATE: frozenset({PromiseState.OPEN}),
    PromiseState.NOT_KEPT: frozenset({PromiseState.OPEN}),
    PromiseState.RENEGOTIATED: frozenset(),
    PromiseState.WITHDRAWN: frozenset(),
}


def words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in PromiseState]
