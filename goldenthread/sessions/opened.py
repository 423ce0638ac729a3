"""What sessions give to pages once they're opened: plain, frozen, made for one request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from goldenthread.sessions.states import Challenge, SessionState, Standing


@dataclass(frozen=True, slots=True, repr=False)
class Aim:
    """What a client says a session is for. All but the first may be empty."""

    today: str
    know: str = ""
    matters: str = ""
    face: str = ""

    @property
    def payload(self) -> dict[str, str]:
        """Give what is sealed."""
        return {
            "today": self.today,
            "know": self.know,
            "matters": self.matters,
            "face": self.face,
        }


def aim_from(payload: Mapping[str, Any]) -> Aim:
    """Read an aim from its sealed form. Raises TypeError for anything else."""
    return Aim(**payload)


@dataclass(frozen=True, slots=True, repr=False)
class Wishes:
    """What goes with an aim: its minutes, what it says of recording, and which goal it serves.

    `outside` says that it serves none of the plan's: a question for later, never an error.
    """

    minutes: int | None = None
    recording: str = ""
    goal_uid: UUID | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class OpenSession:
    """A session as one of the two may read it.

    For a coach whom nothing lets read the aim it's as if nobody had spoken. `goal` is what it
    serves, where this reader can read that goal.
    """

    uid: UUID
    on_day: date
    starts_at: datetime | None
    hour: time | None
    zone: str
    lasts: int | None
    kind_uid: UUID | None
    series_uid: UUID | None
    sequence: int
    made_by: UUID | None
    short_by: str
    short_at: datetime | None
    short_given: int | None
    short_of: int | None
    waived_by: UUID | None
    waived_at: datetime | None
    made_at: datetime
    state: SessionState
    state_by: UUID | None
    state_at: datetime | None
    standing: Standing
    round: int
    i_said_yes: bool
    they_said_yes: bool
    aim: Aim | None
    aim_at: datetime | None
    is_open_to_coach: bool
    minutes: int | None
    recording: str
    added: str
    end: str
    card: Challenge | None
    goal_uid: UUID | None
    goal: str
    goal_is_retired: bool
    outside: bool
    asks_still_wanted: bool

    @property
    def ends_at(self) -> datetime | None:
        """When it is over as it was arranged; by what was agreed for this once, else None."""
        lasts = self.lasts or self.minutes
        if self.starts_at is None or lasts is None:
            return None
        return self.starts_at + timedelta(minutes=lasts)

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come, or going on."""
        return self.state == SessionState.PLANNED

    @property
    def took_place(self) -> bool:
        """Whether one of the two said that it took place."""
        return self.state == SessionState.TOOK_PLACE

    @property
    def is_agreed(self) -> bool:
        """Whether both said yes to the same."""
        return self.standing == Standing.AGREED


@dataclass(frozen=True, slots=True, repr=False)
class Raised:
    """What asks to be talked about when the two look at the plan: questions, and no count of any."""

    plan_may_have_changed: bool
    time_for_a_look: bool
    still_wanted: Sequence[OpenSession]
    time_to_decide: bool = False

    def __bool__(self) -> bool:
        asks = self.plan_may_have_changed or self.time_for_a_look or self.time_to_decide
        return asks or bool(self.still_wanted)
