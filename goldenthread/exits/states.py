"""Where a departure stands. Pure; docs/states/exits.md is drawn from this table."""

from enum import StrEnum


class DepartureState(StrEnum):
    """From the end of a relationship to the erasure of its words."""

    # Retention: both may still read what they signed, and take a copy.
    KEPT = "kept"
    # The client wants it gone sooner; seven days to think again.
    ASKED = "asked"
    ERASED = "erased"


MAY_BECOME: dict[DepartureState, frozenset[DepartureState]] = {
    DepartureState.KEPT: frozenset({DepartureState.ASKED, DepartureState.ERASED}),
    DepartureState.ASKED: frozenset({DepartureState.KEPT, DepartureState.ERASED}),
    DepartureState.ERASED: frozenset(),
}


def words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in DepartureState]
