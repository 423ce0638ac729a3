"""Steps that actions of the room share: where words are sealed, and what the ledger is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.room import verbs
from goldenthread.room.gate import Gate
from goldenthread.room.models import Hunch, Line
from goldenthread.room.states import COACHS_OWN, Column
from goldenthread.vault import api as vault


def where(
    column: Column, role: str, gate: Gate, *, at: datetime, keyring: vault.Keyring
) -> vault.Compartment:
    """Give where a line is sealed: with whoever may read it, and nobody else.

    A coach's own lies with the coach alone, but a note that both signed the client reads (A16).
    """
    rel = gate.relationship.uid
    if column == Column.OURS:
        return gate.shared
    if role == Role.CLIENT:
        return vault.compartment_of(rel, vault.CompartmentKind.CLIENT_PRIVATE)
    if column not in COACHS_OWN and gate.notes_are_shared:
        return gate.shared
    return vault.coach_compartment(rel, keyring=keyring, at=at)


def deed(
    relationship: relationships.Relationship, session_uid: UUID, *, by: HasUid, at: datetime
) -> dict[str, Any]:
    """Say what each row of the ledger says of a room: about the client, and never which words."""
    return {
        "stream": relationship.uid,
        "by": by,
        "at": at,
        "about": relationship.client_uid or by.uid,
        "thing": (verbs.SESSION, session_uid),
    }


def opened_words(
    written: Line | Hunch,
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> str:
    """Open a line or a hunch; the ledger's row of having read the notes comes first."""
    witness = ledger.witness(
        verbs.READ,
        **deed(relationship, written.session_uid, by=by, at=at),
        covers=[written.uid],
    )
    words: str = vault.unseal(written, keyring=keyring, witness=witness)["words"]
    return words
