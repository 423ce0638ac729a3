"""What a clock on a wall says, and which moment that is. Pure; no Django.

A day has 23, 24 or 25 hours, and now and then none; an hour may not come, or come twice. Nothing
here guesses: who asks gets no moment, one, or two.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

A_DAY = timedelta(days=1)


@cache
def zones() -> frozenset[str]:
    """Give every name of the tz database. Read once: it is some hundred files, which takes milliseconds."""
    return frozenset(available_timezones())


def is_a_zone(name: str) -> bool:
    """Say whether this is a name of the tz database, such as Europe/Lisbon."""
    return name in zones()


def zone_called(name: str) -> ZoneInfo:
    """Give the zone of an IANA name; UTC for one nobody knows."""
    return ZoneInfo(name) if is_a_zone(name) else ZoneInfo("UTC")


def moments_of(day: date, hour: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Give the moments (aware, UTC, earliest first) at which the clocks of a zone show this.

    None when they spring over it, two when they fall back over it, one on all other days.
    """
    shown = datetime.combine(day, hour.replace(tzinfo=None, fold=0))
    found = []
    for fold in (0, 1):
        moment = shown.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None, fold=0) == shown and moment not in found:
            found.append(moment)
    return tuple(sorted(found))


def day_in(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Give when a day begins and when it is over in a zone (aware, UTC); equal for a day left out."""
    return _first_moment(day, zone), _first_moment(day + A_DAY, zone)


def _first_moment(day: date, zone: ZoneInfo) -> datetime:
    # Where midnight is left out, Python reads it by the clock before: the very first moment after.
    return datetime.combine(day, time.min, zone).astimezone(UTC)
