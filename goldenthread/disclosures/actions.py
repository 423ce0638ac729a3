"""Noting a disclosure, deciding again, telling. Each leaves one row in the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from goldenthread.core.persons import HasUid
from goldenthread.disclosures import policy
from goldenthread.disclosures.happening import NOT_YET, Happening, LookedAgain
from goldenthread.disclosures.models import Look, Note
from goldenthread.disclosures.states import NoteState
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

# The latest day anywhere: the coach's own calendar may be ahead of UTC by up to 14 hours.
_EAST = timedelta(hours=14)


@transaction.atomic
def note_disclosure(
    relationship: relationships.Relationship,
    happening: Happening,
    *,
    grounds: Collection[str],
    look_again_on: date | None,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Note:
    """Note that something was told outside; the client can read it at once, unless kept back.

    `grounds` are those both signed (A25). Kept back ("not_yet") it needs a day to decide again.
    Raises NotAllowed. The note is never changed.
    """
    today = (at + _EAST).date()
    policy.may_note(
        relationship, happening.ground, grounds, happening.told_on, by=by, today=today
    ).or_raise()
    kept_back = happening.client_was_told == NOT_YET
    if kept_back:
        policy.may_keep_back(look_again_on, today=today).or_raise()
    room = (
        vault.own_compartment(by.uid)
        if kept_back
        else vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    )
    note = Note(
        compartment=room,
        relationship_uid=relationship.uid,
        noted_by=by.uid,
        noted_at=at,
        state=NoteState.KEPT_BACK if kept_back else NoteState.TOLD,
        look_again_on=look_again_on if kept_back else None,
        told_at=None if kept_back else at,
    )
    vault.seal(note, happening.as_json(), keyring=keyring)
    note.save(force_insert=True)
    if kept_back:
        code, line = "disclosures.note.kept_back", _own_line(note, by=by, at=at)
    else:
        code, line = "disclosures.note.made", _line(relationship, note, by=by, at=at)
    ledger.record(code, **line)
    return note


@transaction.atomic
def decide_again(
    relationship: relationships.Relationship,
    note: Note,
    *,
    why: str,
    until: date,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Look:
    """Keep a note back once more, with a reason and another day. Raises NotAllowed."""
    today = (at + _EAST).date()
    note = _held(note)
    policy.may_change(relationship, note.state, NoteState.KEPT_BACK, by=by).or_raise()
    policy.may_keep_back(until, today=today).or_raise()
    look = Look(compartment=vault.own_compartment(by.uid), note=note, looked_at=at)
    vault.seal(look, LookedAgain(at.date(), why, until).as_json(), keyring=keyring)
    look.save(force_insert=True)
    note.look_again_on = until
    note.save(update_fields=["look_again_on"])
    ledger.record("disclosures.note.looked_at_again", **_own_line(note, by=by, at=at))
    return look


@transaction.atomic
def tell(
    relationship: relationships.Relationship,
    note: Note,
    kept: tuple[Happening, tuple[LookedAgain, ...]],
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Note:
    """Let the client read a note that was kept back, with every time that was decided again.

    `kept` is what the note and its looks say, read beforehand. Raises NotAllowed.
    """
    note = _held(note)
    policy.may_change(relationship, note.state, NoteState.TOLD, by=by).or_raise()
    happening, looks = kept
    told = Note(
        compartment=vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED),
        relationship_uid=relationship.uid,
        noted_by=by.uid,
        noted_at=note.noted_at,
        state=NoteState.TOLD,
        told_at=at,
        kept_back_as=note.uid,
    )
    payload = {**happening.as_json(), "looks": [look.as_json() for look in looks]}
    vault.seal(told, payload, keyring=keyring)
    told.save(force_insert=True)
    note.state, note.told_at, note.look_again_on = NoteState.TOLD, at, None
    note.save(update_fields=["state", "told_at", "look_again_on"])
    ledger.record("disclosures.note.told", **_line(relationship, told, by=by, at=at))
    return told


def _held(note: Note) -> Note:
    """Read a note anew and hold it, so that of two at once the second sees what the first did."""
    return Note.objects.select_for_update().get(uid=note.uid)


def _line(
    relationship: relationships.Relationship, note: Note, *, by: HasUid, at: datetime
) -> dict[str, Any]:
    return {
        "stream": relationship.uid,
        "by": by,
        "at": at,
        "about": relationship.client_uid or by.uid,
        "thing": ("disclosures.note", note.uid),
    }


def _own_line(note: Note, *, by: HasUid, at: datetime) -> dict[str, Any]:
    """Give the line of a deed the client mustn't learn of yet: in the coach's own stream."""
    return {
        "stream": by.uid,
        "by": by,
        "at": at,
        "about": by.uid,
        "thing": ("disclosures.note", note.uid),
    }
