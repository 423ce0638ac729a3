"""What the house does when a country changes its clocks: a session stays at the hour that was meant."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.diary import api as diary
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sessions import verbs
from goldenthread.sessions.changes import THE_HOUSE, TimeChange, TimeDeed, tell_of
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.states import SessionState
from goldenthread.sessions.steps import line_of
from goldenthread.sessions.when import moment_again, when_of


def rederive(at: datetime) -> int:
    """Work out again when sessions ahead begin, where a zone's rules changed since; say how many.

    Each leaves a line in the ledger, and rooms that asked hear of it, so that both are told. Safe
    to run twice: the second time there is nothing to put right.
    """
    ahead = CoachingSession.objects.filter(
        state=SessionState.PLANNED, starts_at__gte=at, hour__isnull=False
    ).exclude(zone="")
    wrong = [row for row in ahead.order_by("starts_at", "uid") if _moved_by_rules(row)]
    if not wrong:
        return 0
    with transaction.atomic():
        # Read anew, held: one may have been moved since by somebody.
        held = ahead.filter(uid__in=[row.uid for row in wrong]).select_for_update(of=("self",))
        wrong = [row for row in held.order_by("starts_at", "uid") if _moved_by_rules(row)]
        # All leave their old time first: those of one zone move together, and none is in the way.
        for row in wrong:
            diary.give_back(row.uid)
        return sum(_put_right(row, at=at) for row in wrong)


def _moved_by_rules(row: CoachingSession) -> bool:
    return moment_again(when_of(row)) != row.starts_at


def _put_right(row: CoachingSession, *, at: datetime) -> bool:
    relationship = relationships.Relationship.objects.filter(
        uid=row.relationship_uid, ended_at__isnull=True
    ).first()
    if relationship is None:
        return False
    was = row.starts_at
    row.starts_at = moment_again(when_of(row))
    row.sequence += 1
    row.save(update_fields=["starts_at", "sequence"])
    _take_again(relationship, row, at=at)
    ledger.record(**line_of(verbs.REDERIVED, relationship, row, by=None, at=at))
    tell_of(TimeChange(relationship, row, TimeDeed.MOVED, THE_HOUSE, at, None, was))
    return True


def _take_again(
    relationship: relationships.Relationship, row: CoachingSession, *, at: datetime
) -> None:
    """Take the new time, unless another session has it by now: then the two talk about it."""
    if row.starts_at is None or row.lasts is None:
        return
    try:
        with transaction.atomic():
            diary.take(
                coach_uid=relationship.coach_uid,
                relationship_uid=relationship.uid,
                session_uid=row.uid,
                starts_at=row.starts_at,
                minutes=row.lasts,
                at=at,
                within_hours=False,
            )
    except diary.TimeTaken:
        return
