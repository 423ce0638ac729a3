"""What can happen to a promise. Each leaves one row in the ledger, about the client (INV-13)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from goldenthread.ledger import api as ledger
from goldenthread.promises import policy
from goldenthread.promises.days import SomeoneSomewhere, day_for
from goldenthread.promises.envelopes import Said, form_mark, seal_said
from goldenthread.promises.models import Promise
from goldenthread.promises.states import PromiseState
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@transaction.atomic
def make_promise(
    *,
    relationship: relationships.Relationship,
    said: Said,
    form_uid: UUID,
    keyring: vault.Keyring,
    by: SomeoneSomewhere,
    at: datetime,
) -> Promise:
    """Promise the other something by a day. The same form sent twice makes one promise.

    Raises NotAllowed for empty or over-long words, a day that has passed for the maker, and for a
    client's promise that is not about an arrangement between the two (S3.9).
    """
    _check_making(relationship, said, by=by, at=at)
    before = _made_from(relationship, said, form_uid, by=by)
    if before is not None:
        return before
    promise = _new_promise(relationship, said, form_uid, keyring=keyring, by=by, at=at)
    try:
        with transaction.atomic():
            promise.save(force_insert=True)
    except IntegrityError:
        return Promise.objects.get(
            relationship_uid=relationship.uid, maker_uid=by.uid, form_mark=promise.form_mark
        )
    _record("promises.promise.made", promise, relationship, by=by, at=at)
    return promise


@transaction.atomic
def settle_promise(
    *,
    relationship: relationships.Relationship,
    promise: Promise,
    became: PromiseState,
    by: SomeoneSomewhere,
    at: datetime,
) -> Promise:
    """Say what became of a promise made to you: kept, kept late, or not kept (INV-18).

    Saying the same twice changes nothing and leaves no second row. Raises NotAllowed.
    """
    _check_going_on(relationship)
    promise = _locked(relationship, promise)
    policy.may_settle(promise, by=by, became=became, today=day_for(by, at)).or_raise()
    if promise.state == became:
        return promise
    _become(promise, became, at=at)
    _record(f"promises.promise.{became.value}", promise, relationship, by=by, at=at)
    return promise


@transaction.atomic
def reopen_promise(
    *,
    relationship: relationships.Relationship,
    promise: Promise,
    by: SomeoneSomewhere,
    at: datetime,
) -> Promise:
    """Take back what you said of a promise, within ten minutes. Raises NotAllowed after that."""
    _check_going_on(relationship)
    promise = _locked(relationship, promise)
    if promise.state == PromiseState.OPEN and promise.receiver_uid == by.uid:
        return promise
    policy.may_take_back(promise, by=by, at=at).or_raise()
    _become(promise, PromiseState.OPEN, at=None)
    _record("promises.promise.reopened", promise, relationship, by=by, at=at)
    return promise


@transaction.atomic
def renegotiate_promise(
    *,
    relationship: relationships.Relationship,
    promise: Promise,
    said: Said,
    form_uid: UUID,
    keyring: vault.Keyring,
    by: SomeoneSomewhere,
    at: datetime,
) -> Promise:
    """Put another promise in place of one of yours, before its day. Gives the new one.

    The old one stays to be seen, as renegotiated. The same form sent twice makes one. Raises
    NotAllowed.
    """
    promise = _locked(relationship, promise)
    before = _made_from(relationship, said, form_uid, by=by)
    if before is not None and before.instead_of_id == promise.uid:
        return before
    policy.may_renegotiate(promise, by=by, today=day_for(by, at)).or_raise()
    _check_making(relationship, said, by=by, at=at)
    _become(promise, PromiseState.RENEGOTIATED, at=at)
    new = _new_promise(relationship, said, form_uid, keyring=keyring, by=by, at=at)
    new.instead_of = promise
    new.save(force_insert=True)
    _record("promises.promise.renegotiated", new, relationship, by=by, at=at)
    return new


@transaction.atomic
def withdraw_promise(
    *,
    relationship: relationships.Relationship,
    promise: Promise,
    by: SomeoneSomewhere,
    at: datetime,
) -> Promise:
    """Withdraw a promise of yours. It stays to be seen, as withdrawn, with the day you did it."""
    _check_going_on(relationship)
    promise = _locked(relationship, promise)
    policy.may_withdraw(promise, by=by).or_raise()
    if promise.state == PromiseState.WITHDRAWN:
        return promise
    _become(promise, PromiseState.WITHDRAWN, at=at)
    _record("promises.promise.withdrawn", promise, relationship, by=by, at=at)
    return promise


def _check_going_on(relationship: relationships.Relationship) -> None:
    going_on = relationships.is_going_on(relationship.uid)
    policy.may_change(going_on=going_on).or_raise()


def _check_making(
    relationship: relationships.Relationship, said: Said, *, by: SomeoneSomewhere, at: datetime
) -> None:
    policy.may_make(
        role=relationships.role_in(relationship, by),
        arrangement=said.arrangement,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    policy.may_say(said.words).or_raise()
    policy.may_fall_on(said.due_on, today=day_for(by, at)).or_raise()


def _made_from(
    relationship: relationships.Relationship, said: Said, form_uid: UUID, *, by: SomeoneSomewhere
) -> Promise | None:
    return Promise.objects.filter(
        relationship_uid=relationship.uid, maker_uid=by.uid, form_mark=form_mark(said, form_uid)
    ).first()


def _new_promise(
    relationship: relationships.Relationship,
    said: Said,
    form_uid: UUID,
    *,
    keyring: vault.Keyring,
    by: SomeoneSomewhere,
    at: datetime,
) -> Promise:
    promise = Promise(
        relationship_uid=relationship.uid,
        compartment=vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED),
        maker_uid=by.uid,
        receiver_uid=relationships.other_in(relationship, by),
        due_on=said.due_on,
        made_at=at,
        form_mark=form_mark(said, form_uid),
    )
    seal_said(promise, said, keyring=keyring)
    return promise


def _locked(relationship: relationships.Relationship, promise: Promise) -> Promise:
    """Read the promise anew, so that of two who act at once the second sees what the first did."""
    return Promise.objects.select_for_update().get(
        uid=promise.uid, relationship_uid=relationship.uid
    )


def _become(promise: Promise, state: PromiseState, *, at: datetime | None) -> None:
    promise.state, promise.settled_at = state.value, at
    promise.save(update_fields=["state", "settled_at"])


def _record(
    code: str,
    promise: Promise,
    relationship: relationships.Relationship,
    *,
    by: SomeoneSomewhere,
    at: datetime,
) -> None:
    ledger.record(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=("promise", promise.uid),
    )
