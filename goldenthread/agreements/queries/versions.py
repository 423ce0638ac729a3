"""Looking versions up, and where two people stand. Nothing sealed is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q

from goldenthread.agreements.models import (
    Clause,
    TermRow,
    Version,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.queries.found import the
from goldenthread.agreements.states import OPEN, VersionState
from goldenthread.agreements.terms import term_from
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True)
class Standing:
    """Where two people are with their agreement, without a word of it: no key is needed.

    `state` is "none" before a proposal, else the state of the version that stands, or of the one
    talked about while none stands. `tied` of `of` are its clauses.
    """

    state: str = "none"
    version: int = 0
    signed_at: datetime | None = None
    tied: int = 0
    of: int = 0


def standing_of(relationship_uid: UUID) -> Standing:
    """Give where an agreement stands, in one query."""
    both = Q(clauses__coach_yes=F("clauses__client_yes"))
    versions = Version.objects.filter(relationship_uid=relationship_uid).annotate(
        of=Count("clauses"), tied=Count("clauses", filter=both)
    )
    found = {version.state: version for version in versions.order_by("number")}
    for state in (VersionState.IN_FORCE, *OPEN, VersionState.ENDED):
        if state in found:
            version = found[state]
            return Standing(
                version.state, version.number, version.in_force_at, version.tied, version.of
            )
    return Standing()


def versions_of(relationship: Relationship) -> list[Version]:
    """Give every version of a relationship's agreement, newest first. Nothing sealed is opened."""
    return list(Version.objects.filter(relationship_uid=relationship.uid).order_by("-number"))


def the_version(relationship: Relationship, number: int) -> Version:
    """Give one version. Raises Http404 when there is none of this number."""
    return the(Version.objects.filter(relationship_uid=relationship.uid, number=number).first())


def the_open_version(relationship: Relationship) -> Version:
    """Give the version that is being talked about. Raises Http404 when there is none."""
    return the(Version.objects.filter(relationship_uid=relationship.uid, state__in=OPEN).first())


def the_clause(relationship: Relationship, uid: UUID) -> Clause:
    """Give a clause of this relationship's agreement. Raises Http404."""
    clauses = Clause.objects.select_related("version")
    return the(clauses.filter(version__relationship_uid=relationship.uid, uid=uid).first())


def the_term(relationship: Relationship, uid: UUID) -> TermRow:
    """Give a term of this relationship's version in force. Raises Http404."""
    return the(
        TermRow.objects.filter(
            version__relationship_uid=relationship.uid,
            version__state=VersionState.IN_FORCE,
            uid=uid,
        ).first()
    )


def grounds_signed(relationship: Relationship) -> tuple[str, ...]:
    """Give the grounds of the last version both signed, also after the end; mostly a few."""
    signed = TermRow.objects.filter(
        version__relationship_uid=relationship.uid, version__in_force_at__isnull=False, code="A25"
    )
    row = signed.order_by("-version__number").first()
    return term_from(row.values)["grounds"] if row else ()


def key_of(row: TermRow) -> str:
    """Give the key of a term's row, as of the term itself."""
    return f"{row.code}/{row.subject}" if row.subject else row.code


def witness_of(
    code: str,
    relationship: Relationship,
    version: Version,
    rows: Sequence[vault.SealedRecord],
    *,
    by: HasUid,
    at: datetime,
) -> ledger.Witness:
    """Write a reading of a version's sealed rows down, and give the proof. About the client."""
    return ledger.witness(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=("agreements.version", version.uid),
        covers=[row.uid for row in rows],
    )
