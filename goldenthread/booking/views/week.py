"""A week of free slots as a page shows it: seven days of the reader's, each slot by both clocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from goldenthread.booking import slots
from goldenthread.core.wall import zone_called
from goldenthread.diary import api as diary
from goldenthread.ui.times import day_said, hour_said

A_WEEK = timedelta(days=7)
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, repr=False)
class Clocks:
    """The zone of the one who reads, that of the other, and the other's name (or place)."""

    mine: str
    theirs: str
    name: str = ""

    def day(self, moment: datetime) -> date:
        """Give the reader's day of a moment."""
        return moment.astimezone(zone_called(self.mine)).date()

    def choice(self, moment: datetime) -> Choice:
        """Give a slot as both clocks show it; the other's only where it shows something else."""
        their_day = moment.astimezone(zone_called(self.theirs)).date()
        mine, theirs = hour_said(moment, self.mine), hour_said(moment, self.theirs)
        day = self.day(moment)
        if their_day != day:
            theirs = f"{day_said(their_day)}, {theirs}"
        elif theirs == mine:
            theirs = ""
        theirs = f"{self.name}: {theirs}" if theirs else ""
        return Choice(slots.written(moment), day_said(day), mine, theirs)


@dataclass(frozen=True, slots=True)
class Choice:
    """One slot to choose: as a form sends it, the reader's day and hour, whose and what the other's is."""

    value: str
    day: str
    hour: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the reader's, with the slots in it."""

    day: date
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, and the first days of the weeks before and after where there are such."""

    days: tuple[Day, ...]
    earlier: date | None
    later: date | None
    clocks: Clocks

    @property
    def has_slots(self) -> bool:
        """Whether anything is free in it."""
        return any(day.choices for day in self.days)


def choices_of(moments: Iterable[Any], clocks: Clocks) -> list[Choice]:
    """Give slots of the diary as choices."""
    return [clocks.choice(slot.starts_at) for slot in moments]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in a diary: how long, from which day on (as an address says it), for whom."""

    coach_uid: UUID
    minutes: int
    week: str
    clocks: Clocks
    at: datetime
    leaving_out: UUID | None = None


def shown_week(wanted: Wanted) -> Week:
    """Lay out the week that was asked for; else the first from today that has anything free."""
    today = wanted.clocks.day(wanted.at)
    asked = _day_from(wanted.week)
    first = min(max(asked or today, today), today + FURTHEST)
    found = _free(wanted, first)
    if asked is None and not found:
        nearest = diary.nearest_slots(
            wanted.coach_uid,
            minutes=wanted.minutes,
            around=wanted.at,
            at=wanted.at,
            few=1,
            leaving_out=wanted.leaving_out,
        )
        if nearest:
            first = wanted.clocks.day(nearest[0].starts_at)
            found = _free(wanted, first)
    days = [first + timedelta(days=ahead) for ahead in range(7)]
    by_day: dict[date, list[Choice]] = {day: [] for day in days}
    for slot in found:
        by_day[wanted.clocks.day(slot.starts_at)].append(wanted.clocks.choice(slot.starts_at))
    return Week(
        tuple(Day(day, tuple(choices)) for day, choices in by_day.items()),
        max(first - A_WEEK, today) if first > today else None,
        first + A_WEEK if first + A_WEEK <= today + FURTHEST else None,
        wanted.clocks,
    )


def _free(wanted: Wanted, first: date) -> tuple[diary.Slot, ...]:
    return diary.free_slots(
        wanted.coach_uid,
        minutes=wanted.minutes,
        first=first,
        days=7,
        zone=wanted.clocks.mine,
        at=wanted.at,
        leaving_out=wanted.leaving_out,
    )


def _day_from(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
