"""Reading commitments: one's own, and no others. The ledger's row comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from goldenthread.commitments import verbs
from goldenthread.commitments.models import Commitment
from goldenthread.commitments.states import CommitmentState
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

MANY = 200


@dataclass(frozen=True, slots=True)
class OpenCommitment:
    """One, opened for its owner."""

    uid: UUID
    words: str = field(repr=False)
    state: CommitmentState
    revision: int
    written_at: datetime
    worded_at: datetime
    state_at: datetime

    @property
    def is_ticked(self) -> bool:
        """Whether its owner ticked it."""
        return self.state == CommitmentState.TICKED


def own_rows(by: HasUid) -> QuerySet[Commitment]:
    """Give somebody's own commitments, unopened. There is no other way to any."""
    return Commitment.objects.filter(owner_uid=by.uid)


def commitments_of(*, by: HasUid, at: datetime, keyring: vault.Keyring) -> list[OpenCommitment]:
    """Give one's own, those still meant first, newest first. Raises Http404 for who is nobody's client."""
    if not relationships.is_a_client(by):
        raise Http404
    rows = list(own_rows(by).order_by("state", "-written_at", "-uid")[:MANY])
    return _opened(rows, by=by, at=at, keyring=keyring)


def still_meant(
    *, by: HasUid, at: datetime, keyring: vault.Keyring, limit: int
) -> list[OpenCommitment]:
    """Give the newest of one's own that are still meant, for one's own home."""
    rows = own_rows(by).filter(state=CommitmentState.MEANT)
    return _opened(
        list(rows.order_by("-written_at", "-uid")[:limit]), by=by, at=at, keyring=keyring
    )


def the_commitment(
    uid: UUID, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> OpenCommitment:
    """Open one of one's own. Raises Http404 for anybody else's, and for none."""
    rows = list(own_rows(by).filter(uid=uid))
    if not rows:
        raise Http404
    return _opened(rows, by=by, at=at, keyring=keyring)[0]


def copy_for(*, by: HasUid, at: datetime, keyring: vault.Keyring) -> Iterator[dict[str, Any]]:
    """Give one's own as plain values, for a copy to keep."""
    rows = list(own_rows(by).order_by("written_at", "uid"))
    for each in _opened(rows, by=by, at=at, keyring=keyring, code=verbs.COPIED):
        yield {
            "uid": str(each.uid),
            "words": each.words,
            "state": each.state.value,
            "written_at": each.written_at.isoformat(),
            "state_at": each.state_at.isoformat(),
        }


def _opened(
    rows: Sequence[Commitment],
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    code: str = verbs.READ,
) -> list[OpenCommitment]:
    if not rows:
        return []
    # In their own stream, never in a relationship's: not even that there was something to read
    # stands anywhere a coach's pages look (INV-1).
    witness = ledger.witness(
        code,
        stream=by.uid,
        by=by,
        at=at,
        about=by.uid,
        covers=[row.uid for row in rows],
        count=len(rows),
        thing=(verbs.COMMITMENT, rows[0].uid) if len(rows) == 1 else None,
    )
    return [_open(row, keyring=keyring, witness=witness) for row in rows]


def _open(row: Commitment, *, keyring: vault.Keyring, witness: ledger.Witness) -> OpenCommitment:
    return OpenCommitment(
        row.uid,
        vault.unseal(row, keyring=keyring, witness=witness)["words"],
        CommitmentState(row.state),
        row.revision,
        row.written_at,
        row.worded_at,
        row.state_at,
    )
