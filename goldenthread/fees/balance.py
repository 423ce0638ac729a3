"""What uses up a package, and how much of it is left. Pure: the same for both, from the same rows.

A session uses one up when it took place, or when the client called it off at short notice and the
coach didn't let that be (A9). Never one that the coach called off, and none that went in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from goldenthread.core.roles import Role
from goldenthread.sessions.api import SessionState


class Held(Protocol):
    """A session, as this count sees it."""

    @property
    def uid(self) -> UUID: ...
    @property
    def on_day(self) -> date: ...
    @property
    def state(self) -> str: ...
    @property
    def short_by(self) -> str: ...
    @property
    def waived_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Agreed:
    """A package, as this count sees it: `closed_on` is its last day, if it was closed."""

    uid: UUID
    sessions: int
    since: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A session that counts, and whether that's because it was called off late."""

    session_uid: UUID
    day: date
    late: bool


@dataclass(slots=True)
class Counted:
    """A package with the sessions that used it up, earliest first."""

    uid: UUID
    count: int
    since: date
    closed_on: date | None
    uses: list[Use] = field(default_factory=list)

    @property
    def used(self) -> int:
        """How many are used up."""
        return len(self.uses)

    @property
    def left(self) -> int:
        """How many are left; none of a package that was closed."""
        return 0 if self.closed_on else self.count - self.used

    def takes(self, use: Use) -> bool:
        """Say whether a session counts on this one."""
        over = self.closed_on is not None and use.day > self.closed_on
        return self.since <= use.day and not over and self.used < self.count


@dataclass(frozen=True, slots=True)
class Balance:
    """All packages of a pair, and the sessions since the first of them that none had room for."""

    packages: Sequence[Counted]
    beyond: Sequence[Use]

    @property
    def left(self) -> int:
        """How many sessions are left in all."""
        return sum(package.left for package in self.packages)


def use_of(session: Held) -> Use | None:
    """Say whether and why a session counts."""
    if session.state == SessionState.TOOK_PLACE:
        return Use(session.uid, session.on_day, late=False)
    late = session.short_by == Role.CLIENT and session.waived_at is None
    if session.state == SessionState.CALLED_OFF and late:
        return Use(session.uid, session.on_day, late=True)
    return None


def count_up(packages: Iterable[Agreed], sessions: Iterable[Held]) -> Balance:
    """Lay each session that counts on the oldest package with room for it, by the sessions' days."""
    counted = [
        Counted(each.uid, each.sessions, each.since, each.closed_on)
        for each in sorted(packages, key=lambda each: (each.since, each.uid))
    ]
    uses = [use for session in sessions if (use := use_of(session)) is not None]
    beyond = []
    for use in sorted(uses, key=lambda use: (use.day, use.session_uid)):
        room = next((package for package in counted if package.takes(use)), None)
        if room is not None:
            room.uses.append(use)
        elif counted and use.day >= counted[0].since:
            beyond.append(use)
    return Balance(counted, beyond)
