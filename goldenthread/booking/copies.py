"""Booking in a copy of everything: series, and what one waits for. Times alone, so nothing is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from goldenthread.booking.models import Series
from goldenthread.booking.queries import waiting_of
from goldenthread.core.persons import HasUid
from goldenthread.relationships import api as relationships


def copy_for(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,  # noqa: ARG001 (every room is asked for a copy in the same way)
    keyring: Any,  # noqa: ARG001 (as above)
) -> Iterator[dict[str, Any]]:
    """Give each series of the two, and what this person waits for, as plain values."""
    relationships.role_in(relationship, by)
    for series in Series.objects.filter(relationship_uid=relationship.uid).order_by("uid"):
        yield {
            "what": "series",
            "uid": str(series.uid),
            "every_weeks": series.every,
            "made_at": series.made_at.isoformat(),
        }
    for row in waiting_of(relationship, by=by):
        yield {
            "what": "waiting",
            "uid": str(row.uid),
            "first_day": row.first_day.isoformat(),
            "last_day": row.last_day.isoformat(),
            "made_at": row.made_at.isoformat(),
        }
