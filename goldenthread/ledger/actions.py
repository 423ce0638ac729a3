"""Writing in the ledger. There is no way to change or remove a line."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import Error as StoreError
from django.db import IntegrityError, transaction

from goldenthread.asking.api import Change, Insertion, Question
from goldenthread.core.ids import new_uid
from goldenthread.core.persons import HasUid
from goldenthread.ledger import policy
from goldenthread.ledger.leaves import START, Deed, deed_bytes
from goldenthread.ledger.models import Entry, Stream
from goldenthread.ledger.verbs import VerbRefused, the_verb
from goldenthread.seals import api as seals

_ONLY_WITNESS: Final = object()
_LATELY_ABOUT: Final = Question(Entry, "about_uid", "verb", "at__gt", "at__lte")
_THE_STREAM: Final = Question(Stream, "uid", locks=True)
_KEEP_LINE: Final = Insertion(Entry)
_MOVE_ON: Final = Change(Stream, "reader_uid", "length", "head")
# A kind is one of our words, never somebody's; no content fits through here (G31).
_KIND: Final = re.compile(r"[a-z][a-z0-9._/-]{0,31}")


class LedgerClosed(Exception):
    """We couldn't write down that you opened this, so we didn't open it."""


class DeedUnwritten(LedgerClosed):
    """We couldn't write this down in the ledger, so we didn't do it. Nothing has changed."""


class Witness:
    """Proof that a reading is written down: for whom, and which things it covers.

    Only `witness()` makes one. `vault.unseal` opens nothing without one (INV-3).
    """

    __slots__ = ("by", "uids")
    by: UUID | None
    uids: frozenset[UUID]

    def __init__(self, by: UUID | None, uids: frozenset[UUID], *, _made_by: object) -> None:
        if _made_by is not _ONLY_WITNESS:
            raise TypeError("a Witness comes from ledger.witness()")
        object.__setattr__(self, "by", by)
        object.__setattr__(self, "uids", uids)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a witness says what it saw and nothing else."""
        raise AttributeError("a Witness never changes")

    def __delattr__(self, name: str) -> None:
        """Refuse: a witness says what it saw and nothing less."""
        raise AttributeError("a Witness never changes")

    def covers(self, *uids: UUID) -> bool:
        """Say whether the reading covers any of these: a record, or the compartment it lies in."""
        return not self.uids.isdisjoint(uids)


def record(
    code: str,
    *,
    stream: UUID,
    by: HasUid | None,
    at: datetime,
    about: UUID,
    thing: tuple[str, UUID | None] | None = None,
    revision: int = 0,
    count: int = 1,
) -> Entry:
    """Write one deed down, inside the caller's transaction or in its own.

    `stream` is the relationship's uid, or a person's own for account things; `by` is None for
    what the house does by itself; `about` is whose life it is about (in a relationship always
    the client, INV-13); `at` is an aware moment. Raises VerbRefused for an undeclared code and
    DeedUnwritten where the line can't be written, which undoes the transaction it is part of.
    """
    the_verb(code)
    deed = _deed(code, by, at=at, about=about, thing=thing, revision=revision, count=count)
    try:
        return _append(stream, deed)
    except StoreError as error:
        raise DeedUnwritten from error


def witness(
    code: str,
    *,
    stream: UUID,
    by: HasUid | None,
    at: datetime,
    about: UUID,
    thing: tuple[str, UUID | None] | None = None,
    covers: Collection[UUID],
    revision: int = 0,
    count: int = 1,
) -> Witness:
    """Write a reading down before anything is opened, and give the proof (INV-3).

    Outside a transaction the line is committed when this returns. `covers` are the uids of the
    records, or of the compartments, that may now be opened. The same reading of the same thing
    by the same person within five minutes is not written again. Raises VerbRefused for a code
    not declared with `reading=True`, and LedgerClosed where the line can't be written.
    """
    if not the_verb(code).reading:
        raise VerbRefused(f"{code!r} isn't declared as a reading")
    deed = _deed(code, by, at=at, about=about, thing=thing, revision=revision, count=count)
    try:
        if not _was_just_written(stream, deed):
            _append(stream, deed)
    except StoreError as error:
        raise LedgerClosed from error
    return Witness(deed.actor_uid, frozenset(covers), _made_by=_ONLY_WITNESS)


def _deed(
    code: str,
    by: HasUid | None,
    *,
    at: datetime,
    about: UUID,
    thing: tuple[str, UUID | None] | None,
    revision: int,
    count: int,
) -> Deed:
    kind, thing_uid = thing or ("", None)
    if kind and not _KIND.fullmatch(kind):
        raise VerbRefused(f"{kind!r} is not a kind of thing; write one like journal.entry")
    actor_uid = by.uid if by else None
    return Deed(new_uid(), at, actor_uid, code, about, kind, thing_uid, revision, count)


def _was_just_written(stream: UUID, deed: Deed) -> bool:
    """Look for the same reading within the time of one look, counted from its first line."""
    lately = _LATELY_ABOUT.all(deed.about_uid, deed.verb, deed.at - policy.ONE_LOOK, deed.at)
    same = (stream, deed.actor_uid, deed.thing_kind, deed.thing_uid)
    return any(
        same == (line.stream_uid, line.actor_uid, line.thing_kind, line.thing_uid)
        and (line.revision, line.count) == (deed.revision, deed.count)
        for line in lately
    )


def _new_stream(uid: UUID) -> Stream:
    stream, _ = Stream.objects.select_for_update().get_or_create(uid=uid, defaults={"head": START})
    return stream


@transaction.atomic(savepoint=False)
def _append(stream_uid: UUID, deed: Deed) -> Entry:
    """Add a deed at the end of its stream; two at once wait for each other.

    PostgreSQL locks the stream's row; SQLite is configured for immediate transactions.
    """
    stream = _THE_STREAM.one(stream_uid) or _new_stream(stream_uid)
    seq = stream.length + 1
    salt = seals.random_bytes(32)
    leaf = seals.leaf_hash(salt, deed_bytes(deed), stream_uid.bytes, seq)
    entry = Entry(
        uid=deed.uid,
        stream_uid=stream_uid,
        seq=seq,
        at=deed.at,
        actor_uid=deed.actor_uid,
        verb=deed.verb,
        about_uid=deed.about_uid,
        thing_kind=deed.thing_kind,
        thing_uid=deed.thing_uid,
        revision=deed.revision,
        count=deed.count,
        salt=salt,
        leaf=leaf,
        chain=seals.chain_hash(bytes(stream.head), leaf),
    )
    if not _KEEP_LINE.keep(entry):
        raise IntegrityError("a line's uid came twice")
    stream.reader_uid = policy.next_reader(
        stream.reader_uid,
        deed.about_uid,
        length=stream.length,
        was_about_before=stream.reader_uid != deed.about_uid
        and Entry.objects.filter(
            stream_uid=stream_uid, about_uid=deed.about_uid, seq__lt=seq
        ).exists(),
    )
    stream.length, stream.head = seq, entry.chain
    _MOVE_ON.keep(stream)
    return entry
