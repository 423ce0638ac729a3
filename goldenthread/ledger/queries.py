"""Reading the ledger: always by the person it is about, or by the person who did it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Min, Q

from goldenthread.ledger.models import Entry, EntryQuerySet, Stream

PAGE: Final = 60
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list of entries: give it as `before` to go on to what is older."""

    at: datetime
    uid: UUID

    def __str__(self) -> str:
        """Write the place so that it fits a link. It names a moment and a uid, nothing else."""
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}.{self.uid.hex}"

    @classmethod
    def read(cls, text: str) -> Place | None:
        """Read a place from a link; None for anything that isn't one."""
        micros, _, uid = text.partition(".")
        try:
            return cls(_EPOCH + timedelta(microseconds=int(micros)), UUID(uid))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream ends now. `chain` is 32 bytes."""

    stream: UUID
    length: int
    chain: bytes


def entries_about(
    person_uid: UUID, *, limit: int = PAGE, before: Place | None = None
) -> list[Entry]:
    """Give what was done or read about a person, newest first; only ever for that person."""
    return _page(Entry.objects.filter(about_uid=person_uid), limit, before)


def entries_by(person_uid: UUID, *, limit: int = PAGE, before: Place | None = None) -> list[Entry]:
    """Give what a person did or read, newest first; only ever for that person (INV-13)."""
    return _page(Entry.objects.filter(actor_uid=person_uid), limit, before)


def first_readings(
    stream: UUID, code: str, *, by: UUID, things: Collection[UUID]
) -> dict[UUID, datetime]:
    """Give when a person first did this reading of each of these things; unread ones are absent.

    For the person whose things they are, when they ask whether something was read (S1.8).
    """
    if not things:
        return {}
    read = Entry.objects.filter(thing_uid__in=things, verb=code, actor_uid=by, stream_uid=stream)
    return dict(read.values_list("thing_uid").annotate(Min("at")))


def place_of(entry: Entry) -> Place:
    """Give the place of an entry, to go on from it."""
    return Place(entry.at, entry.uid)


def head_of(stream: UUID) -> Head | None:
    """Give where a stream ends; None for a stream nobody has written in. For its reader only."""
    found = Stream.objects.filter(uid=stream).first()
    return Head(found.uid, found.length, bytes(found.head)) if found else None


def heads_for(person_uid: UUID) -> list[Head]:
    """Give the heads of every stream whose chain this person may take away (INV-13)."""
    streams = Stream.objects.filter(reader_uid=person_uid).order_by("uid")
    return [Head(stream.uid, stream.length, bytes(stream.head)) for stream in streams]


def _page(entries: EntryQuerySet, limit: int, before: Place | None) -> list[Entry]:
    if before is not None:
        # The plain bound on `at` lets the index start at the right place on both databases.
        entries = entries.filter(at__lte=before.at).filter(
            Q(at__lt=before.at) | Q(uid__lt=before.uid)
        )
    return list(entries.order_by("-at", "-uid")[:limit])
