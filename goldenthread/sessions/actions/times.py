"""When a session is: arranged, moved, called off, over; and short notice let be (A9).

Whoever asks for an hour gets it from the coach's diary or is told what is near (`diary.TimeTaken`):
that is asked inside the same transaction, so no two sessions ever have the same time.
"""

from __future__ import annotations

from datetime import datetime
from types import EllipsisType
from uuid import UUID

from django.db import IntegrityError, transaction

from goldenthread.agreements import api as agreements
from goldenthread.core.roles import Role
from goldenthread.diary import api as diary
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sessions import notice, policy, verbs
from goldenthread.sessions.changes import TimeChange, TimeDeed, tell_of, tell_of_waiver
from goldenthread.sessions.days import SomeoneSomewhere, day_for
from goldenthread.sessions.models import ChallengeCard, CoachingSession
from goldenthread.sessions.states import SessionState
from goldenthread.sessions.steps import AlreadyKept, line_of, locked
from goldenthread.sessions.when import TIME_FIELDS, When, put_when, when_of
from goldenthread.vault import api as vault

_BECAME = {
    SessionState.TOOK_PLACE: (verbs.TOOK_PLACE, TimeDeed.TOOK_PLACE),
    SessionState.CALLED_OFF: (verbs.CALLED_OFF, TimeDeed.CALLED_OFF),
    SessionState.PLANNED: (verbs.PLANNED_AGAIN, TimeDeed.PLANNED_AGAIN),
}
_SHORT = ("short_by", "short_at", "short_given", "short_of", "waived_by", "waived_at")


@transaction.atomic
def arrange_session(
    relationship: relationships.Relationship,
    when: When,
    *,
    uid: UUID,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring | None = None,
    kind_uid: UUID | None = None,
    series_uid: UUID | None = None,
    within_hours: bool = False,
) -> CoachingSession:
    """Put the day of a session, with its hour or without; takes its time where both ends are known.

    `within_hours`: only a time the coach's diary offers, else any that no session has. `keyring` is
    None where it came by a link. Raises AlreadyKept, diary.TimeTaken, NotAllowed.
    """
    _check(relationship, when, state=SessionState.PLANNED, by=by, at=at)
    session = CoachingSession(
        uid=uid,
        relationship_uid=relationship.uid,
        kind_uid=kind_uid,
        series_uid=series_uid,
        made_by=by.uid,
        made_at=at,
    )
    put_when(session, when)
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError:
        raise AlreadyKept from None
    _take(relationship, session, at=at, within_hours=within_hours)
    _record(verbs.ARRANGED, relationship, session, by=by, at=at)
    tell_of(TimeChange(relationship, session, TimeDeed.ARRANGED, by, at, keyring))
    return session


@transaction.atomic
def move_session(
    relationship: relationships.Relationship,
    uid: UUID,
    when: When,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring | None = None,
    within_hours: bool = False,
    series_uid: UUID | EllipsisType | None = ...,
) -> CoachingSession:
    """Put a session at another time. A challenge card goes: it was for that day.

    `series_uid` leaves the series as it is unless given. Moving later than both agreed is short
    notice too, and stays so until it's waived. Raises diary.TimeTaken, NotAllowed.
    """
    session = locked(relationship, uid)
    _check(relationship, when, state=session.state, by=by, at=at)
    if not isinstance(series_uid, EllipsisType) and series_uid != session.series_uid:
        session.series_uid = series_uid
        session.save(update_fields=["series_uid"])
    before = when_of(session)
    if before.is_the_same_as(when):
        return session
    if before.starts_at != when.starts_at:
        _judge_notice(relationship, session, by=by, at=at)
    if before.ends_at is not None and when.ends_at is None:
        diary.give_back(session.uid)
    put_when(session, when)
    session.sequence += 1
    session.save(update_fields=[*TIME_FIELDS, *_SHORT, "sequence"])
    _take(relationship, session, at=at, within_hours=within_hours)
    ChallengeCard.objects.filter(session=session).delete()
    _record(verbs.MOVED, relationship, session, by=by, at=at)
    change = TimeChange(relationship, session, TimeDeed.MOVED, by, at, keyring, before.starts_at)
    tell_of(change)
    return session


