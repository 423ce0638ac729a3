"""A copy of all that was ever agreed, asked and signed between two people, for them to keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from goldenthread.agreements.models import (
    Answer,
    Clause,
    Question,
    Signature,
    SignedDocument,
    StartingDraft,
    TermRow,
    Version,
    Wording,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.policy import role_of
from goldenthread.agreements.queries.papers import the_paper_of
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


def copy_for(
    relationship: Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    witness: ledger.Witness | None = None,
) -> dict[str, Any]:
    """Give everything of a relationship's agreements as plain values, ready for JSON.

    `witness` is one that covers the shared compartment; without it, this writes its own line.
    The document's text is byte for byte what was signed; signatures and keys are in hex.
    Raises NoGrant for someone who holds no key to the shared compartment, and PermissionError
    for someone who is not one of the two.
    """
    if role_of(relationship, by) is None:
        raise PermissionError
    if witness is None:
        witness = _own_witness(relationship, by=by, at=at)
    copy = _Copy(keyring, witness)
    versions = Version.objects.filter(relationship_uid=relationship.uid).order_by("number")
    return {
        "versions": copy.versions(list(versions)),
    }


def starting_copy_for(
    *, by: HasUid, keyring: vault.Keyring, witness: ledger.Witness
) -> list[dict[str, Any]]:
    """Give a coach's own starting drafts; `witness` covers the coach's own compartment."""
    drafts = StartingDraft.objects.filter(coach_uid=by.uid).order_by("uid")
    return [
        {
            **vault.unseal(draft, keyring=keyring, witness=witness),
            "let_go_at": _moment(draft.let_go_at),
        }
        for draft in drafts
    ]


def papers_copy_for(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> list[dict[str, Any]]:
    """Give the newest paper of every seat beside a pair, as `verify_agreement.py` reads it."""
    found = []
    for seat in relationships.seats_of(relationship.uid):
        read = the_paper_of(seat, by=by, at=at, keyring=keyring) if seat.window_id else None
        if read is not None:
            given = {"role": seat.role, "name": read.name, "signature": read.signature.hex()}
            found.append(
                {
                    "seat": str(seat.uid),
                    "standing": read.standing,
                    "handed_at": read.handed_at.isoformat(),
                    "signed_at": _moment(read.signed_at),
                    "document": read.document.to_bytes().decode(),
                    "signatures": [given] if read.signed_at else [],
                }
            )
    return found


def _own_witness(relationship: Relationship, *, by: HasUid, at: datetime) -> ledger.Witness:
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    return ledger.witness(
        "agreements.copy.taken",
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        covers=[room.uid],
    )


class _Copy:
    """Opens each kind of row with one query for all versions together."""

    def __init__(self, keyring: vault.Keyring, witness: ledger.Witness) -> None:
        self.keyring, self.witness = keyring, witness

    def versions(self, versions: list[Version]) -> list[dict[str, Any]]:
        uids = [version.uid for version in versions]
        clauses = list(Clause.objects.filter(version__in=uids).order_by("position"))
        words = self._wordings(clauses)
        questions = self._questions(uids)
        documents = self._documents(uids)
        terms = list(TermRow.objects.filter(version__in=uids).order_by("code", "subject"))
        return [
            {
                "uid": str(version.uid),
                "number": version.number,
                "state": version.state,
                "begun_at": version.begun_at.isoformat(),
                "in_force_at": _moment(version.in_force_at),
                "ended_at": _moment(version.ended_at),
                "clauses": [
                    _clause(clause, words) for clause in clauses if clause.version_id == version.uid
                ],
                "questions": questions.get(version.uid, []),
                "documents": documents.get(version.uid, []),
                "terms": [
                    {**row.values, "closed_at": _moment(row.closed_at)}
                    for row in terms
                    if row.version_id == version.uid
                ],
            }
            for version in versions
        ]

    def _open(self, row: vault.SealedRecord) -> dict[str, Any]:
        return vault.unseal(row, keyring=self.keyring, witness=self.witness)

    def _wordings(self, clauses: Iterable[Clause]) -> dict[Any, list[dict[str, Any]]]:
        lineages = {clause.lineage_uid for clause in clauses}
        found: dict[Any, list[dict[str, Any]]] = {}
        for row in Wording.objects.filter(lineage_uid__in=lineages).order_by("written_at", "uid"):
            found.setdefault(row.lineage_uid, []).append(
                {
                    "uid": str(row.uid),
                    "author": str(row.author_uid),
                    "written_at": row.written_at.isoformat(),
                    **self._open(row),
                }
            )
        return found

    def _questions(self, uids: list[Any]) -> dict[Any, list[dict[str, Any]]]:
        answers = {
            row.question_id: row for row in Answer.objects.filter(question__version__in=uids)
        }
        found: dict[Any, list[dict[str, Any]]] = {}
        for row in Question.objects.filter(version__in=uids).order_by("asked_at", "uid"):
            answer = answers.get(row.uid)
            found.setdefault(row.version_id, []).append(
                {
                    "asker": str(row.asker_uid),
                    "asked_at": row.asked_at.isoformat(),
                    **self._open(row),
                    "answer": self._open(answer)["answer"] if answer else None,
                }
            )
        return found

    def _documents(self, uids: list[Any]) -> dict[Any, list[dict[str, Any]]]:
        signed: dict[Any, list[dict[str, Any]]] = {}
        signatures = Signature.objects.filter(document__version__in=uids)
        for row in signatures.order_by("signed_at"):
            signed.setdefault(row.document_id, []).append(
                {
                    "role": row.role,
                    "signer": str(row.signer_uid),
                    "signed_at": row.signed_at.isoformat(),
                    **self._open(row),
                }
            )
        found: dict[Any, list[dict[str, Any]]] = {}
        for document in SignedDocument.objects.filter(version__in=uids).order_by("made_at"):
            found.setdefault(document.version_id, []).append(
                {
                    "made_at": document.made_at.isoformat(),
                    "set_aside_at": _moment(document.set_aside_at),
                    **self._open(document),
                    "signatures": signed.get(document.uid, []),
                }
            )
        return found


def _clause(clause: Clause, words: dict[Any, list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        "clause": str(clause.lineage_uid),
        "heading": clause.heading,
        "coach_yes": str(clause.coach_yes_id) if clause.coach_yes_id else None,
        "client_yes": str(clause.client_yes_id) if clause.client_yes_id else None,
        "tied_at": _moment(clause.tied_at),
        "wordings": words.get(clause.lineage_uid, []),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
