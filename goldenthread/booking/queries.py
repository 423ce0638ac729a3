"""Reading booking: a series, who waits for what. Times alone; nothing here opens a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404

from goldenthread.booking import links
from goldenthread.booking import series as rules
from goldenthread.booking.models import Series, Waiting
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.wall import zone_called
from goldenthread.diary import api as diary
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, repr=False)
class OpenSeries:
    """A series with its sessions, first day first."""

    uid: UUID
    kind_uid: UUID
    every: int
    rows: tuple[sessions.CoachingSession, ...]

    def ahead(self, at: datetime) -> tuple[sessions.CoachingSession, ...]:
        """Give those that are planned and haven't begun."""
        return tuple(
            row
            for row in self.rows
            if row.state == sessions.SessionState.PLANNED
            and row.starts_at is not None
            and row.starts_at > at
        )

    def after(self, uid: UUID, at: datetime) -> tuple[sessions.CoachingSession, ...]:
        """Give one that is ahead and those after it. Raises Http404 where it isn't one of them."""
        ahead = self.ahead(at)
        place = next((place for place, row in enumerate(ahead) if row.uid == uid), None)
        if place is None:
            raise Http404
        return ahead[place:]


def the_series(relationship: relationships.Relationship, uid: UUID, *, by: HasUid) -> OpenSeries:
    """Give a series of the two. Raises Http404 for any other, and for anyone but them."""
    relationships.role_in(relationship, by)
    row = Series.objects.filter(uid=uid, relationship_uid=relationship.uid).first()
    if row is None:
        raise Http404
    found = sessions.session_rows(relationship).filter(series_uid=uid)
    ordered = sorted(found, key=lambda each: each.starts_at or datetime.max.replace(tzinfo=UTC))
    return OpenSeries(row.uid, row.kind_uid, row.every, tuple(ordered))


def is_kept(relationship: relationships.Relationship, uid: UUID) -> bool:
    """Say whether a series of the two is kept under this uid."""
    return Series.objects.filter(uid=uid, relationship_uid=relationship.uid).exists()


def the_session(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid
) -> sessions.CoachingSession:
    """Give a session of the two as a clear row. Raises Http404 for any other, and anyone else."""
    relationships.role_in(relationship, by)
    row = sessions.session_rows(relationship).filter(uid=uid).first()
    if row is None:
        raise Http404
    return row


def waiting_of(relationship: relationships.Relationship, *, by: HasUid) -> list[Waiting]:
    """Give what the client waits for, to the client alone: a coach needn't know of it (INV-13)."""
    if relationships.role_in(relationship, by) != Role.CLIENT:
        return []
    return list(Waiting.objects.filter(relationship_uid=relationship.uid).order_by("first_day"))


def still_waited_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime
) -> list[Waiting]:
    """Give those of `waiting_of` whose days aren't over."""
    return [row for row in waiting_of(relationship, by=by) if links.is_waiting(row, at=at)]


def the_waiting(relationship: relationships.Relationship, uid: UUID, *, by: HasUid) -> Waiting:
    """Give one of the client's own waits. Raises Http404 for any other, and to the coach."""
    found = next((row for row in waiting_of(relationship, by=by) if row.uid == uid), None)
    if found is None:
        raise Http404
    return found


def places_for_series(
    coach_uid: UUID, minutes: int, rhythm: rules.Rhythm, times: int, *, at: datetime
) -> list[rules.Place]:
    """Look where each of a series would be, and what lies near where one can't. Constant queries."""
    return _places(coach_uid, minutes, rhythm, rules.days_of(rhythm, times), at=at, leaving_out=())


def places_when_moved(
    coach_uid: UUID,
    minutes: int,
    moved: Sequence[sessions.CoachingSession],
    to: datetime,
    *,
    zone: ZoneInfo,
    at: datetime,
) -> list[rules.Place]:
    """Look where sessions of a series would be, moved as the first of them is moved to a moment."""
    starts = [row.starts_at for row in moved if row.starts_at is not None]
    rhythm = rules.Rhythm.from_moment(to, zone, 1)
    by_days = (rhythm.first - starts[0].astimezone(zone).date()).days
    days = rules.days_shifted(starts, by_days=by_days, zone=zone)
    return _places(coach_uid, minutes, rhythm, days, at=at, leaving_out=[row.uid for row in moved])


def _places(
    coach_uid: UUID,
    minutes: int,
    rhythm: rules.Rhythm,
    days: Sequence[date],
    *,
    at: datetime,
    leaving_out: Sequence[UUID],
) -> list[rules.Place]:
    first, last = min(days) - rules.NEAR, max(days) + rules.NEAR + A_DAY
    free = diary.free_slots(
        coach_uid,
        minutes=minutes,
        first=first,
        days=(last - first).days,
        zone=rhythm.zone.key,
        at=at,
        leaving_out=leaving_out,
    )
    return rules.places_of(rhythm, days, free)


def zone_kept(coach_uid: UUID) -> ZoneInfo:
    """Give the zone whose clock sessions are kept by: the diary's."""
    return zone_called(diary.zone_of(coach_uid))
