"""Reading the times both said. They hold no words, so nothing is opened by it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import Verdict
from goldenthread.core.wall import zone_called
from goldenthread.relationships import api as relationships
from goldenthread.sessions.attendance import policy
from goldenthread.sessions.attendance.times import Attended, Side
from goldenthread.sessions.days import SomeoneSomewhere, day_for
from goldenthread.sessions.models import Attendance, CoachingSession
from goldenthread.sessions.states import SessionState

MANY = 200


def attendance_of(session_uids: Collection[UUID]) -> dict[UUID, Attended]:
    """Give what both said of the time of some sessions; an empty one where nobody said anything."""
    rows = Attendance.objects.filter(session__in=session_uids)
    found = {row.session_id: attended(row) for row in rows}
    return {uid: found.get(uid) or Attended(uid) for uid in session_uids}


def attended(row: Attendance) -> Attended:
    """Give a row's values."""
    return Attended(
        session_uid=row.session_id,
        coach=Side(
            row.coach_came_at, row.coach_left_at, row.coach_came_entered, row.coach_left_entered
        ),
        client=Side(
            row.client_came_at, row.client_left_at, row.client_came_entered, row.client_left_entered
        ),
        grace=row.grace,
        length=row.length,
        outage_by=row.outage_by,
        outage_at=row.outage_at,
    )


def may_come_in(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere, at: datetime
) -> Verdict:
    """Say whether somebody can say "I'm here" now. Raises Http404 for another pair's, or a stranger."""
    role = relationships.role_in(relationship, by)
    session = CoachingSession.objects.filter(uid=uid, relationship_uid=relationship.uid).first()
    if session is None:
        raise Http404
    return policy.may_come_in(
        role=role,
        arranged=arranged_for(session, by, at),
        today=day_for(by, at),
        at=at,
        going_on=relationships.is_going_on(relationship.uid),
    )


def arranged_for(session: CoachingSession, by: SomeoneSomewhere, at: datetime) -> policy.Arranged:
    """Give when a session is, as rules take it. Its day may bear another name where `by` lives."""
    days = {session.on_day}
    if session.zone and at.astimezone(zone_called(session.zone)).date() == session.on_day:
        days.add(day_for(by, at))
    return policy.Arranged(session.state, frozenset(days), session.starts_at)


def times_kept(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime
) -> policy.TimesKept:
    """Give the time the two kept, newest first: sessions over by now, of which something is known.

    The same for both. One called off isn't among them; one that took place is, though nobody
    said a time: it stands there as not observed. Raises Http404 for anyone but the two.
    """
    relationships.role_in(relationship, by)
    sessions = CoachingSession.objects.filter(relationship_uid=relationship.uid)
    sessions = sessions.exclude(state=SessionState.CALLED_OFF)
    rows = list(sessions.order_by("-on_day", "-starts_at", "-uid")[:MANY])
    said = attendance_of([row.uid for row in rows])
    return policy.TimesKept(
        tuple(_kept(row, said[row.uid]) for row in rows if _is_known(row, said[row.uid], at))
    )


def copy_of_times(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime
) -> Iterator[dict[str, Any]]:
    """Give each session's times as plain values, for a copy to keep; each with what it cannot see (7.3, 4)."""
    for row in times_kept(relationship, by=by, at=at).rows:
        said = row.attended
        yield {
            "session": str(row.session_uid),
            "meant_on": row.on_day.isoformat(),
            "starts_at": _text(row.starts_at),
            "coach_came_at": _text(said.coach.came_at),
            "coach_left_at": _text(said.coach.left_at),
            "client_came_at": _text(said.client.came_at),
            "client_left_at": _text(said.client.left_at),
            "both_there_at": _text(said.began_at),
            "minutes": said.minutes,
            "minutes_agreed": row.agreed,
            "minutes_to_wait": said.grace,
            "start": row.start.value,
            "cannot_see": policy.CANNOT_SEE,
        }


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _is_known(row: CoachingSession, said: Attended, at: datetime) -> bool:
    if row.state == SessionState.TOOK_PLACE:
        return True
    if row.starts_at is not None and row.starts_at > at:
        return False
    someone = said.coach.came_at or said.client.came_at
    still_there = said.coach.is_in and said.client.is_in and said.ended_at is None
    return said.is_excluded or (someone is not None and not still_there)


def _kept(row: CoachingSession, said: Attended) -> policy.Kept:
    return policy.kept(
        session_uid=row.uid,
        on_day=row.on_day,
        starts_at=row.starts_at,
        attended=said,
        agreed=row.minutes or row.lasts or said.length,
    )
