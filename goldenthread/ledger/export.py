"""The ledger as a file that can be checked without us (security.md 2.9)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import resources
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from goldenthread.ledger import policy
from goldenthread.ledger.leaves import (
    HEAD_LABEL,
    LINES_LABEL,
    NAME_LABEL,
    START,
    Deed,
    Ending,
    deed_bytes,
    head_bytes,
    line_hash,
    moment_text,
)
from goldenthread.ledger.models import Entry, EntryQuerySet, Stream
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

CHAIN_FORMAT: Final = "golden-thread-ledger/1"
LINES_FORMAT: Final = "golden-thread-ledger-lines/1"
_BATCH: Final = 500


class LedgerTorn(Exception):
    """Lines here were changed after they were written, so we sign no copy. Keep older ones."""


def export_stream(stream: UUID, *, reader: UUID) -> Iterator[dict[str, Any]]:
    """Give a stream's rows from the first as dictionaries; hashes in hex.

    Rows about someone else, from before the reader's first, are told by their hashes alone.
    Raises NotAllowed, before the first row, for anyone but the stream's reader (INV-13).
    """
    found = Stream.objects.filter(uid=stream).first()
    policy.may_take_chain(found.reader_uid if found else None, by=reader).or_raise()
    return _rows(stream, reader)


def signed_head(stream: UUID, *, at: datetime) -> dict[str, Any]:
    """Give where a stream ends, signed with the house's log key. For the stream's reader only.

    Raises LedgerTorn when the rows don't end where the stream says, and shares.StoreMissing.
    """
    ending = _ending_of(stream)
    return {"stream": str(stream), **_signed(HEAD_LABEL, stream, ending, at)}


def ledger_file(stream: UUID, *, reader: UUID, at: datetime) -> Iterator[str]:
    """Give `ledger.json` piece by piece: the whole chain, and its signed head as it stands now.

    Raises NotAllowed (INV-13), LedgerTorn and shares.StoreMissing, all before the first piece.
    """
    rows = export_stream(stream, reader=reader)
    _check(Entry.objects.filter(stream_uid=stream).exclude(about_uid=reader))
    head = signed_head(stream, at=at)
    return _chain_file(islice(rows, head["length"]), head)


def deeds_file(person: UUID, *, at: datetime, knows: Collection[UUID] = ()) -> Iterator[str]:
    """Give what one person did, oldest first, as a signed list; it shows no chain's length.

    `knows` are the streams whose names the person has anyway, beside their own. Of any other, whoever
    has a seat beside it gets names made for them alone, the same in each copy: ours tell the pair, and
    the day on which the two began (G26).
    """
    own = Stream.objects.filter(reader_uid=person).values_list("uid", flat=True)
    names = _Names(person, frozenset({person, *knows, *own}))
    return _lines_file(person, at, Entry.objects.filter(actor_uid=person), names)


def lines_about_file(person: UUID, *, at: datetime) -> Iterator[str]:
    """Give everything about one person, out of all streams, oldest first, as a signed list."""
    return _lines_file(person, at, Entry.objects.filter(about_uid=person), _AS_THEY_ARE)


def verifier_text() -> str:
    """Give the verifier's source: one file, standard library only, to lay beside every copy."""
    place = resources.files("goldenthread.ledger") / "verifier" / "verify_ledger.py"
    return place.read_text("utf-8")


def house_key() -> bytes:
    """Give the public key that heads are signed with, 32 bytes. Raises shares.StoreMissing."""
    return seals.signing_public(shares.secrets().log_sign_key)


def deed_of(entry: Entry) -> Deed:
    """Give the told part of an entry, as its leaf was made over it."""
    return Deed(
        uid=entry.uid,
        at=entry.at,
        actor_uid=entry.actor_uid,
        verb=entry.verb,
        about_uid=entry.about_uid,
        thing_kind=entry.thing_kind,
        thing_uid=entry.thing_uid,
        revision=entry.revision,
        count=entry.count,
    )


def _signed(label: bytes, whose: UUID, ending: Ending, at: datetime) -> dict[str, Any]:
    key = shares.secrets().log_sign_key
    return {
        "length": ending.length,
        "head": ending.chain.hex(),
        "at": moment_text(at),
        "public_key": seals.signing_public(key).hex(),
        "signature": seals.sign(key, head_bytes(label, whose, ending, at)).hex(),
    }


def _ending_of(stream: UUID) -> Ending:
    found = Stream.objects.filter(uid=stream).first() or Stream(uid=stream, head=START)
    ending = Ending(found.length, bytes(found.head))
    entries = Entry.objects.filter(stream_uid=stream, seq__lte=ending.length)
    last = entries.order_by("-seq").first()
    if entries.count() != ending.length or (bytes(last.chain) if last else START) != ending.chain:
        raise LedgerTorn
    return ending


