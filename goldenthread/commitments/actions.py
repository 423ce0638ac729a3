"""Writing a commitment down, changing it, ticking it, letting it go: each by its owner alone (S0.20)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.commitments import policy, verbs
from goldenthread.commitments.models import Commitment
from goldenthread.commitments.queries import own_rows
from goldenthread.commitments.states import CommitmentState
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

_BECAME = {
    CommitmentState.TICKED: verbs.TICKED,
    CommitmentState.MEANT: verbs.MEANT_AGAIN,
}


class AlreadyKept(Exception):
    """Kept a moment ago; it's here once."""


class WordedElsewhere(Exception):
    """It was worded anew in another window."""


@transaction.atomic
def write_commitment(
    relationship: relationships.Relationship,
    words: str,
    *,
    uid: UUID,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Commitment:
    """Write down what one decided to do, in the client's own compartment beside a relationship.

    Raises NotAllowed for its coach, AlreadyKept for a form that came twice.
    """
    policy.may_write(
        role=relationships.role_in(relationship, by),
        words=words,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    mine = vault.compartment_of(relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)
    row = Commitment(
        uid=uid, compartment=mine, owner_uid=by.uid, written_at=at, worded_at=at, state_at=at
    )
    vault.seal(row, {"words": words}, keyring=keyring)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AlreadyKept from None
    _record(verbs.WRITTEN, row, by=by, at=at)
    return row


@transaction.atomic
def reword_commitment(
    uid: UUID, words: str, *, seen: int, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Commitment:
    """Change its words, as they were `seen` (a revision). Raises WordedElsewhere, NotAllowed, Http404."""
    row = _locked(uid, by)
    policy.may_reword(words).or_raise()
    if row.revision != seen:
        raise WordedElsewhere
    row.revision, row.worded_at = row.revision + 1, at
    vault.seal(row, {"words": words}, keyring=keyring)
    row.save()
    _record(verbs.REWORDED, row, by=by, at=at)
    return row


@transaction.atomic
def mark_commitment(uid: UUID, became: CommitmentState, *, by: HasUid, at: datetime) -> Commitment:
    """Tick it, or take the tick back. Twice changes nothing. Raises Http404 for anybody else's."""
    row = _locked(uid, by)
    if row.state == became:
        return row
    row.state, row.state_at = became.value, at
    row.save(update_fields=["state", "state_at"])
    _record(_BECAME[became], row, by=by, at=at)
    return row


@transaction.atomic
def let_go_of_commitment(uid: UUID, *, by: HasUid, at: datetime) -> None:
    """Delete it, words and all, without a reason. Raises Http404 for anybody else's."""
    row = _locked(uid, by)
    _record(verbs.LET_GO, row, by=by, at=at)
    row.delete()


def _locked(uid: UUID, by: HasUid) -> Commitment:
    row = own_rows(by).select_for_update(of=("self",)).filter(uid=uid).first()
    if row is None:
        raise Http404
    return row


def _record(code: str, row: Commitment, *, by: HasUid, at: datetime) -> None:
    ledger.record(
        code, stream=by.uid, by=by, at=at, about=by.uid, thing=(verbs.COMMITMENT, row.uid)
    )
