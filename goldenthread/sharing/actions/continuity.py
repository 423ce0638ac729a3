"""When a coach can't go on: two named people say so, and the little that A24 names is opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.courier import api as courier
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sharing.lines import line
from goldenthread.sharing.models import CannotGoOn, ContinuityOpened
from goldenthread.sharing.queries.continuity import TRUSTEES, may_see


@transaction.atomic
def say_cannot_go_on(seat: relationships.Seat, *, by: HasUid, at: datetime) -> CannotGoOn:
    """Say, as a named person, that the coach can't go on. One alone opens nothing (A24)."""
    _trustee_only(seat, by=by, at=at)
    said, _ = CannotGoOn.objects.get_or_create(
        seat_uid=seat.uid,
        defaults={
            "relationship_uid": seat.relationship_id,
            "role": seat.role,
            "said_by": by.uid,
            "said_at": at,
        },
    )
    ledger.record("sharing.continuity.said", **_line(seat, by=by, at=at))
    return said


@transaction.atomic
def take_back_cannot_go_on(seat: relationships.Seat, *, by: HasUid, at: datetime) -> None:
    """Take it back: the coach can go on after all. What it opened closes."""
    _trustee_only(seat, by=by, at=at)
    CannotGoOn.objects.filter(seat_uid=seat.uid).delete()
    ContinuityOpened.objects.filter(relationship_uid=seat.relationship_id).delete()
    ledger.record("sharing.continuity.taken_back", **_line(seat, by=by, at=at))


@transaction.atomic
def open_continuity(seat: relationships.Seat, *, by: HasUid, at: datetime) -> ContinuityOpened:
    """Open name, address and next session to a trustee, and tell the client that it was. Raises NotAllowed."""
    if by.uid != seat.person_uid:
        raise Http404
    may_see(seat, at=at).or_raise()
    opened, _ = ContinuityOpened.objects.get_or_create(
        seat_uid=seat.uid,
        defaults={"relationship_uid": seat.relationship_id, "begun_at": at},
    )
    ledger.record("sharing.continuity.opened", **_line(seat, by=by, at=at))
    if seat.relationship.client_uid is not None:
        client = people.the_person(seat.relationship.client_uid)
        courier.tell_something_new(person=client, at=at)
    return opened


def _trustee_only(seat: relationships.Seat, *, by: HasUid, at: datetime) -> None:
    if by.uid != seat.person_uid or seat.role not in TRUSTEES:
        raise Http404
    relationships.may_look_through(seat, at=at).or_raise()
    agreements.terms_in_force(seat.relationship_id, at=at).opens_seat(Role(seat.role)).or_raise()


def _line(seat: relationships.Seat, *, by: HasUid, at: datetime) -> dict[str, Any]:
    return line(seat.relationship, ("seat", seat.uid), by=by, at=at)
