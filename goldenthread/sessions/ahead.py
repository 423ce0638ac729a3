"""What others may be told of sessions: how many there were, and when the next ones begin. Opens nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.states import SessionState


def count_took_place(relationship_uid: UUID, year: int, month: int) -> int:
    """Say how many sessions took place in a month: all that a sponsor can be told (A3)."""
    return CoachingSession.objects.filter(
        relationship_uid=relationship_uid,
        state=SessionState.TOOK_PLACE,
        on_day__year=year,
        on_day__month=month,
    ).count()


def moments_ahead(relationship_uid: UUID, at: datetime) -> list[datetime]:
    """Give when sessions with an hour begin that are still ahead, next first. A day alone is no moment."""
    ahead = CoachingSession.objects.filter(
        relationship_uid=relationship_uid, state=SessionState.PLANNED, starts_at__gte=at
    )
    moments = ahead.order_by("starts_at").values_list("starts_at", flat=True)
    return [moment for moment in moments if moment is not None]
