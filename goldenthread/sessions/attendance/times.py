"""The times of one session, as both said them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from goldenthread.core.roles import Role


@dataclass(frozen=True, slots=True)
class Side:
    """One side's times (aware, UTC). `…_entered`: written down by them later, not tapped then."""

    came_at: datetime | None = None
    left_at: datetime | None = None
    came_entered: bool = False
    left_entered: bool = False

    @property
    def is_in(self) -> bool:
        """Say whether they came and haven't left."""
        return self.came_at is not None and self.left_at is None

    @property
    def came_by_tap(self) -> bool:
        """Say whether they tapped when they came."""
        return self.came_at is not None and not self.came_entered

    @property
    def left_by_tap(self) -> bool:
        """Say whether they tapped when they left."""
        return self.left_at is not None and not self.left_entered


@dataclass(frozen=True, slots=True)
class Attended:
    """What both said of one session's time. `grace`, `length`: minutes by A8 as it stood then."""

    session_uid: UUID
    coach: Side = field(default_factory=Side)
    client: Side = field(default_factory=Side)
    grace: int | None = None
    length: int | None = None
    outage_by: UUID | None = None
    outage_at: datetime | None = None

    def of(self, role: str) -> Side:
        """Give the side of one of the two."""
        return self.coach if role == Role.COACH else self.client

    @property
    def is_excluded(self) -> bool:
        """Say whether one of them marked that something failed, so that its time counts for nothing."""
        return self.outage_by is not None

    @property
    def began_at(self) -> datetime | None:
        """Give when both were there: the later of the two. One side's time alone is none."""
        if self.coach.came_at is None or self.client.came_at is None:
            return None
        return max(self.coach.came_at, self.client.came_at)

    @property
    def ended_at(self) -> datetime | None:
        """Give when it was over: the earlier of the two. One side's time alone is none."""
        if self.coach.left_at is None or self.client.left_at is None:
            return None
        return min(self.coach.left_at, self.client.left_at)

    @property
    def minutes(self) -> int | None:
        """Give how long both were there, in whole minutes; None unless both sides said both times."""
        if self.began_at is None or self.ended_at is None or self.ended_at < self.began_at:
            return None
        return round((self.ended_at - self.began_at).total_seconds() / 60)
