"""A version opened: its clauses, both parties' stances, who was heard, who has signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.agreements import policy
from goldenthread.agreements.models import (
    Clause,
    Signature,
    TermRow,
    Version,
    Wording,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.queries.versions import key_of, versions_of, witness_of
from goldenthread.agreements.saying import Saying, saying_from
from goldenthread.agreements.states import OPEN, VersionState
from goldenthread.agreements.terms import CLIENT, COACH
from goldenthread.core.persons import HasUid
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class Stance:
    """Where one party is with a clause: the words, and whether they stand by them now."""

    wording_uid: UUID
    author_uid: UUID
    saying: Saying
    stands: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class Spoken:
    """A clause, opened: both parties' stances, and the newest own wording of each author."""

    clause: Clause
    stances: Mapping[str, Stance | None]
    own: Mapping[UUID, Stance]

    @property
    def tied(self) -> Stance | None:
        """Give the words that both say yes to, if they do."""
        return self.stances[COACH] if policy.is_tied(self.clause) else None


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """A signature under the document that stands, opened. Whether it fits is another question."""

    uid: UUID
    signer_uid: UUID
    role: str
    name: str
    signature: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Talk:
    """A version as two people see it, opened: its clauses, who was heard, who has signed."""

    version: Version
    standing: Version | None
    spoken: tuple[Spoken, ...]
    heard: frozenset[UUID]
    given: tuple[Given, ...]
    set_aside: frozenset[UUID]
    document_uid: UUID | None
    terms: Mapping[str, TermRow]


def talk_of(
    relationship: Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Talk | None:
    """Give what is being talked about, or what stands; None before anything was proposed."""
    versions = versions_of(relationship)
    if not versions:
        return None
    standing = next((v for v in versions if v.state == VersionState.IN_FORCE), None)
    version = next((v for v in versions if v.state in OPEN), None) or standing or versions[0]
    clauses = list(version.clauses.order_by("position", "uid"))
    wordings = Wording.objects.filter(lineage_uid__in=[c.lineage_uid for c in clauses])
    rows = _needed(clauses, list(wordings.order_by("written_at", "uid")))
    signatures = list(
        Signature.objects.filter(document__version=version).select_related("document")
    )
    covered = [*rows, *signatures]
    witness = witness_of(
        "agreements.agreement.opened", relationship, version, covered, by=by, at=at
    )
    opened = {
        row.uid: saying_from(vault.unseal(row, keyring=keyring, witness=witness)) for row in rows
    }
    kept = [row for row in signatures if row.document.set_aside_at is None]
    return Talk(
        version=version,
        standing=standing,
        spoken=tuple(_spoken(relationship, clause, rows, opened) for clause in clauses),
        heard=frozenset(version.questions.values_list("asker_uid", flat=True)),
        given=tuple(
            _given(row, vault.unseal(row, keyring=keyring, witness=witness)) for row in kept
        ),
        set_aside=frozenset(
            row.signer_uid for row in signatures if row.document.set_aside_at is not None
        ),
        document_uid=next((row.document_id for row in kept), None),
        terms={key_of(row): row for row in version.terms.all()},
    )


def _given(row: Signature, held: Mapping[str, Any]) -> Given:
    signature = bytes.fromhex(held["signature"])
    return Given(row.uid, row.signer_uid, row.role, held["name"], signature)


def _needed(clauses: Sequence[Clause], wordings: Sequence[Wording]) -> list[Wording]:
    """Keep the wordings a reader sees: those someone stands by, and each author's newest."""
    yeses = {uid for clause in clauses for uid in (clause.coach_yes_id, clause.client_yes_id)}
    newest = {(row.lineage_uid, row.author_uid): row.uid for row in wordings}
    return [row for row in wordings if row.uid in yeses or row.uid in newest.values()]


def _spoken(
    relationship: Relationship,
    clause: Clause,
    rows: Sequence[Wording],
    opened: Mapping[UUID, Saying],
) -> Spoken:
    mine = [row for row in rows if row.lineage_uid == clause.lineage_uid]
    own = {
        row.author_uid: Stance(row.uid, row.author_uid, opened[row.uid], stands=False)
        for row in mine
    }
    by_uid = {row.uid: row for row in mine}

    def _stance(yes: UUID | None, party: UUID | None) -> Stance | None:
        if yes is not None:
            return Stance(yes, by_uid[yes].author_uid, opened[yes])
        return own.get(party) if party else None

    stances: dict[str, Stance | None] = {
        COACH: _stance(clause.coach_yes_id, relationship.coach_uid),
        CLIENT: _stance(clause.client_yes_id, relationship.client_uid),
    }
    return Spoken(clause, stances, own)
