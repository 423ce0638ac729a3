"""Reading promises: one's own always, the other's where a term in force opens them (INV-6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.verdicts import Verdict
from goldenthread.ledger import api as ledger
from goldenthread.promises import policy
from goldenthread.promises.days import SomeoneSomewhere, day_for
from goldenthread.promises.envelopes import Said, open_said
from goldenthread.promises.models import Promise
from goldenthread.promises.states import PromiseState
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

READ, COPIED = "promises.promises.read", "promises.promises.copied"


@dataclass(frozen=True, slots=True)
class PromiseSeen:
    """A promise as one of the two sees it, with what they may do now by the same rules."""

    uid: UUID
    said: Said
    state: PromiseState
    settled_at: datetime | None
    instead_of: UUID | None
    mine: bool
    made_on: date
    settled_on: date | None
    today: date
    may_settle: Verdict
    may_say_late: Verdict
    may_take_back: Verdict
    may_renegotiate: Verdict
    may_withdraw: Verdict

    def __repr__(self) -> str:
        return f"PromiseSeen({self.uid})"

    @property
    def ref(self) -> str:
        """Its place on the page of promises."""
        return f"promise-{self.uid}"

    @property
    def words(self) -> str:
        """What was promised."""
        return self.said.words

    @property
    def due_on(self) -> date:
        """The day it was promised by."""
        return self.said.due_on

    @property
    def arrangement(self) -> str:
        """What a client's promise is about; empty for a coach's."""
        return self.said.arrangement

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.state == PromiseState.OPEN

    @property
    def day_has_passed(self) -> bool:
        """Whether the day is over for the one who reads."""
        return self.due_on < self.today


@dataclass(frozen=True, slots=True)
class BothWays:
    """The promises between two people: open ones first by their day, then what became of others."""

    mine: Sequence[PromiseSeen]
    theirs: Sequence[PromiseSeen]
    theirs_open_to_me: Verdict
    mine_open_to_them: Verdict


def the_promise(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere
) -> Promise:
    """Give a promise this person may read, unopened. Raises Http404 for every other, alike."""
    promise = _readable(relationship, by).filter(uid=uid).first()
    if promise is None:
        raise Http404
    return promise


def promise_seen(
    relationship: relationships.Relationship,
    promise: Promise,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> PromiseSeen:
    """Open one promise that `the_promise` gave; the ledger's row comes first."""
    return _seen(relationship, [promise], by=by, at=at, keyring=keyring)[0]


def promises_between(
    relationship: relationships.Relationship,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> BothWays:
    """Give all promises this person may read, in both directions; the ledger's row comes first."""
    role = relationships.role_in(relationship, by)
    other_role = "client" if role == "coach" else "coach"
    terms = _terms(relationship)
    readable = terms.may(role, "read", "promise")
    rows = list(_visible(relationship, by, others=bool(readable)))
    seen = _seen(relationship, rows, by=by, at=at, keyring=keyring)
    seen.sort(key=_open_first)
    return BothWays(
        mine=[each for each in seen if each.mine],
        theirs=[each for each in seen if not each.mine],
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
) -> list[PromiseSeen]:
    """Give the promises still open that this person may read, nearest day first."""
    still_open = _readable(relationship, by).filter(state=PromiseState.OPEN)
    rows = list(still_open.order_by("due_on", "uid")[:limit])
    return _seen(relationship, rows, by=by, at=at, keyring=keyring)


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
    readable = _readable(relationship, by)
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


def _readable(relationship: relationships.Relationship, by: SomeoneSomewhere) -> QuerySet[Promise]:
    """Narrow to what this person may read. Raises Http404 for anyone but the two."""
    role = relationships.role_in(relationship, by)
    terms = _terms(relationship)
    return _visible(relationship, by, others=bool(terms.may(role, "read", "promise")))


def _terms(relationship: relationships.Relationship) -> agreements.TermsInForce:
    """Give what is in force: nothing after the end, when every term stops (INV-20)."""
    if relationship.ended_at is not None:
        return agreements.TermsInForce()
    return agreements.terms_in_force(relationship.uid)


def _visible(
    relationship: relationships.Relationship, by: SomeoneSomewhere, *, others: bool
) -> QuerySet[Promise]:
    between = Promise.objects.filter(relationship_uid=relationship.uid)
    own = Q(maker_uid=by.uid)
    return between.filter(own | Q(receiver_uid=by.uid)) if others else between.filter(own)


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
    today = day_for(by, at)
    return [
        _as_seen(
            promise,
            open_said(promise, keyring=keyring, witness=witness),
            by=by,
            at=at,
            today=today,
        )
        for promise in rows
    ]


def _as_seen(
    promise: Promise, said: Said, *, by: SomeoneSomewhere, at: datetime, today: date
) -> PromiseSeen:
    kept, late = PromiseState.KEPT, PromiseState.KEPT_LATE
    return PromiseSeen(
        uid=promise.uid,
        said=said,
        state=PromiseState(promise.state),
        settled_at=promise.settled_at,
        instead_of=promise.instead_of_id,
        mine=promise.maker_uid == by.uid,
        made_on=day_for(by, promise.made_at),
        settled_on=day_for(by, promise.settled_at) if promise.settled_at else None,
        today=today,
        may_settle=policy.may_settle(promise, by=by, became=kept, today=today),
        may_say_late=policy.may_settle(promise, by=by, became=late, today=today),
        may_take_back=policy.may_take_back(promise, by=by, at=at),
        may_renegotiate=policy.may_renegotiate(promise, by=by, today=today),
        may_withdraw=policy.may_withdraw(promise, by=by),
    )


def _open_first(promise: PromiseSeen) -> tuple[bool, float, UUID]:
    """Open ones by their day; then the others, what was said last first."""
    if promise.settled_at is None:
        return (False, promise.said.due_on.toordinal(), promise.uid)
    return (True, -promise.settled_at.timestamp(), promise.uid)