def _check(entries: EntryQuerySet) -> None:
    """Refuse to sign, or to tell by its hash alone, what is no longer as it was written.

    Raises LedgerTorn. In a chain that is told whole, whoever reads it checks this for themselves.
    """
    for entry in entries.iterator(chunk_size=_BATCH):
        leaf = seals.leaf_hash(
            bytes(entry.salt), deed_bytes(deed_of(entry)), entry.stream_uid.bytes, entry.seq
        )
        if leaf != bytes(entry.leaf):
            raise LedgerTorn


def _rows(stream: UUID, reader: UUID) -> Iterator[dict[str, Any]]:
    entries = Entry.objects.filter(stream_uid=stream).order_by("seq")
    seq = 0
    while batch := list(entries.filter(seq__gt=seq)[:_BATCH]):
        for entry in batch:
            yield _row(entry) if entry.about_uid == reader else _withheld(entry)
        seq = batch[-1].seq


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        **_told(deed_of(entry)),
        "salt": bytes(entry.salt).hex(),
        "leaf": bytes(entry.leaf).hex(),
        "chain": bytes(entry.chain).hex(),
    }


def _withheld(entry: Entry) -> dict[str, Any]:
    """Tell a row by its hashes: without the salt they say nothing of it, and the chain holds."""
    return {
        "seq": entry.seq,
        "withheld": True,
        "leaf": bytes(entry.leaf).hex(),
        "chain": bytes(entry.chain).hex(),
    }


def _told(deed: Deed) -> dict[str, Any]:
    return {
        "uid": str(deed.uid),
        "at": moment_text(deed.at),
        "actor": str(deed.actor_uid) if deed.actor_uid else None,
        "verb": deed.verb,
        "about": str(deed.about_uid),
        "thing_kind": deed.thing_kind,
        "thing": str(deed.thing_uid) if deed.thing_uid else None,
        "revision": deed.revision,
        "count": deed.count,
    }


def _chain_file(rows: Iterator[dict[str, Any]], head: dict[str, Any]) -> Iterator[str]:
    yield _opening(CHAIN_FORMAT)
    for number, row in enumerate(rows):
        yield ("" if number == 0 else ",\n") + json.dumps(row)
    yield _closing(head)


@dataclass(frozen=True, slots=True)
class _Names:
    """What streams are called in one person's list: by our names where they have them, or by others."""

    person: UUID
    known: Collection[UUID] | None

    def told(self, entry: Entry) -> tuple[UUID, Deed]:
        """Give an entry's stream and its deed, as this person is told them."""
        deed = deed_of(entry)
        known = self.known is None or entry.stream_uid in self.known
        # Before a client comes in, what a coach does is about the coach; they invited into it.
        if known or deed.about_uid == self.person:
            return entry.stream_uid, deed
        return self._other(entry.stream_uid), replace(deed, about_uid=self._other(deed.about_uid))

    def _other(self, name: UUID) -> UUID:
        """Make a name for this person alone: it leads to nothing, and tells no time."""
        secret = shares.secrets().server_mac_key
        mark = seals.hmac_sha256(secret, seals.lp(NAME_LABEL, self.person.bytes, name.bytes))
        return UUID(bytes=mark[:16], version=4)


_AS_THEY_ARE: Final = _Names(UUID(int=0), None)


def _lines_file(person: UUID, at: datetime, entries: EntryQuerySet, names: _Names) -> Iterator[str]:
    shares.secrets()  # Found missing before the first piece, not after the last.
    entries = entries.filter(at__lte=at)
    _check(entries)
    for stream in entries.order_by().values_list("stream_uid", flat=True).distinct():
        _ending_of(stream)
    return _lines(person, at, entries.order_by("at", "uid"), names)


def _lines(person: UUID, at: datetime, entries: EntryQuerySet, names: _Names) -> Iterator[str]:
    yield _opening(LINES_FORMAT)
    ending = Ending(0, START)
    rest = entries
    while batch := list(rest[:_BATCH]):
        for entry in batch:
            stream, deed = names.told(entry)
            row = {"stream": str(stream), **_told(deed)}
            yield (",\n" if ending.length else "") + json.dumps(row)
            chain = line_hash(ending.chain, stream, deed)
            ending = Ending(ending.length + 1, chain)
        last = batch[-1]
        rest = entries.filter(at__gte=last.at).filter(Q(at__gt=last.at) | Q(uid__gt=last.uid))
    yield _closing({"person": str(person), **_signed(LINES_LABEL, person, ending, at)})


def _opening(format_name: str) -> str:
    return f'{{"format":{json.dumps(format_name)},\n"rows":[\n'


def _closing(head: dict[str, Any]) -> str:
    return f'\n],\n"head":{json.dumps(head)}}}\n'
