"""What is kept after sessions, once it is opened: plain, frozen, made for one request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.afterwards.states import Part


@dataclass(frozen=True, slots=True, repr=False)
class OpenLine:
    """A line as one of the two may read it."""

    uid: UUID
    session_uid: UUID
    author_uid: UUID
    part: Part
    said: dict[str, Any]
    written_at: datetime
    given_at: datetime | None
    revision: int
    is_mine: bool

    @property
    def words(self) -> str:
        """Its words; empty for minutes."""
        return str(self.said.get("words", ""))


@dataclass(frozen=True, slots=True, repr=False)
class OpenMoment:
    """A moment that both gave."""

    session_uid: UUID
    author_uid: UUID
    words: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class After:
    """All that one of the two may read of what was kept of a session."""

    closing: OpenLine | None = None
    their_closing: OpenLine | None = None
    moment: OpenLine | None = None
    moment_is_given: bool = False
    moments: Sequence[OpenMoment] = ()
    questions: Sequence[OpenLine] = ()
    levels: OpenLine | None = None
    judgement: OpenLine | None = None

    def of(self, part: Part) -> OpenLine | None:
        """Give one's own line of a kind there is one of."""
        once = (self.closing, self.moment, self.levels, self.judgement)
        return next((line for line in once if line is not None and line.part == part), None)

    @property
    def moments_are_open(self) -> bool:
        """Whether both gave theirs."""
        return bool(self.moments)


@dataclass(frozen=True, slots=True, repr=False)
class MomentsOfDay:
    """What both gave of one session."""

    session_uid: UUID
    on_day: date
    moments: Sequence[OpenMoment]
