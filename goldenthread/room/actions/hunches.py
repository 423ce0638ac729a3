"""Hunches: kept apart, unverified, gone in 14 days; only a client's yes makes words of one (INV-16)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.room import policy, verbs
from goldenthread.room.actions.lines import AlreadyKept
from goldenthread.room.chores import forget_later
from goldenthread.room.gate import Gate
from goldenthread.room.models import Hunch, Line
from goldenthread.room.opening import Room
from goldenthread.room.states import Column, HunchState, LineKind
from goldenthread.room.steps import deed, opened_words
from goldenthread.vault import api as vault


@transaction.atomic
def keep_hunch(
    room: Room, words: str, *, uid: UUID, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Hunch:
    """Keep a hunch, as the coach, for 14 days. Raises AlreadyKept for a form sent twice, and NotAllowed."""
    gate = Gate(room.relationship, at)
    room.may_be_in.or_raise()
    policy.may_hold_hunch(role=room.role, opened=gate.opens(room.role, Column.MINE)).or_raise()
    policy.may_say(words).or_raise()
    hunch = Hunch(
        uid=uid,
        relationship_uid=room.relationship.uid,
        session_uid=room.uid,
        author_uid=by.uid,
        compartment=vault.coach_compartment(room.relationship.uid, keyring=keyring, at=at),
        written_at=at,
        goes_at=at + policy.HUNCH_STAYS,
    )
    vault.seal(hunch, {"words": words}, keyring=keyring)
    try:
        with transaction.atomic():
            hunch.save(force_insert=True)
    except IntegrityError:
        raise AlreadyKept from None
    forget_later(hunch.goes_at)
    ledger.record(verbs.HUNCH_KEPT, **deed(room.relationship, room.uid, by=by, at=at))
    return hunch


@transaction.atomic
def offer_hunch(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Hunch | None:
    """Offer a hunch to the client: from now on both open it. It still goes on its day. NotAllowed.

    None where there is none any more; twice changes nothing.
    """
    gate = Gate(relationship, at)
    hunch = _held(relationship, uid, gate, by=by, at=at)
    if hunch is None or hunch.state == HunchState.OFFERED:
        return hunch
    gate.opens(Role.COACH, Column.OURS).or_raise()
    _move(hunch, gate.shared, HunchState.OFFERED, by=by, at=at, keyring=keyring)
    ledger.record(verbs.HUNCH_OFFERED, **deed(relationship, hunch.session_uid, by=by, at=at))
    return hunch


@transaction.atomic
def take_hunch_back(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Hunch | None:
    """Take back a hunch that was offered and not answered. Whoever read it has read it."""
    gate = Gate(relationship, at)
    hunch = _held(relationship, uid, gate, by=by, at=at)
    if hunch is None or hunch.state == HunchState.KEPT:
        return hunch
    own = vault.coach_compartment(relationship.uid, keyring=keyring, at=at)
    _move(hunch, own, HunchState.KEPT, by=by, at=at, keyring=keyring)
    ledger.record(verbs.HUNCH_BACK, **deed(relationship, hunch.session_uid, by=by, at=at))
    return hunch


@transaction.atomic
def drop_hunch(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> bool:
    """Drop a hunch of one's own: its row is deleted. Says whether there was one."""
    hunch = _held(relationship, uid, None, by=by, at=at)
    if hunch is None:
        return False
    Hunch.objects.filter(uid=hunch.uid).delete()
    ledger.record(verbs.HUNCH_DROPPED, **deed(relationship, hunch.session_uid, by=by, at=at))
    return True


@transaction.atomic
def confirm_hunch(
    room: Room, uid: UUID, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Line | None:
    """Say yes, as the client, to a hunch that was offered: its words become a line of both.

    The line stands in the room where the yes was said, open or shut. None where nothing is
    offered (any more). Raises NotAllowed.
    """
    relationship = room.relationship
    hunch = _offered(relationship, uid, by=by, at=at)
    if hunch is None:
        return None
    words = opened_words(hunch, relationship, by=by, at=at, keyring=keyring)
    line = Line(
        uid=hunch.uid,
        relationship_uid=relationship.uid,
        session_uid=room.uid,
        author_uid=hunch.author_uid,
        compartment=hunch.compartment,
        column=Column.OURS.value,
        line_kind=LineKind.CONFIRMED.value,
        written_at=at,
    )
    vault.seal(line, {"words": words}, keyring=keyring)
    line.save(force_insert=True)
    Hunch.objects.filter(uid=hunch.uid).delete()
    ledger.record(verbs.HUNCH_CONFIRMED, **deed(relationship, room.uid, by=by, at=at))
    return line


@transaction.atomic
def let_hunch_go(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> bool:
    """Let a hunch go, as the client it was offered to: nothing of it stays with anybody (INV-16)."""
    hunch = _offered(relationship, uid, by=by, at=at)
    if hunch is None:
        return False
    Hunch.objects.filter(uid=hunch.uid).delete()
    ledger.record(verbs.HUNCH_LET_GO, **deed(relationship, hunch.session_uid, by=by, at=at))
    return True


def _held(
    relationship: relationships.Relationship,
    uid: UUID,
    gate: Gate | None,
    *,
    by: HasUid,
    at: datetime,
) -> Hunch | None:
    """Give the coach's own hunch, locked; None where it's gone, or its day has come."""
    role = relationships.role_in(relationship, by)
    opened = (gate or Gate(relationship, at)).opens(role, Column.MINE)
    policy.may_hold_hunch(role=role, opened=opened).or_raise()
    return _locked(relationship, uid, at).filter(author_uid=by.uid).first()


def _offered(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> Hunch | None:
    policy.may_answer_hunch(role=relationships.role_in(relationship, by)).or_raise()
    policy.may_change(going_on=relationships.is_going_on(relationship.uid)).or_raise()
    return _locked(relationship, uid, at).filter(state=HunchState.OFFERED.value).first()


def _locked(relationship: relationships.Relationship, uid: UUID, at: datetime) -> QuerySet[Hunch]:
    rows = Hunch.objects.select_for_update(of=("self",)).select_related("compartment")
    return rows.filter(uid=uid, relationship_uid=relationship.uid, goes_at__gt=at)


def _move(
    hunch: Hunch,
    to: vault.Compartment,
    state: HunchState,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> None:
    """Seal a hunch for whoever may read it from now on."""
    relationship = relationships.the_relationship(hunch.relationship_uid, by=by)
    words = opened_words(hunch, relationship, by=by, at=at, keyring=keyring)
    hunch.compartment, hunch.state = to, state.value
    hunch.revision += 1
    vault.seal(hunch, {"words": words}, keyring=keyring)
    hunch.save(update_fields=["compartment", "state", "revision", "epoch", "sealed"])
