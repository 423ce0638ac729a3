"""Questions about confidentiality, and what was told outside."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.agreements import moves, policy
from goldenthread.agreements.models import (
    Answer,
    Question,
    Version,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


@transaction.atomic
def ask_about_confidentiality(
    relationship: Relationship,
    version: Version,
    question: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Question:
    """Write a question about confidentiality; an empty one says "no question" (S0.14)."""
    policy.may_ask(relationship, version.state, by=by).or_raise()
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    asked = Question(compartment=room, version=version, asker_uid=by.uid, asked_at=at)
    vault.seal(asked, {"question": question}, keyring=keyring)
    asked.save(force_insert=True)
    thing = ("agreements.question", asked.uid)
    ledger.record(
        "agreements.confidentiality.asked", **moves.line(relationship, thing, by=by, at=at)
    )
    return asked


@transaction.atomic
def answer_question(
    relationship: Relationship,
    question: Question,
    answer: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Answer:
    """Answer what the other asked about confidentiality."""
    answered = Answer.objects.filter(question=question).exists()
    policy.may_answer(relationship, question.asker_uid, by=by, answered=answered).or_raise()
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    given = Answer(compartment=room, question=question, author_uid=by.uid, answered_at=at)
    vault.seal(given, {"answer": answer}, keyring=keyring)
    given.save(force_insert=True)
    thing = ("agreements.question", question.uid)
    ledger.record(
        "agreements.confidentiality.answered", **moves.line(relationship, thing, by=by, at=at)
    )
    return given
