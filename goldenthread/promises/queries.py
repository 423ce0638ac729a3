"""Reading promises: one's own always, the other's where a term in force opens them (INV-6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.verdicts import Verdict
from goldenthread.ledger import api as ledger
from goldenthread.promises.days import SomeoneSomewhere
from goldenthread.promises.envelopes import open_said
from goldenthread.promises.lines import PromiseLine, lines_of
from goldenthread.promises.models import Promise
from goldenthread.promises.seen import PromiseSeen, as_seen, open_first
from goldenthread.promises.states import PromiseState
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

READ, COPIED = "promises.promises.read", "promises.promises.copied"


@dataclass(frozen=True, slots=True)
class BothWays:
    """The promises between two people: open ones first by their day, then what became of others."""

    mine: Sequence[PromiseLine]
    theirs: Sequence[PromiseLine]
    theirs_open_to_me: Verdict
    mine_open_to_them: Verdict


def the_promise(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere, at: datetime
) -> Promise:
    """Give a promise this person may read, unopened. Raises Http404 for every other, alike."""
    promise = _readable(relationship, by, at=at).filter(uid=uid).first()
    if promise is None:
        raise Http404
    return promise


def promise_line(
    relationship: relationships.Relationship,
    promise: Promise,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
    names: Mapping[UUID, str] | None = None,
) -> PromiseLine:
    """Open one promise that `the_promise` gave; the ledger's row comes first."""
    seen = _seen(relationship, [promise], by=by, at=at, keyring=keyring)
    return lines_of(relationship, seen, by=by, names=names)[0]


def promises_between(
    relationship: relationships.Relationship,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
    names: Mapping[UUID, str] | None = None,
) -> BothWays:
    """Give all promises this person may read, in both directions; the ledger's row comes first."""
    role = relationships.role_in(relationship, by)
    other_role = "client" if role == "coach" else "coach"
    terms = _terms(relationship, at=at)
    readable = terms.may(role, "read", "promise")
    rows = list(_visible(relationship, by, since=terms.since(role, "read", "promise")))
    seen = _seen(relationship, rows, by=by, at=at, keyring=keyring)
    seen.sort(key=open_first)
    lines = lines_of(relationship, seen, by=by, names=names) if seen else []
    return BothWays(
        mine=[line for line in lines if line.seen.mine],
        theirs=[line for line in lines if not line.seen.mine],
        theirs_open_to_me=readable,
        mine_open_to_them=terms.may(other_role, "read", "promise"),
    )


def open_promises(
    relationship: relationships.Relationship,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
    limit: int,
    names: Mapping[UUID, str] | None = None,
) -> list[PromiseLine]:
    """Give the promises still open that this person may read, nearest day first.

    `names` are those of the two, by uid, where the caller has them already.
    """
    still_open = _readable(relationship, by, at=at).filter(state=PromiseState.OPEN)
    rows = list(still_open.order_by("due_on", "uid")[:limit])
    seen = _seen(relationship, rows, by=by, at=at, keyring=keyring)
    return lines_of(relationship, seen, by=by, names=names) if seen else []


def count_open_to_coach(relationship_uid: UUID, since: datetime, _at: datetime) -> int:
    """Count the promises both see; one query, nothing opened."""
    return Promise.objects.filter(relationship_uid=relationship_uid, made_at__gte=since).count()


def copy_for(
    relationship: relationships.Relationship,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> Iterator[dict[str, Any]]:
    """Give each promise this person may read as plain values, oldest first, for a copy to keep.

    The ledger's row is written when the first is asked for. Days and moments are ISO 8601 text.
    """
    readable = _readable(relationship, by, at=at)
    count = readable.count()
    if not count:
        return
    witness = _witness(COPIED, relationship, _compartment_uids(readable), count, by=by, at=at)
    for promise in readable.order_by("made_at", "uid").iterator(chunk_size=200):
        said = open_said(promise, keyring=keyring, witness=witness)
        yield {
            "uid": str(promise.uid),
            "words": said.words,
            "arrangement": said.arrangement,
            "maker": str(promise.maker_uid),
            "receiver": str(promise.receiver_uid),
            "due_on": promise.due_on.isoformat(),
            "state": promise.state,
            "made_at": promise.made_at.isoformat(),
            "settled_at": promise.settled_at.isoformat() if promise.settled_at else None,
            "instead_of": str(promise.instead_of_id) if promise.instead_of_id else None,
        }


def _readable(
    relationship: relationships.Relationship, by: SomeoneSomewhere, *, at: datetime
) -> QuerySet[Promise]:
    """Narrow to what this person may read. Raises Http404 for anyone but the two."""
    role = relationships.role_in(relationship, by)
    terms = _terms(relationship, at=at)
    return _visible(relationship, by, since=terms.since(role, "read", "promise"))


def _terms(relationship: relationships.Relationship, *, at: datetime) -> agreements.TermsInForce:
    """Give what is in force: nothing after the end, when every term stops (INV-20)."""
    if relationship.ended_at is not None:
        return agreements.TermsInForce()
    return agreements.terms_in_force(relationship.uid, at=at)


def _visible(
    relationship: relationships.Relationship, by: SomeoneSomewhere, *, since: datetime | None
) -> QuerySet[Promise]:
    """Narrow to a person's own promises, and the other's since a term opens them (INV-7)."""
    between = Promise.objects.filter(relationship_uid=relationship.uid)
    own = Q(maker_uid=by.uid)
    if since is None:
        return between.filter(own)
    return between.filter(own | Q(receiver_uid=by.uid, made_at__gte=since))


def _compartment_uids(promises: QuerySet[Promise]) -> list[UUID]:
    return list(promises.order_by().values_list("compartment", flat=True).distinct())


def _witness(
    code: str,
    relationship: relationships.Relationship,
    covers: Sequence[UUID],
    count: int,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    thing: tuple[str, UUID] | None = None,
) -> ledger.Witness:
    return ledger.witness(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        covers=covers,
        count=count,
        thing=thing,
    )


def _seen(
    relationship: relationships.Relationship,
    rows: Sequence[Promise],
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> list[PromiseSeen]:
    if not rows:
        return []
    uids = [promise.uid for promise in rows]
    thing = ("promise", uids[0]) if len(uids) == 1 else None
    witness = _witness(READ, relationship, uids, len(uids), by=by, at=at, thing=thing)
    return [
        as_seen(promise, open_said(promise, keyring=keyring, witness=witness), by=by, at=at)
        for promise in rows
    ]
