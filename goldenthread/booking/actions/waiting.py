"""A client waits for a slot on some days, or stops waiting. Nobody else is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from goldenthread.booking import letters, links, policy, verbs
from goldenthread.booking.models import Waiting
from goldenthread.core.wall import zone_called
from goldenthread.diary import api as diary
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a client waits for: a kind, from a day to a day of their own, and what it would replace."""

    kind_uid: UUID
    first: date
    last: date
    session_uid: UUID | None = None


@transaction.atomic
def begin_to_wait(
    relationship: relationships.Relationship,
    wanted: Wanted,
    *,
    uid: UUID,
    by: people.Person,
    at: datetime,
) -> Waiting:
    """Wait, as the client, for a slot on these days. The same form sent twice waits once.

    Those whose days are over are forgotten then. Raises NotAllowed, and Http404 for another coach's kind.
    """
    kind = diary.the_kind(relationship.coach_uid, wanted.kind_uid)
    own = Waiting.objects.filter(relationship_uid=relationship.uid)
    before = own.filter(uid=uid).first()
    if before is not None:
        return before
    over = [row.uid for row in own.all() if not links.is_waiting(row, at=at)]
    own.filter(uid__in=over).delete()
    policy.may_wait(
        role=relationships.role_in(relationship, by),
        going_on=relationships.is_going_on(relationship.uid),
        reached=letters.reach(by),
        first=wanted.first,
        last=wanted.last,
        today=at.astimezone(zone_called(by.zone)).date(),
        already=own.count(),
    ).or_raise()
    waiting = Waiting(
        uid=uid,
        relationship_uid=relationship.uid,
        coach_uid=relationship.coach_uid,
        client_uid=by.uid,
        kind_uid=kind.uid,
        session_uid=wanted.session_uid,
        first_day=wanted.first,
        last_day=wanted.last,
        zone=by.zone,
        made_at=at,
    )
    try:
        with transaction.atomic():
            waiting.save(force_insert=True)
    except IntegrityError:
        # Sent twice at the same moment: the other one keeps it.
        return waiting
    _record(verbs.WAITED, relationship, waiting, by=by, at=at)
    return waiting


@transaction.atomic
def stop_waiting(
    relationship: relationships.Relationship, waiting: Waiting, *, by: people.Person, at: datetime
) -> None:
    """Stop waiting; the links of its letters open nothing any more."""
    relationships.role_in(relationship, by)
    Waiting.objects.filter(uid=waiting.uid).delete()
    _record(verbs.WAITED_NO_MORE, relationship, waiting, by=by, at=at)


def _record(
    code: str,
    relationship: relationships.Relationship,
    waiting: Waiting,
    *,
    by: people.Person,
    at: datetime,
) -> None:
    ledger.record(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=(verbs.WAITING, waiting.uid),
    )
