"""Reading roles, hats and decisions: what is declared, what was told, what holds today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.hats import policy
from goldenthread.hats.models import HandedOver, HatWorn, RoleTold
from goldenthread.hats.states import Decision, Hat, OtherRole
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

PROFILE, DUAL_ROLES, DECIDES = "A30", "A20", "A23"


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """A role as it was told: by whom, when, what."""

    told_by: UUID
    told_at: datetime
    role: OtherRole
    words: str


def roles_told(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> list[Told]:
    """Give what was told of roles, newest first; the ledger's row comes first.

    After the end the coach reads what they told themselves, and nothing of the client's.
    """
    told = RoleTold.objects.filter(relationship_uid=relationship.uid).order_by("-told_at")
    if relationship.ended_at is not None and by.uid != relationship.client_uid:
        told = told.filter(told_by=by.uid)
    rows = list(told)
    if not rows:
        return []
    witness = ledger.witness(
        "hats.roles.read",
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        covers=[row.uid for row in rows],
        count=len(rows),
    )
    opened = [(row, vault.unseal(row, keyring=keyring, witness=witness)) for row in rows]
    return [
        Told(row.told_by, row.told_at, OtherRole(held["role"]), held["words"])
        for row, held in opened
    ]


def two_hats(terms: agreements.TermsInForce) -> bool:
    """Say whether both signed that the coach is the client's manager (A30)."""
    return terms.term(PROFILE) is not None


def hat_worn(relationship_uid: UUID) -> tuple[Hat, datetime] | None:
    """Give the hat said last, and since when. One query, nothing opened."""
    row = HatWorn.objects.filter(relationship_uid=relationship_uid).order_by("-since").first()
    return None if row is None else (Hat(row.hat), row.since)


def declared_roles(terms: agreements.TermsInForce, names: Mapping[str, str]) -> list[str]:
    """Say, in a sentence, which other roles both declared (A20); nothing where there are none."""
    term = terms.term(DUAL_ROLES)
    if term is None or not term["roles"]:
        return []
    return [agreements.sentence_of(term, names, _)]


def who_decides(relationship: relationships.Relationship, *, at: datetime) -> dict[Decision, str]:
    """Give who decides each thing now: by the term in force, and by what was handed over since (A23).

    Without such a term everything is the client's: that is the default (S2.24).
    """
    term = agreements.terms_in_force(relationship.uid, at=at).term(DECIDES)
    if term is None:
        return dict.fromkeys(Decision, "client")
    since = agreements.standing_of(relationship.uid).signed_at
    handed = _handed_over(relationship.uid)
    return {each: policy.decides(term[each.value], handed.get(each), since) for each in Decision}


def _handed_over(relationship_uid: UUID) -> dict[Decision, datetime]:
    """Give when each decision was last handed over."""
    rows = HandedOver.objects.filter(relationship_uid=relationship_uid).order_by("handed_at")
    return {Decision(row.decision): row.handed_at for row in rows}


def handed_over(relationship: relationships.Relationship) -> list[tuple[Decision, datetime]]:
    """Give every handing over, newest first, for both to see."""
    rows = HandedOver.objects.filter(relationship_uid=relationship.uid).order_by("-handed_at")
    return [(Decision(row.decision), row.handed_at) for row in rows]


def copy_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> list[dict[str, Any]]:
    """Give what was told, worn and handed over as plain values, for a copy to keep."""
    told = roles_told(relationship, by=by, at=at, keyring=keyring)
    worn = HatWorn.objects.filter(relationship_uid=relationship.uid).order_by("since")
    return [
        *(
            {
                "role": one.role.value,
                "words": one.words,
                "told_by": str(one.told_by),
                "told_at": one.told_at.isoformat(),
            }
            for one in told
        ),
        *({"hat": row.hat, "since": row.since.isoformat()} for row in worn),
        *(
            {"decision": each.value, "handed_over_at": day.isoformat()}
            for each, day in handed_over(relationship)
        ),
    ]
