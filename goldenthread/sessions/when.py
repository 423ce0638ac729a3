"""When a session is: the day, what the clock shows and where, and the moment worked out from that.

What was meant is the wall time ("Thursdays at four in Stockholm"), so it is kept beside the moment,
and the moment is worked out anew where the rules of a zone change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from goldenthread.core.wall import moments_of, zone_called

if TYPE_CHECKING:
    from goldenthread.sessions.models import CoachingSession


@dataclass(frozen=True, slots=True)
class When:
    """A day alone, or a day with its hour. `starts_at` is aware, `lasts` in minutes, `zone` IANA."""

    on_day: date
    hour: time | None = None
    zone: str = ""
    starts_at: datetime | None = None
    lasts: int | None = None

    @classmethod
    def on(cls, day: date) -> When:
        """Give a day whose hour isn't known."""
        return cls(day)

    @classmethod
    def at(cls, moment: datetime, zone: str, lasts: int | None) -> When:
        """Give this aware moment as the clocks of a zone show it."""
        shown = moment.astimezone(zone_called(zone))
        hour = shown.time().replace(tzinfo=None, fold=0)
        return cls(shown.date(), hour, zone, moment.astimezone(UTC), lasts)

    @property
    def ends_at(self) -> datetime | None:
        """When it is over, where its beginning and its length are known."""
        if self.starts_at is None or self.lasts is None:
            return None
        return self.starts_at + timedelta(minutes=self.lasts)

    def is_the_same_as(self, other: When) -> bool:
        """Say whether both mean the same time, in whichever zone each was put."""
        if self.starts_at is None or other.starts_at is None:
            return self == other
        return (self.starts_at, self.lasts) == (other.starts_at, other.lasts)


def when_of(session: CoachingSession) -> When:
    """Give when a session is, as its row has it."""
    return When(session.on_day, session.hour, session.zone, session.starts_at, session.lasts)


def put_when(session: CoachingSession, when: When) -> None:
    """Put a time on a session's row; the caller saves TIME_FIELDS."""
    for name in TIME_FIELDS:
        setattr(session, name, getattr(when, name))


TIME_FIELDS = ("on_day", "hour", "zone", "starts_at", "lasts")


def moment_again(when: When) -> datetime | None:
    """Work the moment out again from hour and zone, by the rules a zone has today.

    The moment kept stays where the clock shows the hour at it still; of an hour that comes twice
    the first otherwise, and for one that doesn't come any more the moment it would have been.
    """
    if when.hour is None or not when.zone:
        return when.starts_at
    zone = zone_called(when.zone)
    moments = moments_of(when.on_day, when.hour, zone)
    if when.starts_at in moments:
        return when.starts_at
    if moments:
        return moments[0]
    return datetime.combine(when.on_day, when.hour, zone).astimezone(UTC)
