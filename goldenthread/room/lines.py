"""What the room gives to pages once it is opened: plain, frozen, made for one request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.room.states import Column, HunchState, LineKind


@dataclass(frozen=True, slots=True, repr=False)
class OpenLine:
    """A line as one of the two may read it."""

    uid: UUID
    author_uid: UUID
    column: Column
    kind: LineKind
    words: str
    written_at: datetime
    revision: int
    is_mine: bool
    # Whose words they are: the client's, where they're exact, whoever wrote them down.
    said_by: UUID
    is_mine_to_take_away: bool

    @property
    def is_exact(self) -> bool:
        """Whether it is the client's words, as they were said."""
        return self.kind == LineKind.WORDS


@dataclass(frozen=True, slots=True, repr=False)
class OpenHunch:
    """A hunch: the coach's own, or one offered to the client."""

    uid: UUID
    words: str
    state: HunchState
    written_at: datetime
    goes_at: datetime

    @property
    def is_offered(self) -> bool:
        """Whether the client can see it."""
        return self.state == HunchState.OFFERED


@dataclass(frozen=True, slots=True, repr=False)
class Notes:
    """All that one of the two may read of a session's room."""

    mine: Sequence[OpenLine] = ()
    # The coach's notes, where both signed that the client reads them (A16).
    theirs: Sequence[OpenLine] = ()
    ours: Sequence[OpenLine] = ()
    since: OpenLine | None = None
    pad: Sequence[OpenLine] = ()
    put_down: Sequence[OpenLine] = ()
    hunches: Sequence[OpenHunch] = ()

    @property
    def changeable(self) -> Sequence[OpenLine]:
        """Those the reader may word anew, having written them, or take away."""
        since = [self.since] if self.since else []
        lines = (*since, *self.ours, *self.mine, *self.pad)
        return [line for line in lines if line.is_mine or line.is_mine_to_take_away]
