"""The life of a shared passage. Pure."""

from datetime import datetime
from enum import StrEnum


class PassageState(StrEnum):
    """Where a passage stands; worked out from its moments, never stored."""

    SHARED = "shared"
    # Shared before the agreement opened what it opens now: shut to the coach until the client
    # opens this one again (INV-7).
    SHUT = "shut"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"


MAY_BECOME = {
    PassageState.SHARED: {PassageState.SHUT, PassageState.ENDED, PassageState.TAKEN_BACK},
    PassageState.SHUT: {PassageState.SHARED, PassageState.ENDED, PassageState.TAKEN_BACK},
    PassageState.ENDED: {PassageState.TAKEN_BACK},
    PassageState.TAKEN_BACK: set[PassageState](),
}


def state_at(
    at: datetime,
    *,
    closes_at: datetime | None,
    taken_back_at: datetime | None,
    is_reached: bool = True,
) -> PassageState:
    """Say where a passage stands at a moment. ``closes_at`` is the first moment it is over.

    ``is_reached``: whether the opening in force reaches it.
    """
    if taken_back_at is not None:
        return PassageState.TAKEN_BACK
    if closes_at is not None and closes_at <= at:
        return PassageState.ENDED
    return PassageState.SHARED if is_reached else PassageState.SHUT
