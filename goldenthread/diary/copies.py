"""A coach's diary as plain values, for a copy to keep. What is taken is in the copy of each pair's sessions."""

from __future__ import annotations

from typing import Any

from goldenthread.core.persons import HasUid
from goldenthread.diary import finding
from goldenthread.diary.kinds import kinds_of
from goldenthread.diary.models import DayApart
from goldenthread.diary.slots import WeekHours
from goldenthread.diary.typed_hours import clock


def copy_for(*, by: HasUid) -> dict[str, Any]:
    """Give a coach's own diary: rules, hours of the week, days apart, kinds of session."""
    rules = finding.rules_of(by.uid)
    days = DayApart.objects.filter(coach_uid=by.uid).order_by("day", "uid")
    return {
        "rules": {
            "zone": rules.zone,
            "begins_every_minutes": rules.step,
            "free_before_minutes": rules.before,
            "free_after_minutes": rules.after,
            "notice_minutes": rules.notice,
            "most_in_a_day": rules.cap or None,
            "days_ahead": rules.horizon_days,
        },
        "hours": [_hours(each) for each in finding.hours_of(by.uid)],
        "days_apart": [_apart(row) for row in days],
        "kinds": [
            {
                "uid": str(kind.uid),
                "name": kind.name,
                "minutes": kind.minutes,
                "place": kind.place,
                "where": kind.where,
                "offered": kind.offered,
            }
            for kind in kinds_of(by.uid)
        ],
    }


def _hours(hours: WeekHours) -> dict[str, Any]:
    """Give hours of one day; weekday 1 is Monday, as calendars count (ISO 8601)."""
    return {
        "weekday": hours.weekday + 1,
        "begins": clock(hours.begins),
        "ends": clock(hours.ends),
    }


def _apart(row: DayApart) -> dict[str, Any]:
    apart = finding.apart_from(row)
    hours = None if apart.begins is None or apart.ends is None else (apart.begins, apart.ends)
    return {
        "first": row.day.isoformat(),
        "last": row.last.isoformat(),
        "is_open": row.is_open,
        "begins": clock(hours[0]) if hours else None,
        "ends": clock(hours[1]) if hours else None,
    }
