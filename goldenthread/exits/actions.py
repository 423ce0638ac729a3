"""Leaving, asking for it sooner, thinking again, erasing. Each leaves one row in the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.exits import policy
from goldenthread.exits.clearing import clear
from goldenthread.exits.models import Departure
from goldenthread.exits.states import DepartureState
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault


@transaction.atomic
def begin_leaving(
    relationship: relationships.Relationship,
    *,
    kept_days: int | None,
    by: HasUid,
    at: datetime,
) -> Departure:
    """Start the clock of a relationship that ends now. `kept_days` come from the clause (A17).

    Raises NotAllowed for who isn't one of the two, or where it has ended already.
    """
    relationships.may_end(relationship, by=by).or_raise()
    until = policy.day_of_erasure(at, kept_days)
    departure = Departure.objects.create(
        relationship_uid=relationship.uid,
        state=DepartureState.KEPT,
        ended_at=at,
        kept_until=until,
        erase_at=until,
    )
    ledger.record("exits.leaving.begun", **_line(relationship, departure, by=by, at=at))
    return departure


@transaction.atomic
def ask_for_erasure(
    relationship: relationships.Relationship, *, with_journal: bool, by: HasUid, at: datetime
) -> Departure:
    """Have everything erased in seven days, one's own journal too if one says so (INV-20).

    Only the client can; it needs no reason and nobody else. Raises NotAllowed.
    """
    departure = _held(relationship.uid)
    policy.may_ask_for_erasure(relationship, departure, by=by).or_raise()
    departure.erase_at = policy.sooner(departure, at=at)
    departure.state, departure.with_journal = DepartureState.ASKED, with_journal
    departure.save(update_fields=["state", "erase_at", "with_journal"])
    ledger.record("exits.erasure.asked", **_line(relationship, departure, by=by, at=at))
    return departure


@transaction.atomic
def think_again(relationship: relationships.Relationship, *, by: HasUid, at: datetime) -> Departure:
    """Put the erasure back to the day that the agreement says. Raises NotAllowed."""
    departure = _held(relationship.uid)
    policy.may_think_again(relationship, departure, by=by).or_raise()
    departure.state, departure.erase_at = DepartureState.KEPT, departure.kept_until
    departure.with_journal = False
    departure.save(update_fields=["state", "erase_at", "with_journal"])
    ledger.record("exits.erasure.reconsidered", **_line(relationship, departure, by=by, at=at))
    return departure


@transaction.atomic
def erase(departure_uid: UUID, *, by: None = None, at: datetime) -> Departure:
    """Erase what the two wrote: its keys first, then its rows. Done by the house, on the day.

    The keys lie in another store, which can't be part of this transaction; whatever happens to the
    rows, nothing opens them again. Safe to run twice. Raises NotAllowed before the day.
    """
    departure = Departure.objects.select_for_update().get(uid=departure_uid)
    policy.may_erase(departure, at=at).or_raise()
    relationship = relationships.the_ended(departure.relationship_uid)
    rooms = [room.uid for room in _rooms(departure)]
    clear(departure.relationship_uid, rooms)
    departure.certificate = b"".join(seals.sha256(uid.bytes) for uid in rooms)
    departure.state, departure.erased_at = DepartureState.ERASED, at
    departure.save(update_fields=["state", "erased_at", "certificate"])
    ledger.record("exits.relationship.erased", **_line(relationship, departure, by=by, at=at))
    for uid in rooms:
        vault.forget_compartment(uid)
    return departure


def _rooms(departure: Departure) -> list[vault.Compartment]:
    """Give the compartments to forget: the client's own only when the client said so."""
    rooms = vault.compartments_of(departure.relationship_uid)
    own = vault.CompartmentKind.CLIENT_PRIVATE
    return [room for room in rooms if departure.with_journal or room.kind != own]


def _held(relationship_uid: UUID) -> Departure:
    """Read a departure and hold it, so that of two at once the second sees what the first did."""
    found = Departure.objects.select_for_update().filter(relationship_uid=relationship_uid).first()
    if found is None:
        raise NotAllowed(policy.NOT_ENDED)
    return found


def _line(
    relationship: relationships.Relationship,
    departure: Departure,
    *,
    by: HasUid | None,
    at: datetime,
) -> dict[str, Any]:
    return {
        "stream": relationship.uid,
        "by": by,
        "at": at,
        "about": relationship.client_uid or relationship.coach_uid,
        "thing": ("exits.departure", departure.uid),
    }
