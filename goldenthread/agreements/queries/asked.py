"""What was asked about confidentiality, and what was told outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.agreements.models import (
    Answer,
    Question,
    Version,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.queries.found import the
from goldenthread.agreements.queries.versions import witness_of
from goldenthread.core.persons import HasUid
from goldenthread.vault import api as vault


def the_question(relationship: Relationship, uid: UUID) -> Question:
    """Give a question of this relationship. Raises Http404."""
    return the(Question.objects.filter(version__relationship_uid=relationship.uid, uid=uid).first())


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A question about confidentiality, opened, with its answer where there is one."""

    uid: UUID
    asker_uid: UUID
    asked_at: datetime
    question: str
    answer: str | None


def asked_in(
    relationship: Relationship,
    version: Version,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> tuple[Asked, ...]:
    """Give what both asked about confidentiality in a version, oldest first."""
    questions = list(version.questions.order_by("asked_at", "uid"))
    answers = {row.question_id: row for row in Answer.objects.filter(question__version=version)}
    covered: list[vault.SealedRecord] = [*questions, *answers.values()]
    witness = witness_of(
        "agreements.confidentiality.opened", relationship, version, covered, by=by, at=at
    )

    def _read(row: vault.SealedRecord, word: str) -> str:
        return str(vault.unseal(row, keyring=keyring, witness=witness)[word])

    return tuple(
        Asked(
            row.uid,
            row.asker_uid,
            row.asked_at,
            _read(row, "question"),
            _read(answers[row.uid], "answer") if row.uid in answers else None,
        )
        for row in questions
    )
