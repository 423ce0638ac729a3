"""Signing exactly what was shown, and a yes said aloud that each confirms with their key."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.agreements import moves, policy, roles_policy
from goldenthread.agreements.actions.changed import WordsChanged
from goldenthread.agreements.models import SignedDocument, Version
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.paper import SigningCopy
from goldenthread.agreements.states import VersionState
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.swaps import api as swaps
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
    under it. Raises WordsChanged when the document is another one by now. A signature counts only
    if it fits these very words by its signer's own key: one brought from elsewhere never does.
    """
    version = moves.open_version(relationship)
    clauses = list(version.clauses.select_related("coach_yes", "client_yes"))
    document = version.documents.filter(set_aside_at=None).first()
    rows = dict(document.signatures.values_list("uid", "signer_uid")) if document else {}
    signed = {signer for uid, signer in rows.items() if uid in copy.counted} & copy.signed
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
    _recast_comes_first(relationship, copy)
    if copy.paper.digest != shown or not moves.is_current(copy, version, clauses, document):
        raise WordsChanged
    if document is None or rows.keys() - copy.counted:
        document = _anew(relationship, version, copy, at=at, keyring=keyring)
    role = policy.role_of(relationship, by) or ""
    moves.sign(document, copy, role=role, name=name, by=by, at=at, keyring=keyring)
    if signed and document.uid == copy.standing:
        moves.bring_into_force(version, copy, at=at)
    elif version.state != VersionState.SIGNED_BY_ONE:
        moves.move(version, VersionState.SIGNED_BY_ONE)
    ledger.record(
        "agreements.signed",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version


@transaction.atomic
def note_spoken_yes(relationship: Relationship, *, by: HasUid, at: datetime) -> Version:
    """Note that both said yes aloud to words that are all tied. It opens nothing (3.3, rule 9)."""
    version = moves.open_version(relationship)
    clauses = list(version.clauses.select_related("coach_yes", "client_yes"))
    left_out = sum(map(moves.is_left_out, clauses))
    policy.may_note_spoken_yes(
        relationship, version.state, by=by, clauses=clauses, left_out=left_out
    ).or_raise()
    version.spoken_at, version.spoken_by = at, by.uid
    moves.move(version, VersionState.SPOKEN_YES)
    ledger.record(
        "agreements.spoken",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version


@transaction.atomic
def take_spoken_yes_back(relationship: Relationship, *, by: HasUid, at: datetime) -> Version:
    """Say that the yes aloud wasn't so, or isn't any more. Needs no reason."""
    version = moves.open_version(relationship)
    policy.may_take_spoken_yes_back(relationship, version.state, by=by).or_raise()
    moves.set_aside(version, at=at)
    moves.move(version, VersionState.TALKING)
    ledger.record(
        "agreements.spoken.withdrawn",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version


def _anew(
    relationship: Relationship,
    version: Version,
    copy: SigningCopy,
    *,
    at: datetime,
    keyring: vault.Keyring,
) -> SignedDocument:
    """Write the document down; what lay there was signed over other words, or by other keys."""
    version.documents.filter(set_aside_at=None).update(set_aside_at=at)
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    document = SignedDocument(compartment=room, version=version, made_at=at)
    vault.seal(document, {"document": copy.paper.to_bytes().decode()}, keyring=keyring)
    document.save(force_insert=True)
    return document


def _recast_comes_first(relationship: Relationship, copy: SigningCopy) -> None:
    """Hold an agreement with a manager who coaches back until Recast was opened (A30). Raises NotAllowed."""
    if roles_policy.asks_for_recast(copy.paper.terms):
        opened = swaps.is_open(relationship.uid, roles_policy.RECAST)
        roles_policy.may_begin_with_hats(copy.paper.terms, recast_is_open=opened).or_raise()
