"""Reading a seat and its pair anew, so that of two who act at once the second sees what the first did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from goldenthread.core.persons import HasUid
from goldenthread.relationships.models import Relationship
from goldenthread.relationships.seats.models import Seat


def hold_pair(relationship: Relationship) -> None:
    """Hold a pair until the transaction ends: everything about its seats happens one after another."""
    relationship.refresh_from_db(from_queryset=Relationship.objects.select_for_update())


def hold(seat: Seat) -> Relationship:
    """Hold a seat's pair, read the seat anew, and give the pair."""
    relationship = Relationship.objects.select_for_update().get(uid=seat.relationship_id)
    seat.refresh_from_db()
    seat.relationship = relationship
    return relationship


def line(
    seat: Seat, relationship: Relationship, *, by: HasUid | None, at: datetime
) -> dict[str, Any]:
    """Say what each row about a seat says: it stands in the pair's stream, and is about the client (INV-13)."""
    return {
        "stream": relationship.uid,
        "by": by,
        "at": at,
        "about": relationship.client_uid or relationship.coach_uid,
        "thing": ("seat", seat.uid),
    }
