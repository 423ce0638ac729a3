"""Where a commitment stands, for the one whose it is. Nobody else ever sees it."""

from __future__ import annotations

from enum import StrEnum


class CommitmentState(StrEnum):
    """Still meant, or ticked by its owner. One let go of is deleted, and is in no state."""

    MEANT = "meant"
    TICKED = "ticked"


def words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(state.value, state.value) for state in CommitmentState]
