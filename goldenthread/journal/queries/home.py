"""The few last things of a journal, for the client's own home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.journal import verbs
from goldenthread.journal.models import Entry, Reply
from goldenthread.journal.opened import Row
from goldenthread.journal.queries import opening, reading
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True)
class LatestReply:
    """What the coach wrote last beside a passage, and the entry it stands in."""

    entry_uid: UUID
    words: str
    written_at: datetime

    def __repr__(self) -> str:
        return f"LatestReply({self.entry_uid})"


def latest_entries(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    limit: int,
) -> tuple[Row, ...]:
    """Give the client's newest entries. Raises Http404 for anyone else."""
    private = reading.private_of(relationship, by=by)
    newest = Entry.objects.filter(compartment=private).order_by("-written_at", "-uid")
    found = list(newest[:limit])
    if not found:
        return ()
    witness = reading.witness_of(
        verbs.LEAFED, relationship, by=by, at=at, covers=[entry.uid for entry in found]
    )
    unseal = opening.unsealer(keyring, witness)
    return tuple(opening.row(entry, unseal, is_shared=False) for entry in found)


def latest_replies(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    limit: int,
) -> tuple[LatestReply, ...]:
    """Give what the coach wrote last beside the client's passages, to the client.

    Raises Http404 for anyone else.
    """
    reading.private_of(relationship, by=by)
    written = Reply.objects.select_related("passage").filter(
        compartment=reading.shared_of(relationship), author_uid=relationship.coach_uid
    )
    found = list(written.order_by("-written_at", "-uid")[:limit])
    if not found:
        return ()
    witness = reading.witness_of(
        verbs.READ_AGAIN, relationship, by=by, at=at, covers=[reply.uid for reply in found]
    )
    unseal = opening.unsealer(keyring, witness)
    return tuple(
        LatestReply(reply.passage.entry_uid, unseal(reply)["words"], reply.written_at)
        for reply in found
    )
