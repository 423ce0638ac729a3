"""Signing exactly what was shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.agreements import moves, policy
from goldenthread.agreements.actions.changed import WordsChanged
from goldenthread.agreements.models import (
    SignedDocument,
    Version,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.paper import SigningCopy
from goldenthread.agreements.states import VersionState
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


@transaction.atomic
def sign_agreement(
    relationship: Relationship,
    copy: SigningCopy,
    *,
    shown: str,
    name: str,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Version:
    """Sign exactly what was shown; with the second signature the version comes into force.

    `shown` is the SHA-256, in hex, of the document that was on the screen, `name` what was typed
    under it. Raises WordsChanged when the document is another one by now.
    """
    version = moves.open_version(relationship)
    clauses = list(version.clauses.select_related("coach_yes", "client_yes"))
    document = version.documents.filter(set_aside_at=None).first()
    signed = set(document.signatures.values_list("signer_uid", flat=True)) if document else set()
    policy.may_sign(
        relationship,
        version.state,
        by=by,
        clauses=clauses,
        left_out=sum(map(moves.is_left_out, clauses)),
        heard=set(version.questions.values_list("asker_uid", flat=True)),
        signed=signed,
        terms=copy.paper.terms,
        ruled_out=moves.ruled_out(relationship),
    ).or_raise()
    if copy.paper.digest != shown or not moves.is_current(copy, version, clauses, document):
        raise WordsChanged
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    if document is None:
        document = SignedDocument(compartment=room, version=version, made_at=at)
        vault.seal(document, {"document": copy.paper.to_bytes().decode()}, keyring=keyring)
        document.save(force_insert=True)
    role = policy.role_of(relationship, by) or ""
    moves.sign(document, copy, role=role, name=name, by=by, at=at, keyring=keyring)
    if signed:
        moves.bring_into_force(version, copy, at=at)
    else:
        moves.move(version, VersionState.SIGNED_BY_ONE)
    ledger.record(
        "agreements.signed",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version
