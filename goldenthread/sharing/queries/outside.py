"""Reading what came from outside by another road."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sharing.lines import look
from goldenthread.sharing.models import FromOutside
from goldenthread.sharing.states import OutsideKind
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class NoteSeen:
    """A note as both of the pair read it."""

    uid: UUID
    kind: OutsideKind
    who: str
    on: date
    words: str
    answered: str
    clause_key: str
    noted_on: date

    @property
    def was_asked(self) -> bool:
        """Whether something was asked for, and not only said."""
        return self.kind == OutsideKind.ASKED


def notes_from_outside(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> list[NoteSeen]:
    """Give one of the two every note, newest first; the ledger's row comes first. Raises Http404."""
    relationships.role_in(relationship, by)
    rows = list(
        FromOutside.objects.filter(relationship_uid=relationship.uid).order_by("-noted_at", "-uid")
    )
    if not rows:
        return []
    witness = look(
        "sharing.outside.read",
        relationship,
        ("relationship", relationship.uid),
        covers=[row.uid for row in rows],
        by=by,
        at=at,
        count=len(rows),
    )
    return [_seen(row, vault.unseal(row, keyring=keyring, witness=witness)) for row in rows]


def copy_of_notes(
    relationship: relationships.Relationship, *, keyring: vault.Keyring, witness: ledger.Witness
) -> Iterator[dict[str, Any]]:
    """Give each note as plain values, oldest first, for a copy to keep."""
    rows = FromOutside.objects.filter(relationship_uid=relationship.uid)
    for row in rows.order_by("noted_at", "uid"):
        held = vault.unseal(row, keyring=keyring, witness=witness)
        yield {
            "uid": str(row.uid),
            "what": row.kind,
            "clause": row.clause_key,
            "noted_at": row.noted_at.isoformat(),
            **held,
        }


def _seen(row: FromOutside, held: dict[str, Any]) -> NoteSeen:
    return NoteSeen(
        uid=row.uid,
        kind=OutsideKind(row.kind),
        who=held["who"],
        on=date.fromisoformat(held["on"]),
        words=held["words"],
        answered=held["answered"],
        clause_key=row.clause_key,
        noted_on=row.noted_at.date(),
    )
