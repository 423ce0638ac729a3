"""A copy of a journal for one of the two to keep, a batch at a time, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.journal.models import Entry, Passage
from goldenthread.journal.opened import Answer, OpenEntry, Thread
from goldenthread.journal.queries import opening, reading
from goldenthread.journal.states import PassageState
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

BATCH: Final = 200


def copy_for(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    witness: ledger.Witness,
) -> Iterator[dict[str, Any]]:
    """Give this person's part of the journal, oldest first, as dicts ready for JSON.

    The client gets every entry with its passages and the answers beside them, then passages whose
    entry is gone; the coach gets what is shared with them now, and their own answers. ``witness``
    covers the shared compartment and, for the client, client-private. Raises Http404 for others.
    """
    unseal = opening.unsealer(keyring, witness)
    if relationships.role_in(relationship, by) == "client":
        yield from _entries(relationship, by, unseal, at)
        yield from _left_over(relationship, unseal, at)
        return
    since = agreements.terms_in_force(relationship.uid, at=at).since(
        "coach", "read", "journal.passage"
    )
    if since is not None:
        yield from _readable_by_coach(relationship, by, unseal, at=at, since=since)


def _entries(
    relationship: relationships.Relationship, by: HasUid, unseal: opening.Unseal, at: datetime
) -> Iterator[dict[str, Any]]:
    private = reading.private_of(relationship, by=by)
    newest_last = Entry.objects.filter(compartment=private).order_by("written_at", "uid")
    uids = list(newest_last.values_list("uid", flat=True))
    for first in range(0, len(uids), BATCH):
        batch = uids[first : first + BATCH]
        rows = Entry.objects.in_bulk(batch)
        passages: dict[UUID, list[Passage]] = defaultdict(list)
        for passage in Passage.objects.filter(entry_uid__in=batch).order_by("shared_at", "uid"):
            passages[passage.entry_uid].append(passage)
        for uid in batch:
            if uid in rows:
                yield _entry(opening.open_entry(rows[uid], passages[uid], unseal, at=at))


def _left_over(
    relationship: relationships.Relationship, unseal: opening.Unseal, at: datetime
) -> Iterator[dict[str, Any]]:
    private = vault.compartment_of(relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)
    kept = Entry.objects.filter(compartment=private).values("uid")
    shared = Passage.objects.filter(compartment=reading.shared_of(relationship))
    passages = list(shared.exclude(entry_uid__in=kept).order_by("shared_at", "uid"))
    beside = opening.replies_of(passages)
    for each in passages:
        yield _passage(opening.thread(each, beside.get(each.uid, ()), unseal, at=at))


def _readable_by_coach(
    relationship: relationships.Relationship,
    by: HasUid,
    unseal: opening.Unseal,
    *,
    at: datetime,
    since: datetime,
) -> Iterator[dict[str, Any]]:
    shared = Passage.objects.filter(compartment=reading.shared_of(relationship))
    uids = list(shared.order_by("shared_at", "uid").values_list("uid", flat=True))
    for first in range(0, len(uids), BATCH):
        rows = Passage.objects.in_bulk(uids[first : first + BATCH])
        beside = opening.replies_of(rows.values())
        reading.note_first_openings(relationship, rows.values(), by=by, at=at, since=since)
        for uid in uids[first : first + BATCH]:
            is_open = opening.state_of(rows[uid], at, since) == PassageState.SHARED
            replies = [
                reply for reply in beside.get(uid, ()) if is_open or reply.author_uid == by.uid
            ]
            if is_open or replies:
                yield _passage(
                    opening.thread(rows[uid], replies, unseal, at=at, since=since, words=is_open)
                )


def _entry(entry: OpenEntry) -> dict[str, Any]:
    return {
        "kind": "entry",
        "uid": str(entry.uid),
        "title": entry.title,
        "body": entry.body,
        "written_at": entry.written_at.isoformat(),
        "changed_at": entry.changed_at.isoformat() if entry.changed_at else None,
        "passages": [_passage(thread) for thread in entry.threads],
    }


def _passage(thread: Thread) -> dict[str, Any]:
    return {
        "kind": "passage",
        "uid": str(thread.uid),
        "words": thread.words,
        "state": thread.state.value,
        "shared_at": thread.shared_at.isoformat(),
        "closes_at": thread.closes_at.isoformat() if thread.closes_at else None,
        "taken_back_at": thread.taken_back_at.isoformat() if thread.taken_back_at else None,
        "answers": [_answer(answer) for answer in thread.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "author_uid": str(answer.author_uid),
        "written_at": answer.written_at.isoformat(),
        "words": answer.words,
    }
