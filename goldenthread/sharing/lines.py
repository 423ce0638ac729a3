"""What each ledger line about sharing says: in the relationship's stream, about its client (INV-13)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships


def line(
    relationship: relationships.Relationship,
    thing: tuple[str, UUID],
    *,
    by: HasUid | None,
    at: datetime,
) -> dict[str, Any]:
    """Give what `ledger.record` is told of a deed."""
    return {
        "stream": relationship.uid,
        "by": by,
        "at": at,
        "about": relationship.client_uid or relationship.coach_uid,
        "thing": thing,
    }


def look(
    code: str,
    relationship: relationships.Relationship,
    thing: tuple[str, UUID],
    *,
    covers: Collection[UUID],
    by: HasUid,
    at: datetime,
    count: int = 1,
) -> ledger.Witness:
    """Write a reading down before anything is opened, and give the proof (INV-3)."""
    told = line(relationship, thing, by=by, at=at)
    return ledger.witness(code, covers=covers, count=max(count, 1), **told)
