"""What plans give to pages once it is opened: plain, frozen, made for one request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.core.verdicts import Verdict
from goldenthread.plans.states import GoalState, LineKind


@dataclass(frozen=True, slots=True, repr=False)
class GoalWords:
    """How a client puts a goal. All but the first may be empty; a scale has two ends or none.

    The scale is the client's own and only its ends are kept, in words: no number is asked for.
    """

    words: str
    signs: str = ""
    low: str = ""
    high: str = ""
    again: str = ""

    @property
    def payload(self) -> dict[str, str]:
        """Give what is sealed as "plans.goal/1"."""
        return {
            "words": self.words,
            "signs": self.signs,
            "low": self.low,
            "high": self.high,
            "again": self.again,
        }


def goal_words_from(payload: Mapping[str, Any]) -> GoalWords:
    """Read a goal's words from their sealed form. Raises TypeError for anything else."""
    return GoalWords(**payload)


@dataclass(frozen=True, slots=True, repr=False)
class OpenWording:
    """One wording of a goal. `coachs_words` where the client took a suggestion up as it was."""

    uid: UUID
    number: int
    said: GoalWords
    written_at: datetime
    coachs_words: bool


@dataclass(frozen=True, slots=True, repr=False)
class OpenSuggestion:
    """How the coach might put a goal."""

    uid: UUID
    words: str
    made_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class OpenGoal:
    """A goal as one of the two may read it. `wordings` are newest first; the first one stands.

    `is_open_to_coach` says that a term in force lets the coach read it now; `is_shared` that the
    client would have it so.
    """

    uid: UUID
    state: GoalState
    wordings: tuple[OpenWording, ...]
    suggestion: OpenSuggestion | None
    is_shared: bool
    is_open_to_coach: bool
    shared_at: datetime | None
    made_at: datetime
    retired_at: datetime | None

    @property
    def now(self) -> OpenWording:
        """The wording that stands."""
        return self.wordings[0]

    @property
    def said(self) -> GoalWords:
        """The words that stand."""
        return self.now.said

    @property
    def is_open(self) -> bool:
        """Whether it is still wanted."""
        return self.state == GoalState.OPEN

    @property
    def ref(self) -> str:
        """Its place on the page."""
        return f"goal-{self.uid}"


@dataclass(frozen=True, slots=True, repr=False)
class LineVoice:
    """What one of the two stands by. `words` are empty where they'd leave the line out."""

    wording_uid: UUID
    words: str
    author_uid: UUID
    leaves_out: bool
    written_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class OpenLine:
    """A line of the plan that both settle, as its reader sees it."""

    uid: UUID
    kind: LineKind
    holds: LineVoice | None
    held_at: datetime | None
    mine: LineVoice | None
    theirs: LineVoice | None
    wordings: tuple[LineVoice, ...]

    @property
    def is_tied(self) -> bool:
        """Whether both stand by the same words."""
        return bool(self.mine and self.theirs) and self.mine == self.theirs

    @property
    def waits_for_me(self) -> bool:
        """Whether the other stands by words this reader hasn't said yes to."""
        return self.theirs is not None and not self.is_tied and self.theirs != self.holds

    @property
    def i_proposed(self) -> bool:
        """Whether this reader stands by words that don't hold yet."""
        return self.mine is not None and not self.is_tied and self.mine != self.holds


@dataclass(frozen=True, slots=True, repr=False)
class OpenPlan:
    """A plan as one of the two may read it: goals that are wanted, retired ones, shared lines."""

    goals: Sequence[OpenGoal]
    retired: Sequence[OpenGoal]
    lines: Sequence[OpenLine]
    opened: Verdict

    def lines_about(self, kind: LineKind) -> list[OpenLine]:
        """Give the lines of one kind, oldest first."""
        return [line for line in self.lines if line.kind == kind]
