"""Telling of a role, saying a hat, handing a decision over. Each leaves one line, about the client."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.hats import policy, queries
from goldenthread.hats.models import HandedOver, HatWorn, RoleTold
from goldenthread.hats.states import Decision, Hat, OtherRole
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@transaction.atomic
def tell_role(
    relationship: relationships.Relationship,
    role: OtherRole,
    words: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> RoleTold:
    """Tell the other of a new role between the two (S1.13). It opens and closes nothing by itself.

    Raises NotAllowed after the end and for too many words.
    """
    relationships.role_in(relationship, by)
    policy.may_tell_role(words, going_on=relationships.is_going_on(relationship.uid)).or_raise()
    told = RoleTold(
        compartment=vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED),
        relationship_uid=relationship.uid,
        told_by=by.uid,
        told_at=at,
    )
    vault.seal(told, {"role": role.value, "words": words}, keyring=keyring)
    told.save(force_insert=True)
    _record("hats.role.told", ("hats.role", told.uid), relationship, by=by, at=at)
    return told


@transaction.atomic
def wear_hat(
    relationship: relationships.Relationship, hat: Hat, *, by: HasUid, at: datetime
) -> HatWorn:
    """Say as what the coach comes to a meeting; both see it from then on (A30). Raises NotAllowed."""
    policy.may_wear_hat(
        relationships.role_in(relationship, by),
        two_hats=queries.two_hats(agreements.terms_in_force(relationship.uid, at=at)),
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    worn = HatWorn.objects.create(relationship_uid=relationship.uid, hat=hat.value, since=at)
    _record("hats.hat.worn", ("hats.hat", worn.uid), relationship, by=by, at=at)
    return worn


@transaction.atomic
def hand_over(
    relationship: relationships.Relationship, decision: Decision, *, by: HasUid, at: datetime
) -> HandedOver:
    """Hand a decision over to the client, for good unless both sign otherwise (S2.24). Raises NotAllowed."""
    policy.may_hand_over(
        relationships.role_in(relationship, by),
        decision,
        queries.who_decides(relationship, at=at).get(decision, "client"),
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    row = HandedOver.objects.create(
        relationship_uid=relationship.uid, decision=decision.value, handed_at=at
    )
    _record("hats.decision.handed_over", ("hats.decision", row.uid), relationship, by=by, at=at)
    return row


def _record(
    code: str,
    thing: tuple[str, UUID],
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
) -> None:
    ledger.record(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=thing,
    )
