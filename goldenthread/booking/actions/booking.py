"""A slot is booked, or a session moved to one. Of two who want it, the second is told what is near."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from goldenthread.booking import policy
from goldenthread.diary import api as diary
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault


@transaction.atomic
def book_session(
    relationship: relationships.Relationship,
    kind_uid: UUID,
    starts_at: datetime,
    *,
    uid: UUID,
    by: people.Person,
    at: datetime,
    keyring: vault.Keyring | None,
) -> sessions.CoachingSession:
    """Book a slot of a kind the coach offers; `starts_at` is aware.

    Raises diary.TimeTaken where it isn't free, sessions.AlreadyKept for a form sent twice,
    NotAllowed after the end and for a kind not offered, Http404 for another coach's kind.
    """
    kind = diary.the_kind(relationship.coach_uid, kind_uid)
    policy.may_book(
        role=relationships.role_in(relationship, by),
        going_on=relationships.is_going_on(relationship.uid),
        offered=kind.offered,
    ).or_raise()
    when = sessions.When.at(starts_at, diary.zone_of(relationship.coach_uid), kind.minutes)
    return sessions.arrange_session(
        relationship,
        when,
        uid=uid,
        by=by,
        at=at,
        keyring=keyring,
        kind_uid=kind.uid,
        within_hours=True,
    )


@transaction.atomic
def move_to_slot(
    relationship: relationships.Relationship,
    session: sessions.CoachingSession,
    starts_at: datetime,
    *,
    minutes: int,
    by: people.Person,
    at: datetime,
    keyring: vault.Keyring | None,
) -> sessions.CoachingSession:
    """Move a session to a free slot; its hour is kept by the clock of the diary from then on.

    Raises diary.TimeTaken where it isn't free, and NotAllowed for one that isn't ahead any more.
    """
    policy.may_move(
        going_on=relationships.is_going_on(relationship.uid), starts_at=session.starts_at, at=at
    ).or_raise()
    when = sessions.When.at(starts_at, diary.zone_of(relationship.coach_uid), minutes)
    return sessions.move_session(
        relationship, session.uid, when, by=by, at=at, keyring=keyring, within_hours=True
    )
