"""The life of a letter. Pure."""

from enum import StrEnum


class LetterState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


def words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in LetterState]


MAY_BECOME: dict[LetterState, set[LetterState]] = {
    LetterState.WAITING: {LetterState.SENT, LetterState.FAILED},
    LetterState.SENT: set(),
    LetterState.FAILED: set(),
}
