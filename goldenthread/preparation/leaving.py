"""When a letter about one's own sessions leaves: one a day at most, never in quiet hours. Pure.

Each day with sessions has one moment, by the person's choice; what falls into quiet hours waits for
their end, or leaves before they begin where a session would have begun by then. One letter counts
for everything whose moment falls on its day, so it never says how many there are, or which.
All of it by the clock on the person's wall: days of 23 and 25 hours are days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from goldenthread.core.wall import A_DAY, moments_of
from goldenthread.preparation.states import Ahead

EVENING, MORNING = time(18), time(7)
HOURS_LEAST, HOURS_MOST = 1, 48
QUIET_MOST = 20 * 60
"""Minutes of a day that may be quiet: enough are left to find a moment on the strangest day."""

A_MINUTE, A_QUARTER = timedelta(minutes=1), timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose: when, how many hours before (for HOURS), and the hours without letters.

    `quiet_from` up to `quiet_to` by their clock, over midnight or not; the same twice means none.
    """

    ahead: Ahead
    hours: int = 2
    quiet_from: time = time(21)
    quiet_to: time = time(7)
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A session still planned: when it begins (aware), and whether its one sentence may be asked for."""

    uid: UUID
    starts_at: datetime
    to_ask: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """When a letter leaves (aware, UTC), and the sessions whose day it is for."""

    at: datetime
    due: tuple[Due, ...]


def quiet_minutes(wish: Wish) -> int:
    """Give how many minutes of a day are quiet; 0 where both hours are the same."""
    begins, ends = (each.hour * 60 + each.minute for each in (wish.quiet_from, wish.quiet_to))
    return (ends - begins) % (24 * 60)


def is_quiet(moment: datetime, wish: Wish, zone: ZoneInfo) -> bool:
    """Say whether the clock on the wall shows a quiet hour."""
    shown = moment.astimezone(zone).time().replace(tzinfo=None, fold=0)
    if wish.quiet_from <= wish.quiet_to:
        return wish.quiet_from <= shown < wish.quiet_to
    return shown >= wish.quiet_from or shown < wish.quiet_to


def quiet_over(moment: datetime, wish: Wish, zone: ZoneInfo) -> datetime:
    """Give the moment at which the quiet hours around a moment are over; itself outside of them."""
    if not is_quiet(moment, wish, zone):
        return moment
    _begins_on, ends_on = _stretch(moment, wish, zone)
    over = _shows(ends_on, wish.quiet_to, zone)
    # An hour that is skipped or comes twice may put the clock back into the quiet.
    while over <= moment or is_quiet(over, wish, zone):
        over += A_QUARTER
    return over


def _before_quiet(moment: datetime, wish: Wish, zone: ZoneInfo) -> datetime:
    begins_on, _ends_on = _stretch(moment, wish, zone)
    before = _shows(begins_on, wish.quiet_from, zone) - A_MINUTE
    while is_quiet(before, wish, zone):
        before -= A_QUARTER
    return before


def _stretch(moment: datetime, wish: Wish, zone: ZoneInfo) -> tuple[date, date]:
    """Give the days on which the quiet hours around a quiet moment begin and end."""
    shown = moment.astimezone(zone)
    day = shown.date()
    if wish.quiet_from <= wish.quiet_to:
        return day, day
    if shown.time().replace(fold=0) >= wish.quiet_from:
        return day, day + A_DAY
    return day - A_DAY, day


def _shows(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Give the first moment a clock shows this; for an hour left out, when it would have been."""
    found = moments_of(day, hour, zone)
    return found[0] if found else datetime.combine(day, hour, zone).astimezone(UTC)


def moment_for(day: date, first: datetime, wish: Wish, zone: ZoneInfo) -> datetime:
    """Give when the letter for a day of sessions leaves; `first` is when the first of them begins.

    Always before `first`.
    """
    if wish.ahead == Ahead.HOURS:
        moment = first - timedelta(hours=wish.hours)
    elif wish.ahead == Ahead.MORNING:
        moment = _shows(day, MORNING, zone)
    else:
        moment = _shows(day - A_DAY, EVENING, zone)
    if moment >= first:
        # A session before the morning: the letter leaves the evening before.
        moment = _shows(day - A_DAY, EVENING, zone)
    if not is_quiet(moment, wish, zone):
        return moment
    later = quiet_over(moment, wish, zone)
    return later if later < first else _before_quiet(moment, wish, zone)


def next_leaving(
    wish: Wish,
    due: Iterable[Due],
    *,
    zone: ZoneInfo,
    since: datetime,
    at: datetime,
    sent_on: date | None,
) -> Leaving | None:
    """Give the next letter whose moment isn't before `since`, or None when none is to leave.

    `at` is now: sessions that have begun are past help. `sent_on` is the last day, in `zone`, on
    which a letter left: that letter counts for the whole of its day.
    """
    days: dict[date, list[Due]] = {}
    for one in due:
        if one.starts_at > at and (wish.ahead != Ahead.NONE or one.to_ask):
            days.setdefault(one.starts_at.astimezone(zone).date(), []).append(one)
    moments: dict[datetime, list[Due]] = {}
    for day, ones in days.items():
        moment = moment_for(day, min(one.starts_at for one in ones), wish, zone)
        counted = sent_on is not None and moment.astimezone(zone).date() <= sent_on
        if moment >= since and not counted:
            moments.setdefault(moment, []).extend(ones)
    return _together(moments, zone) if moments else None


def _together(moments: dict[datetime, list[Due]], zone: ZoneInfo) -> Leaving:
    first = min(moments)
    day = first.astimezone(zone).date()
    ones = [
        one
        for moment, some in moments.items()
        if moment.astimezone(zone).date() == day
        for one in some
    ]
    return Leaving(first, tuple(sorted(ones, key=lambda one: (one.starts_at, one.uid))))


def the_one_to_ask_for(due: Collection[Due]) -> Due | None:
    """Give the first session of these whose sentence may be asked for."""
    return next((one for one in due if one.to_ask), None)
