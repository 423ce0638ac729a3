"""The rules of a series: the same hour by the clock where it is kept, every so many weeks. Pure.

An hour of the series may not come on some day, or come twice, or be taken: that is said, and
somebody chooses. Nothing is moved or left out by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from goldenthread.booking.slots import Span
from goldenthread.core import wall
from goldenthread.core.verdicts import Allowed, Refused, Verdict

LEAST_TIMES, MOST_TIMES = 2, 52
MOST_WEEKS: Final = 8
FEW: Final = 3
NEAR: Final = timedelta(days=4)


class Clash(StrEnum):
    """Why one of a series can't simply be where the others are."""

    TAKEN = "taken"
    LEFT_OUT = "left_out"  # the clocks spring over that hour
    TWICE = "twice"  # the clocks fall back over it


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The first day and hour of a series by the clock of a zone, and how many weeks lie between."""

    first: date
    hour: time
    zone: ZoneInfo
    every: int

    @classmethod
    def from_moment(cls, moment: datetime, zone: ZoneInfo, every: int) -> Rhythm:
        """Begin a series at an aware moment, kept by the clock of a zone."""
        local = moment.astimezone(zone)
        return cls(local.date(), local.time().replace(tzinfo=None, fold=0), zone, every)


@dataclass(frozen=True, slots=True)
class Place:
    """One of a series: its day, the moment it would be, or why not and what lies near.

    `meant` is the moment the clock would show, where there is exactly one, free or not.
    """

    number: int
    day: date
    starts_at: datetime | None
    clash: Clash | None = None
    near: tuple[datetime, ...] = ()
    meant: datetime | None = None


def may_repeat(*, every: int, times: int | None, until: date | None, first: date) -> Verdict:
    """Every one to eight weeks, two to fifty-two times, or until a day after the first."""
    if not 1 <= every <= MOST_WEEKS:
        return Refused("Choose how many weeks lie between.")
    if (times is None) == (until is None):
        return Refused("Say how many times, or until which day. One of the two.")
    if times is not None and not LEAST_TIMES <= times <= MOST_TIMES:
        return Refused(f"Choose a number from {LEAST_TIMES} to {MOST_TIMES}.")
    if until is not None:
        if until < first + timedelta(weeks=every):
            return Refused("Choose a later day: until then it would be only the one.")
        if until > first + timedelta(weeks=every * MOST_TIMES):
            return Refused("Choose a day that's nearer.")
    return Allowed()


def times_until(first: date, until: date, every: int) -> int:
    """Count how many of a series fall on the days from the first until this one, both with it."""
    return (until - first).days // (7 * every) + 1


def days_of(rhythm: Rhythm, times: int) -> list[date]:
    """Give the days of a series, the first with it."""
    return [rhythm.first + timedelta(weeks=rhythm.every * number) for number in range(times)]


def places_of(rhythm: Rhythm, days: Sequence[date], free: Sequence[Span]) -> list[Place]:
    """Say of each day whether the hour is free then, and what lies near where it isn't."""
    starts = [slot.starts_at for slot in free]
    taken: set[datetime] = set()
    places = []
    for number, day in enumerate(days):
        left = [start for start in starts if start not in taken]
        place = _place(number, day, rhythm, left)
        if place.starts_at is not None:
            taken.add(place.starts_at)
        places.append(place)
    return places


def _place(number: int, day: date, rhythm: Rhythm, starts: Sequence[datetime]) -> Place:
    moments = wall.moments_of(day, rhythm.hour, rhythm.zone)
    if len(moments) == 1:
        [moment] = moments
        if moment in starts:
            return Place(number, day, moment)
        return Place(number, day, None, Clash.TAKEN, nearest(moment, starts), moment)
    if moments:
        both = tuple(moment for moment in moments if moment in starts)
        return Place(number, day, None, Clash.TWICE, both or nearest(moments[0], starts))
    about = datetime.combine(day, rhythm.hour, rhythm.zone)
    return Place(number, day, None, Clash.LEFT_OUT, nearest(about, starts))


def nearest(moment: datetime, starts: Sequence[datetime]) -> tuple[datetime, ...]:
    """Give up to three free moments within four days of this one, the nearest of them, in order."""
    near = [each for each in starts if each != moment and abs(each - moment) <= NEAR]
    return tuple(sorted(sorted(near, key=lambda each: (abs(each - moment), each))[:FEW]))


def days_shifted(moments: Sequence[datetime], *, by_days: int, zone: ZoneInfo) -> list[date]:
    """Give the days of sessions that are all moved by as many days, by the clock of a zone."""
    return [moment.astimezone(zone).date() + timedelta(days=by_days) for moment in moments]
