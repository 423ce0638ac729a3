"""An entry as bytes: what its leaf is made over. Pure; the same everywhere, for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from goldenthread.seals import api as seals

ENTRY_LABEL: Final = b"coach/v1/ledger-entry"
HEAD_LABEL: Final = b"coach/v1/ledger-head"
LINES_LABEL: Final = b"coach/v1/ledger-lines"
NAME_LABEL: Final = b"coach/v1/ledger-name"
START: Final = seals.FIRST_PREVIOUS


@dataclass(frozen=True, slots=True)
class Deed:
    """The told part of an entry: everything but its place in the chain."""

    uid: UUID
    at: datetime
    actor_uid: UUID | None
    verb: str
    about_uid: UUID
    thing_kind: str
    thing_uid: UUID | None
    revision: int
    count: int


def moment_text(at: datetime) -> str:
    """Write a moment in UTC, always with microseconds. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("The ledger keeps aware moments only")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def deed_bytes(deed: Deed) -> bytes:
    """Write a deed as bytes. Never change this: old leaves would no longer match."""
    return seals.lp(
        ENTRY_LABEL,
        deed.uid.bytes,
        moment_text(deed.at).encode(),
        deed.actor_uid.bytes if deed.actor_uid else b"",
        deed.verb.encode(),
        deed.about_uid.bytes,
        deed.thing_kind.encode(),
        deed.thing_uid.bytes if deed.thing_uid else b"",
        deed.revision.to_bytes(8, "big"),
        deed.count.to_bytes(8, "big"),
    )


def line_hash(previous: bytes, stream: UUID, deed: Deed) -> bytes:
    """Go on with the running hash of a list of lines out of several streams."""
    return seals.chain_hash(previous, seals.sha256(seals.lp(stream.bytes, deed_bytes(deed))))


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a chain ends: how many lines, and the 32 bytes they lead to."""

    length: int
    chain: bytes


def head_bytes(label: bytes, whose: UUID, ending: Ending, at: datetime) -> bytes:
    """Write a head as the bytes the house signs. Never change this: old heads would not verify.

    `whose` is the stream's uid under HEAD_LABEL, a person's under LINES_LABEL.
    """
    length = ending.length.to_bytes(8, "big")
    return seals.lp(label, whose.bytes, length, ending.chain, moment_text(at).encode())
