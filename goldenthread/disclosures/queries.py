"""Reading what was told outside. Written in the ledger before anything is opened (INV-3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.disclosures.happening import (
    Happening,
    LookedAgain,
    happening_from,
    looked_again_from,
)
from goldenthread.disclosures.models import Look, Note
from goldenthread.disclosures.states import NoteState
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class OpenNote:
    """A note, opened: what happened, and each time it was decided again not to tell yet."""

    uid: UUID
    noted_at: datetime
    told_at: datetime | None
    look_again_on: date | None
    happening: Happening
    looks: tuple[LookedAgain, ...] = ()

    @property
    def was_kept_back(self) -> bool:
        """Say whether the client came to read it later than it was noted."""
        return self.told_at is not None and self.told_at > self.noted_at


def told_in(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> tuple[OpenNote, ...]:
    """Give what was told outside and both can read, oldest first."""
    rows = _told(relationship)
    if not rows:
        return ()
    return _opened(
        rows,
        keyring,
        ledger.witness(
            "disclosures.notes.opened",
            stream=relationship.uid,
            by=by,
            at=at,
            about=relationship.client_uid or by.uid,
            thing=("disclosures.notes", None),
            covers=[row.uid for row in rows],
        ),
    )


def kept_back_in(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> tuple[OpenNote, ...]:
    """Give a coach the notes they keep back, the one to be decided first in front."""
    rows = list(
        _kept_back(by).filter(relationship_uid=relationship.uid).order_by("look_again_on", "uid")
    )
    if not rows:
        return ()
    looks = list(Look.objects.filter(note__in=rows).order_by("looked_at", "uid"))
    witness = ledger.witness(
        "disclosures.kept_back.opened",
        stream=by.uid,
        by=by,
        at=at,
        about=by.uid,
        covers=[*(row.uid for row in rows), *(look.uid for look in looks)],
    )
    decided: dict[UUID, list[dict[str, Any]]] = {}
    for look in looks:
        decided.setdefault(look.note_id, []).append(
            vault.unseal(look, keyring=keyring, witness=witness)
        )
    return _opened(rows, keyring, witness, decided)


def copy_for(
    relationship: relationships.Relationship, *, keyring: vault.Keyring, witness: ledger.Witness
) -> list[dict[str, Any]]:
    """Give what was told outside, to keep; `witness` covers the shared compartment."""
    return [
        {
            "noted_at": row.noted_at.isoformat(),
            **vault.unseal(row, keyring=keyring, witness=witness),
        }
        for row in _told(relationship)
    ]


def the_kept_back(relationship: relationships.Relationship, uid: UUID, *, by: HasUid) -> Note:
    """Give a note its coach keeps back. Raises Http404 for anyone and anything else."""
    found = _kept_back(by).filter(relationship_uid=relationship.uid, uid=uid).first()
    if found is None:
        raise Http404
    return found


def waiting_for(person: HasUid, *, today: date) -> UUID | None:
    """Give the relationship in which a coach has to decide again, if that day has come."""
    due = _kept_back(person).filter(look_again_on__lte=today).order_by("look_again_on", "uid")
    return due.values_list("relationship_uid", flat=True).first()


def _told(relationship: relationships.Relationship) -> list[Note]:
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    return list(Note.objects.filter(compartment=room).order_by("noted_at", "uid"))


def _kept_back(by: HasUid) -> QuerySet[Note]:
    return Note.objects.filter(noted_by=by.uid, state=NoteState.KEPT_BACK)


def _opened(
    rows: Sequence[Note],
    keyring: vault.Keyring,
    witness: ledger.Witness,
    decided: dict[UUID, list[dict[str, Any]]] | None = None,
) -> tuple[OpenNote, ...]:
    notes = []
    for row in rows:
        held = vault.unseal(row, keyring=keyring, witness=witness)
        looks = held.pop("looks", None) or (decided or {}).get(row.uid, [])
        notes.append(
            OpenNote(
                row.uid,
                row.noted_at,
                row.told_at,
                row.look_again_on,
                happening_from(held),
                tuple(looked_again_from(look) for look in looks),
            )
        )
    return tuple(notes)
