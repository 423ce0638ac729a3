"""Looking up where a leaving stands. Nothing here is content, so nobody's reading is written down."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from goldenthread.exits.models import Departure
from goldenthread.exits.states import DepartureState

AT_ONCE = 100


def departure_of(relationship_uid: UUID) -> Departure | None:
    """Give a relationship's leaving, or None while it goes on."""
    return Departure.objects.filter(relationship_uid=relationship_uid).first()


def is_erased(relationship_uid: UUID) -> bool:
    """Say whether what the two wrote has been erased."""
    return Departure.objects.filter(
        relationship_uid=relationship_uid, state=DepartureState.ERASED
    ).exists()


def due(at: datetime) -> list[UUID]:
    """Give the departures whose day has come, a hundred at most, longest due first."""
    waiting = Departure.objects.filter(erase_at__lte=at).exclude(state=DepartureState.ERASED)
    return list(waiting.order_by("erase_at").values_list("uid", flat=True)[:AT_ONCE])
