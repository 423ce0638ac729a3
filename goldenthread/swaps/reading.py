"""What pages show of a swap once it is opened: plain, frozen, made for one request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.core.word_diff import Piece
from goldenthread.swaps.halves import NOTHING, Written
from goldenthread.swaps.kinds import SwapKind
from goldenthread.swaps.states import SeenAs


@dataclass(frozen=True, slots=True, repr=False)
class OpenDraft:
    """What somebody is writing, opened for them alone, at the revision they see."""

    written: Written
    revision: int
    kept_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """One question as it was put, what was written, and what changed since the round before."""

    asks: str
    words: str
    changed: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """One half of a round that has opened."""

    answers: tuple[Shown, ...]

    @property
    def has_changed(self) -> bool:
        """Whether any word differs from the same person's half before."""
        return any(each.changed for each in self.answers)


@dataclass(frozen=True, slots=True, repr=False)
class Round:
    """One round that has opened. `theirs` is None where the reader may not read it any more."""

    opened_on: datetime
    mine: Column
    theirs: Column | None
    is_first: bool


@dataclass(frozen=True, slots=True, repr=False)
class Added:
    """What one of the two added beneath both halves."""

    uid: UUID
    author_uid: UUID
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class SwapPage:
    """One swap as one of the two sees it now. `rounds` stand newest first."""

    kind: SwapKind
    draft: OpenDraft | None = None
    mine_ready_at: datetime | None = None
    theirs_ready: bool = False
    rounds: tuple[Round, ...] = ()
    additions: tuple[Added, ...] = ()
    last_mine: Written = NOTHING

    @property
    def now(self) -> Round | None:
        """The round that opened last."""
        return self.rounds[0] if self.rounds else None

    @property
    def before(self) -> tuple[Round, ...]:
        """The rounds before it, newest first."""
        return self.rounds[1:]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one kind of swap stands for one of the two. Without a word of it: no key is needed."""

    kind: SwapKind
    has_draft: bool = False
    mine_ready: bool = False
    theirs_ready: bool = False
    opened_on: datetime | None = None

    @property
    def seen_as(self) -> SeenAs:
        """One word: who is ready for what comes next; else whether it has opened."""
        if self.mine_ready:
            return SeenAs.MINE
        if self.theirs_ready:
            return SeenAs.THEIRS
        return SeenAs.OPEN if self.opened_on else SeenAs.NONE
