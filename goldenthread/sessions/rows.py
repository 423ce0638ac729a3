"""Sessions as clear rows, for rooms above that need times and no words. Opens nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.core.persons import HasUid
from goldenthread.relationships import api as relationships
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.states import SessionState


def session_rows(relationship: relationships.Relationship) -> QuerySet[CoachingSession]:
    """Give all sessions of a relationship, first day first. Whoever asks has been let in already."""
    rows = CoachingSession.objects.filter(relationship_uid=relationship.uid)
    return rows.order_by("on_day", "starts_at", "uid")


def the_row(uid: UUID, *, held: bool = False) -> CoachingSession | None:
    """Give a session by its uid alone, for a link that proves itself otherwise.

    `held`: nobody else changes it until the transaction is over.
    """
    rows = CoachingSession.objects.filter(uid=uid)
    return (rows.select_for_update(of=("self",)) if held else rows).first()


def planned_between(person: HasUid, first: datetime, last: datetime) -> list[CoachingSession]:
    """Give a person's sessions still planned that begin from `first` until before `last`.

    Those of all their relationships that go on, as coach and as client; only ones with an hour.
    """
    found = sessions_between(person, first, last)
    return [session for session in found if session.state == SessionState.PLANNED]


def sessions_between(person: HasUid, first: datetime, last: datetime) -> list[CoachingSession]:
    """Give a person's sessions with an hour in this time, whatever became of them, earliest first."""
    going_on = relationships.relationships_of(person).filter(ended_at__isnull=True)
    rows = CoachingSession.objects.filter(
        relationship_uid__in=going_on.order_by().values("uid"),
        starts_at__gte=first,
        starts_at__lt=last,
    )
    return list(rows.order_by("starts_at", "uid"))


def ends_of(session: CoachingSession) -> datetime | None:
    """Give when a session is over as it was arranged; by what was agreed for this once, else None."""
    lasts = session.lasts or session.minutes
    if session.starts_at is None or lasts is None:
        return None
    return session.starts_at + timedelta(minutes=lasts)


def took_place_with(relationship_uids: Collection[UUID]) -> list[CoachingSession]:
    """Give the sessions of these relationships that took place, first day first."""
    rows = CoachingSession.objects.filter(
        relationship_uid__in=relationship_uids, state=SessionState.TOOK_PLACE
    )
    return list(rows.order_by("on_day", "starts_at", "uid"))
