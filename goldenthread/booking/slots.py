"""A slot as a form and an address carry it, and a week of slots as somebody reads it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Final, Protocol
from zoneinfo import ZoneInfo

WRITTEN: Final = "%Y%m%dT%H%MZ"
A_WEEK: Final = timedelta(days=7)


class Span(Protocol):
    """A stretch of free time, as the diary gives it: aware, in UTC."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


def written(moment: datetime) -> str:
    """Write a moment as forms carry it: 20260309T1600Z, by the clock of UTC."""
    return moment.astimezone(UTC).strftime(WRITTEN)


def read(text: str) -> datetime | None:
    """Read a moment back; None for anything else."""
    try:
        return datetime.strptime(text, WRITTEN).replace(tzinfo=UTC)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One slot to choose: when it is for the one who reads, and for the other where that differs."""

    starts_at: datetime
    mine: datetime
    theirs: datetime | None

    @property
    def value(self) -> str:
        """The slot as a form sends it."""
        return written(self.starts_at)

    @property
    def other_day(self) -> bool:
        """Whether it is another day for the other one."""
        return self.theirs is not None and self.theirs.date() != self.mine.date()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the reader's, with the slots in it."""

    day: date
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The zones of the one who reads and of the other."""

    mine: ZoneInfo
    theirs: ZoneInfo

    def choice(self, moment: datetime) -> Choice:
        """Give a moment as both clocks show it; the other's only where it shows something else."""
        mine, theirs = moment.astimezone(self.mine), moment.astimezone(self.theirs)
        same = mine.replace(tzinfo=None) == theirs.replace(tzinfo=None)
        return Choice(moment, mine, None if same else theirs)


def week_of(first: date, slots: Sequence[Span], clocks: Clocks) -> tuple[Day, ...]:
    """Lay slots out on the seven days that begin with `first`, in the reader's zone."""
    choices = sorted((clocks.choice(slot.starts_at) for slot in slots), key=lambda c: c.starts_at)
    by_day = {day: tuple(found) for day, found in groupby(choices, key=lambda c: c.mine.date())}
    days = (first + timedelta(days=ahead) for ahead in range(7))
    return tuple(Day(day, by_day.get(day, ())) for day in days)
