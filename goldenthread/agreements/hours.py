"""When the hours that two people agreed are open (A6). Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from goldenthread.agreements.terms import DAYS

if TYPE_CHECKING:
    from goldenthread.agreements.terms import Hours

_WEEK = tuple(DAYS)


def opens_at(hours: Hours, at: datetime, zone: ZoneInfo) -> datetime:
    """Give the first moment from `at` on that lies in the agreed hours, by the clock of `zone`.

    `at` itself when they are open. Without a day in them they are never open, and hold nothing up.
    """
    local = at.astimezone(zone)
    for ahead in range(8):
        day = local.date() + timedelta(days=ahead)
        if _WEEK[day.weekday()] not in hours.days:
            continue
        midnight = datetime.combine(day, datetime.min.time(), zone)
        opens, closes = (midnight + timedelta(hours=h) for h in (hours.opens, hours.closes))
        if local < closes:
            return max(at, opens.astimezone(at.tzinfo))
    return at
