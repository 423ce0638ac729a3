"""Saying that one is here, that one goes, one's own times afterwards, and that something failed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from goldenthread.agreements import api as agreements
from goldenthread.core.verdicts import Verdict
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sessions import verbs
from goldenthread.sessions.attendance import policy
from goldenthread.sessions.attendance.queries import arranged_for, attended
from goldenthread.sessions.attendance.times import Attended
from goldenthread.sessions.days import SomeoneSomewhere, day_for
from goldenthread.sessions.models import Attendance, CoachingSession
from goldenthread.sessions.steps import locked


@transaction.atomic
def come_in(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere, at: datetime
) -> Attended:
    """Say "I'm here". The first time stays; saying it after leaving is coming back. Raises NotAllowed.

    A deed done on purpose, which the other sees (INV-13). Said twice, it changes nothing.
    """
    role = relationships.role_in(relationship, by)
    session = locked(relationship, uid)
    _may_come_in(relationship, session, by=by, at=at).or_raise()
    row = _row(relationship, session, at)
    mine = attended(row).of(role)
    if mine.is_in:
        return attended(row)
    if mine.came_at is None:
        _put(row, role, "came", at, entered=False)
    _put(row, role, "left", None, entered=False)
    row.save()
    _record(verbs.CAME, relationship, session, by=by, at=at)
    return attended(row)


@transaction.atomic
def go_out(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere, at: datetime
) -> Attended:
    """Say that one goes. Said twice, it changes nothing. Raises NotAllowed before one came."""
    role = relationships.role_in(relationship, by)
    session = locked(relationship, uid)
    row = _row(relationship, session, at)
    mine = attended(row).of(role)
    policy.may_go_out(
        verdict=_may_come_in(relationship, session, by=by, at=at), mine=mine
    ).or_raise()
    if not mine.is_in:
        return attended(row)
    _put(row, role, "left", at, entered=False)
    row.save()
    _record(verbs.LEFT, relationship, session, by=by, at=at)
    return attended(row)


@transaction.atomic
def enter_times(
    relationship: relationships.Relationship,
    uid: UUID,
    came: datetime | None,
    left: datetime | None,
    *,
    by: SomeoneSomewhere,
    at: datetime,
) -> Attended:
    """Write one's own times down (aware), where one didn't tap; None takes an entered one out again.

    For a moment that was tapped give that very moment: a tap stays. Raises NotAllowed.
    """
    role = relationships.role_in(relationship, by)
    session = locked(relationship, uid)
    row = _row(relationship, session, at)
    mine = attended(row).of(role)
    policy.may_enter(
        role=role,
        arranged=arranged_for(session, by, at),
        mine=mine,
        came=came,
        left=left,
        at=at,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    if (mine.came_at, mine.left_at) == (came, left):
        return attended(row)
    _put(row, role, "came", came, entered=came is not None and not mine.came_by_tap)
    _put(row, role, "left", left, entered=left is not None and not mine.left_by_tap)
    row.save()
    _record(verbs.TIMES_ENTERED, relationship, session, by=by, at=at)
    return attended(row)


@transaction.atomic
def mark_outage(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere, at: datetime
) -> Attended:
    """Mark that something failed: its time counts for nothing, and is counted as that. NotAllowed."""
    role = relationships.role_in(relationship, by)
    session = locked(relationship, uid)
    policy.may_mark_outage(
        role=role,
        arranged=arranged_for(session, by, at),
        today=day_for(by, at),
        at=at,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    row = _row(relationship, session, at)
    if row.outage_by is not None:
        return attended(row)
    row.outage_by, row.outage_at = by.uid, at
    row.save()
    _record(verbs.OUTAGE_MARKED, relationship, session, by=by, at=at)
    return attended(row)


@transaction.atomic
def take_outage_back(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere, at: datetime
) -> Attended:
    """Take back that something failed, as the one who marked it. Raises NotAllowed for the other."""
    role = relationships.role_in(relationship, by)
    session = locked(relationship, uid)
    row = _row(relationship, session, at)
    if row.outage_by is None:
        return attended(row)
    policy.may_take_outage_back(
        role=role,
        state=session.state,
        marked_by=row.outage_by,
        by=by.uid,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    row.outage_by = row.outage_at = None
    row.save()
    _record(verbs.OUTAGE_TAKEN_BACK, relationship, session, by=by, at=at)
    return attended(row)


def _may_come_in(
    relationship: relationships.Relationship,
    session: CoachingSession,
    *,
    by: SomeoneSomewhere,
    at: datetime,
) -> Verdict:
    return policy.may_come_in(
        role=relationships.role_in(relationship, by),
        arranged=arranged_for(session, by, at),
        today=day_for(by, at),
        at=at,
        going_on=relationships.is_going_on(relationship.uid),
    )


def _row(
    relationship: relationships.Relationship, session: CoachingSession, at: datetime
) -> Attendance:
    """Give the session's row, unsaved where it is new; with what A8 says, from the first word on."""
    row = Attendance.objects.filter(session=session).first()
    if row is not None:
        return row
    terms = agreements.terms_in_force(relationship.uid, at=at)
    grace, length = terms.duty("grace.client"), terms.duty("length.client")
    return Attendance(
        session=session,
        relationship_uid=relationship.uid,
        grace=grace.amount if grace else None,
        length=length.amount if length else None,
    )


def _put(row: Attendance, role: str, what: str, at: datetime | None, *, entered: bool) -> None:
    setattr(row, f"{role}_{what}_at", at)
    setattr(row, f"{role}_{what}_entered", entered)


def _record(
    code: str,
    relationship: relationships.Relationship,
    session: CoachingSession,
    *,
    by: SomeoneSomewhere,
    at: datetime,
) -> None:
    ledger.record(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=(verbs.SESSION, session.uid),
    )
