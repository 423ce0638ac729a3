"""From sealed rows to what pages show. Everything here asks for the witness of its reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.journal import places
from goldenthread.journal.models import Entry, Passage, Place, Reply
from goldenthread.journal.opened import Answer, OpenEntry, Row, Thread
from goldenthread.journal.states import PassageState, state_at
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault

Replies = dict[UUID, list[Reply]]
Unseal = Callable[[vault.SealedRecord], dict[str, Any]]


def unsealer(keyring: vault.Keyring, witness: ledger.Witness) -> Unseal:
    """Bind a keyring and the witness of one reading together."""
    return lambda record: vault.unseal(record, keyring=keyring, witness=witness)


def state_of(passage: Passage, at: datetime, since: datetime | None = None) -> PassageState:
    """Say where a passage stands at a moment; ``since`` is from when the agreement opens any."""
    return state_at(
        at,
        closes_at=passage.closes_at,
        taken_back_at=passage.taken_back_at,
        is_reached=since is None or offered_at(passage) >= since,
    )


def offered_at(passage: Passage) -> datetime:
    """Say when a passage was last offered to be read: shared, or opened again one by one."""
    return passage.opened_again_at or passage.shared_at


def replies_of(passages: Iterable[Passage]) -> Replies:
    """Fetch, unopened, what was written beside these passages, oldest first (one query)."""
    beside: Replies = defaultdict(list)
    rows = Reply.objects.filter(passage__in=[passage.uid for passage in passages])
    for reply in rows.order_by("written_at", "uid"):
        beside[reply.passage_id].append(reply)
    return beside


def row(entry: Entry, unseal: Unseal, *, is_shared: bool) -> Row:
    """Open an entry for a list: its title, or its first words."""
    said = unseal(entry)
    first = places.first_words(said["body"])
    heading = said["title"] or first
    return Row(entry.uid, heading, first if said["title"] else "", entry.written_at, is_shared)


def thread(
    passage: Passage,
    beside: Iterable[Reply],
    unseal: Unseal,
    *,
    at: datetime,
    since: datetime | None = None,
    words: bool = True,
) -> Thread:
    """Open a passage and what stands beside it. ``words=False`` leaves its own words shut."""
    return Thread(
        uid=passage.uid,
        entry_uid=passage.entry_uid,
        words=unseal(passage)["words"] if words and passage.sealed else "",
        state=state_of(passage, at, since),
        shared_at=passage.shared_at,
        closes_at=passage.closes_at,
        taken_back_at=passage.taken_back_at,
        answers=tuple(
            Answer(reply.uid, reply.author_uid, reply.written_at, unseal(reply)["words"])
            for reply in beside
        ),
    )


def placed(threads: Iterable[Thread], entry: Entry, body: str, unseal: Unseal) -> list[Thread]:
    """Find where each passage stands in the entry now; those that moved away have no span."""
    stood = {place.passage_uid: unseal(place) for place in Place.objects.filter(entry=entry)}
    found = []
    for each in threads:
        was = stood.get(each.uid)
        span = places.spot(body, was["words"], near=int(was["start"])) if was else None
        shown = each.words or (was["words"] if was else "")
        found.append(replace(each, span=span, words=shown))
    nowhere = len(body)
    return sorted(found, key=lambda each: (each.span or (nowhere, 0), each.shared_at))


def open_entry(
    entry: Entry, passages: Iterable[Passage], unseal: Unseal, *, at: datetime
) -> OpenEntry:
    """Open an entry whole, with its passages in the order they stand in it."""
    said = unseal(entry)
    passages = list(passages)
    beside = replies_of(passages) if passages else {}
    threads = [thread(each, beside.get(each.uid, ()), unseal, at=at) for each in passages]
    return OpenEntry(
        uid=entry.uid,
        title=said["title"],
        body=said["body"],
        revision=entry.revision,
        written_at=entry.written_at,
        changed_at=entry.changed_at,
        threads=tuple(placed(threads, entry, said["body"], unseal) if threads else ()),
    )
