"""What the journal gives to pages once it is opened: plain, frozen, made for one request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.core.verdicts import Verdict
from goldenthread.journal.states import PassageState


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One entry in a list. ``heading`` is its title, or its first words where it has none."""

    uid: UUID
    heading: str
    under: str
    written_at: datetime
    is_shared: bool


@dataclass(frozen=True, slots=True, repr=False)
class EntriesPage:
    """One page of a list, newest first. ``number`` counts from 1."""

    rows: tuple[Row, ...]
    number: int
    has_older: bool


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What one of the two wrote beside a passage."""

    uid: UUID
    author_uid: UUID
    written_at: datetime
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Thread:
    """A shared passage and the talk beside it. ``words`` are empty once they were taken back."""

    uid: UUID
    entry_uid: UUID
    words: str
    state: PassageState
    shared_at: datetime
    closes_at: datetime | None
    taken_back_at: datetime | None
    answers: tuple[Answer, ...]
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SharedPage:
    """What a client has shared, newest first, and whether a term in force opens it."""

    threads: tuple[Thread, ...]
    opened: Verdict
    number: int
    has_older: bool


@dataclass(frozen=True, slots=True, repr=False)
class OpenEntry:
    """One entry, opened for its author, with its passages in the order they stand in it."""

    uid: UUID
    title: str
    body: str
    revision: int
    written_at: datetime
    changed_at: datetime | None
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """One entry found by a search: its heading, and the line in which the words stand.

    ``line`` is in pieces: the text, and whether it is what was looked for.
    """

    uid: UUID
    heading: str
    written_at: datetime
    line: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Findings:
    """What a search found: one page of hits, newest first, out of all that match."""

    hits: tuple[Hit, ...]
    found: int
    entries: int
    number: int
    has_older: bool
