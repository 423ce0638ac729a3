"""Choosing how one is met. Turning something on holds from the next page, everywhere (S4.11)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.core.roles import Role
from goldenthread.gentle import policy
from goldenthread.gentle.models import Choices, Effect
from goldenthread.gentle.questions import Answers, Choice, chosen
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@transaction.atomic
def choose(
    relationship: relationships.Relationship,
    answers: Answers,
    *,
    by: people.Person,
    at: datetime,
    keyring: vault.Keyring,
) -> Effect:
    """Keep a client's answers for themselves alone, and let what follows from them hold at once.

    Who pays loses their place with the very yes that keeps it without a sponsor. Raises NotAllowed for
    anyone but the client.
    """
    policy.may_choose(relationships.role_in(relationship, by)).or_raise()
    _keep(relationship, answers, at=at, keyring=keyring)
    yes = chosen(answers)
    effect, _made = Effect.objects.update_or_create(
        relationship_uid=relationship.uid,
        defaults={
            "short_first": Choice.SHORT_FIRST in yes,
            "no_sponsor": Choice.NO_SPONSOR in yes,
            "no_past": Choice.NO_PAST in yes,
            "no_pulses": Choice.NO_PULSES in yes,
        },
    )
    if effect.no_sponsor:
        _keep_without_sponsor(relationship, by=by, at=at)
    people.set_manner(
        person=by,
        quiet_pages=Choice.PLAIN in yes,
        leaves_at_once=Choice.EXIT in yes,
        shared_device=Choice.DEVICE in yes,
        by=by,
        at=at,
    )
    return effect


def _keep_without_sponsor(
    relationship: relationships.Relationship, *, by: people.Person, at: datetime
) -> None:
    """Pause the seat of who pays, or take its link back if nobody has come in by it yet (S4.11)."""
    seat = relationships.standing_seat(relationship.uid, Role.SPONSOR)
    if seat is None or seat.state == relationships.SeatState.SUSPENDED:
        return
    if seat.state == relationships.SeatState.INVITED:
        relationships.withdraw_from_seat(seat=seat, by=by, at=at)
    else:
        relationships.suspend_seat(seat=seat, by=by, at=at)


def _keep(
    relationship: relationships.Relationship,
    answers: Answers,
    *,
    at: datetime,
    keyring: vault.Keyring,
) -> None:
    row = Choices.objects.select_for_update().filter(relationship_uid=relationship.uid).first()
    if row is None:
        private = vault.compartment_of(relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)
        row = Choices(compartment=private, relationship_uid=relationship.uid)
    else:
        row.revision += 1
    row.changed_at = at
    said = {choice.value: reply.value for choice, reply in answers.items()}
    vault.seal(row, said, keyring=keyring)
    row.save()
