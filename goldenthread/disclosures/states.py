"""Where a note of a disclosure stands. Pure; docs/states/disclosures.md is drawn from this table."""

from enum import StrEnum


class NoteState(StrEnum):
    """Whether the client can read it."""

    # The client can't be told yet. Has a day on which that is decided again.
    KEPT_BACK = "kept_back"
    TOLD = "told"


MAY_BECOME: dict[NoteState, frozenset[NoteState]] = {
    NoteState.KEPT_BACK: frozenset({NoteState.KEPT_BACK, NoteState.TOLD}),
    NoteState.TOLD: frozenset(),
}


def words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in NoteState]