@transaction.atomic
def mark_session(
    relationship: relationships.Relationship,
    uid: UUID,
    became: SessionState,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring | None = None,
    mine: bool = False,
) -> CoachingSession:
    """Say that a session took place, or won't; or take either back. Its challenge card goes.

    Calling off gives its time back; taking that back takes it again, and raises diary.TimeTaken
    when it's gone. `mine`: called off once it has begun, by the one who couldn't. Raises NotAllowed.
    """
    session = locked(relationship, uid)
    policy.may_become(
        role=relationships.role_in(relationship, by),
        state=session.state,
        became=became,
        on_day=session.on_day,
        today=day_for(by, at),
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    if session.state == became:
        return session
    was, was_off = session.starts_at, session.state == SessionState.CALLED_OFF
    if became == SessionState.CALLED_OFF:
        _judge_notice(relationship, session, by=by, at=at, mine=mine)
        _let_off(session, role=relationships.role_in(relationship, by))
        if when_of(session).ends_at is not None:
            diary.give_back(session.uid)
    elif was_off:
        _forget_notice(session)
        _take(relationship, session, at=at, within_hours=False)
    session.state, session.state_by, session.state_at = became.value, by.uid, at
    session.sequence += became == SessionState.CALLED_OFF or was_off
    session.save(update_fields=["state", "state_by", "state_at", "sequence", *_SHORT])
    ChallengeCard.objects.filter(session=session).delete()
    code, deed = _BECAME[became]
    _record(code, relationship, session, by=by, at=at)
    tell_of(TimeChange(relationship, session, deed, by, at, keyring, was))
    return session


@transaction.atomic
def waive_notice(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere, at: datetime
) -> CoachingSession:
    """Let the other's short notice be, so that nothing comes of it (A9). Raises NotAllowed."""
    session = locked(relationship, uid)
    policy.may_waive(
        role=relationships.role_in(relationship, by),
        short_by=session.short_by,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    if session.waived_at is not None:
        return session
    session.waived_by, session.waived_at = by.uid, at
    session.save(update_fields=["waived_by", "waived_at"])
    _record(verbs.WAIVED, relationship, session, by=by, at=at)
    tell_of_waiver(relationship, session)
    return session


def _check(
    relationship: relationships.Relationship,
    when: When,
    *,
    state: str,
    by: SomeoneSomewhere,
    at: datetime,
) -> None:
    policy.may_arrange(
        role=relationships.role_in(relationship, by),
        state=state,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    policy.may_fall_on(when.on_day, today=day_for(by, at)).or_raise()
    policy.may_last(when.lasts).or_raise()


def _take(
    relationship: relationships.Relationship,
    session: CoachingSession,
    *,
    at: datetime,
    within_hours: bool,
) -> None:
    """Take the session's time in the coach's diary, in place of the one it had. Raises TimeTaken."""
    if session.starts_at is None or session.lasts is None:
        return
    diary.take(
        coach_uid=relationship.coach_uid,
        relationship_uid=relationship.uid,
        session_uid=session.uid,
        starts_at=session.starts_at,
        minutes=session.lasts,
        at=at,
        within_hours=within_hours,
    )


def _judge_notice(
    relationship: relationships.Relationship,
    session: CoachingSession,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    mine: bool = False,
) -> None:
    """Keep on the row that this is short notice, by what both agreed today.

    One that stands already stays: moving late and calling off in good time after doesn't make it
    good. One that was waived doesn't stand any more; nor does the client's, once the coach is late
    with the same session, who then owes for it.
    """
    role = relationships.role_in(relationship, by)
    standing = session.short_by if session.waived_at is None else ""
    if session.starts_at is None or standing in {role, Role.COACH}:
        return
    owed = notice.hours_owed(agreements.terms_in_force(relationship.uid, at=at))
    if owed is None or not notice.is_short(session.starts_at, at, owed, mine=mine):
        return
    session.short_by, session.short_at = role, at
    session.short_given = notice.minutes_given(session.starts_at, at)
    session.short_of = owed
    session.waived_by = session.waived_at = None


def _let_off(session: CoachingSession, *, role: str) -> None:
    """Let the client off what they moved late, as the coach calls the session off: it costs nobody then."""
    if role == Role.COACH and session.short_by == Role.CLIENT:
        _clear_notice(session)


def _forget_notice(session: CoachingSession) -> None:
    """Take back what calling off was, with the calling off; what an earlier move was stays."""
    if session.short_at is not None and session.short_at == session.state_at:
        _clear_notice(session)


def _clear_notice(session: CoachingSession) -> None:
    session.short_by, session.short_at = "", None
    session.short_given = session.short_of = session.waived_by = session.waived_at = None


def _record(
    code: str,
    relationship: relationships.Relationship,
    session: CoachingSession,
    *,
    by: SomeoneSomewhere,
    at: datetime,
) -> None:
    ledger.record(**line_of(code, relationship, session, by=by, at=at))
