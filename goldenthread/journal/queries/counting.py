"""How many passages the coach can open at this moment. Nothing is opened."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from goldenthread.journal.models import Passage
from goldenthread.journal.queries import reading
from goldenthread.vault import api as vault


def count_open_to_coach(relationship_uid: UUID, since: datetime, at: datetime) -> int:
    """Count what is shared now and reached by the opening that stands since a moment; one query."""
    shared = vault.compartment_of(relationship_uid, vault.CompartmentKind.SHARED)
    passages = Passage.objects.filter(compartment=shared.uid)
    return passages.filter(reading.is_open(at) & reading.is_reached(since)).count()
