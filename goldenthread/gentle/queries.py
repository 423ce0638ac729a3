"""Reading choices: the client's answers for the client, the effects for whoever keeps a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Verdict
from goldenthread.gentle import policy
from goldenthread.gentle.models import Choices, Effect
from goldenthread.gentle.questions import NOTHING_CHOSEN, Answers, Choice, answers_from, with_yes
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True)
class Effects:
    """What holds in a relationship because its client chose so. Never which other things were chosen."""

    short_first: bool = False
    no_sponsor: bool = False
    no_past: bool = False
    no_pulses: bool = False


def effects_of(relationship_uid: UUID) -> Effects:
    """Give what holds in a relationship. One query, nothing opened."""
    row = Effect.objects.filter(relationship_uid=relationship_uid).first()
    if row is None:
        return Effects()
    return Effects(row.short_first, row.no_sponsor, row.no_past, row.no_pulses)


def wants_short_first(relationship_uid: UUID) -> bool:
    """Say whether the first agreement is a short one: two sessions, then both decide (S0.8)."""
    return Effect.objects.filter(relationship_uid=relationship_uid, short_first=True).exists()


def may_seat(relationship_uid: UUID, role: Role) -> Verdict:
    """Say whether somebody of this role may get a place beside the pair, as far as this goes."""
    if role is not Role.SPONSOR:
        return policy.may_seat(role, no_sponsor=False)
    return policy.may_seat(role, no_sponsor=effects_of(relationship_uid).no_sponsor)


def is_gentle(person: people.Person) -> bool:
    """Say whether pages come to this person short and plain. No query."""
    return person.quiet_pages


def choices_of(
    relationship: relationships.Relationship,
    *,
    by: people.Person,
    at: datetime,
    keyring: vault.Keyring,
) -> Answers:
    """Give a client their own answers; the ledger's row comes first. Raises NotAllowed for the coach.

    Where nothing was chosen here yet, what holds of their pages anyway is a yes already.
    """
    policy.may_choose(relationships.role_in(relationship, by)).or_raise()
    row = Choices.objects.filter(relationship_uid=relationship.uid).first()
    if row is None:
        held = {
            Choice.PLAIN: by.quiet_pages,
            Choice.EXIT: by.leaves_at_once,
            Choice.DEVICE: by.shared_device,
        }
        return with_yes(NOTHING_CHOSEN, [choice for choice, holds in held.items() if holds])
    witness = ledger.witness(
        "gentle.choices.opened",
        stream=by.uid,
        by=by,
        at=at,
        about=by.uid,
        thing=("gentle.choices", row.uid),
        covers=[row.uid],
    )
    return answers_from(vault.unseal(row, keyring=keyring, witness=witness))


def copy_for(
    relationship: relationships.Relationship,
    *,
    by: people.Person,
    at: datetime,
    keyring: vault.Keyring,
) -> list[dict[str, Any]]:
    """Give a client their own answers as plain values, for a copy to keep; nothing for the coach."""
    if relationships.role_in(relationship, by) != Role.CLIENT:
        return []
    if not Choices.objects.filter(relationship_uid=relationship.uid).exists():
        return []
    answers = choices_of(relationship, by=by, at=at, keyring=keyring)
    return [{"choice": choice.value, "answer": reply.value} for choice, reply in answers.items()]
