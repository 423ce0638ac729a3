"""What free means, minute by minute and by nothing but what a clock shows. Slow, and easy to believe.

Shares no line with the slots of the diary: a zone is asked for every single minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from goldenthread.diary.slots import Apart, Asked, Held, OpenTime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def moment(seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=seconds)


def shown(seconds: int, zone: ZoneInfo) -> tuple[date, int, int]:
    """What hangs on the wall at a moment: day, minute of the day, second of the minute."""
    local = moment(seconds).astimezone(zone)
    return local.date(), local.hour * 60 + local.minute, local.second


def is_open(time: OpenTime, day: date, minute: int) -> bool:
    """Whether a minute of a wall's day is open: a week's hours and what is apart, as they're said."""
    today = [apart for apart in time.apart if apart.first <= day <= apart.last]
    if any(
        _is_in(apart, minute) for apart in today if not apart.is_open and apart.begins is not None
    ):
        return False
    if any(_is_in(apart, minute) for apart in today if apart.is_open):
        return True
    if any(not apart.is_open for apart in today if apart.begins is None):
        return False
    return any(
        hours.weekday == day.weekday() and hours.begins <= minute < hours.ends
        for hours in time.hours
    )


def _is_in(apart: Apart, minute: int) -> bool:
    return (apart.begins or 0) <= minute < (24 * 60 if apart.ends is None else apart.ends)


def free_starts(time: OpenTime, held: Held, asked: Asked) -> list[int]:
    """Every whole minute at which a session may begin."""
    rules, zone = time.rules, ZoneInfo(time.rules.zone)
    first = asked.begins + -asked.begins % 60
    count = max(0, (asked.ends - first) // 60 + 1)
    walls = [shown(first + 60 * k, zone) for k in range(count + asked.minutes)]
    opened = list(accumulate((is_open(time, day, at) for day, at, _ in walls), initial=0))
    today = moment(asked.now).astimezone(zone).date()
    found = []
    for place in range(count):
        start, (day, minute, second) = first + 60 * place, walls[place]
        if start >= asked.ends or start < asked.now + 60 * rules.notice:
            continue
        if second or minute % rules.step or (day - today).days > rules.horizon_days:
            continue
        if opened[place + asked.minutes] - opened[place] < asked.minutes:
            continue
        if _touches(time, held, start, start + 60 * asked.minutes) or _is_full(time, held, day):
            continue
        found.append(start)
    return found


def _touches(time: OpenTime, held: Held, begins: int, ends: int) -> bool:
    rules = time.rules
    apart = 60 * max(rules.before, rules.after)
    if any(begins < e + apart and b < ends + apart for b, e in held.taken):
        return True
    around = (begins - 60 * rules.before, ends + 60 * rules.after)
    return any(around[0] < e and b < around[1] for b, e in held.busy if b < e)


def _is_full(time: OpenTime, held: Held, day: date) -> bool:
    zone = ZoneInfo(time.rules.zone)
    begun = [moment(begins).astimezone(zone).date() for begins, _ in held.taken]
    return bool(time.rules.cap) and begun.count(day) >= time.rules.cap


@cache
def changes(zone: str, first: int, last: int) -> tuple[int, ...]:
    """Every second of these years (both included) at which a zone's clocks are put."""
    return tuple(_changes(ZoneInfo(zone), first, last))


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[int]:
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    before = _off(at, zone)
    while at < end:
        after = _off(at + HOUR, zone)
        if after != before:
            minutes = [at + k * MINUTE for k in range(1, 61)]
            change = next(each for each in minutes if _off(each, zone) == after)
            yield int((change - EPOCH).total_seconds())
        at, before = at + HOUR, after


def _off(at: datetime, zone: ZoneInfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()
