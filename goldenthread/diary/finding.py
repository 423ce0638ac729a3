"""Finding what a slot depends on: a coach's hours, and what isn't free around a window."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.diary.models import Busy, DayApart, Diary, Hours, Taken
from goldenthread.diary.slots import (
    MINUTES_OF_A_DAY,
    Apart,
    Held,
    OpenTime,
    Rules,
    Span,
    WeekHours,
    seconds_of,
)
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships

# The session that is to be moved, or those of a series that are moved together.
LeftOut = UUID | Collection[UUID] | None
# No span that is kept is longer, so none that reaches into a window begins earlier than this.
LONGEST_KEPT = timedelta(days=1)
# For the cap all sessions of a day count, also those just outside of what is asked.
AROUND = timedelta(days=2)


def rules_of(coach_uid: UUID) -> Rules:
    """Give the rules of a diary; those of a new one, in the coach's own zone, where none is kept."""
    diary = Diary.objects.filter(coach_uid=coach_uid).first()
    return rules_from(diary) if diary else Rules(zone=own_zone(coach_uid))


def own_zone(coach_uid: UUID) -> str:
    """Give the zone a person keeps their own time in."""
    person = people.find_person(coach_uid)
    return person.zone if person else "UTC"


def rules_from(diary: Diary) -> Rules:
    """Give the rules that a row keeps."""
    return Rules(
        zone=diary.zone,
        step=diary.step,
        before=diary.buffer_before,
        after=diary.buffer_after,
        notice=diary.notice_minutes,
        cap=diary.cap,
        horizon_days=diary.horizon_days,
    )


def hours_of(coach_uid: UUID) -> tuple[WeekHours, ...]:
    """Give the hours of the week, in their order."""
    rows = Hours.objects.filter(coach_uid=coach_uid).values_list("weekday", "begins", "ends")
    return tuple(
        WeekHours(weekday, minute_of(begins), minute_of(ends) or MINUTES_OF_A_DAY)
        for weekday, begins, ends in sorted(rows)
    )


def apart_of(coach_uid: UUID, first: date, last: date) -> tuple[Apart, ...]:
    """Give the days apart that touch these days, both included."""
    rows = DayApart.objects.filter(coach_uid=coach_uid, day__lte=last, last__gte=first)
    return tuple(apart_from(row) for row in rows)


def apart_from(row: DayApart) -> Apart:
    """Give what a row keeps."""
    if row.begins is None or row.ends is None:
        return Apart(row.day, row.last, row.is_open)
    ends = minute_of(row.ends) or MINUTES_OF_A_DAY
    return Apart(row.day, row.last, row.is_open, minute_of(row.begins), ends)


def minute_of(hour: time) -> int:
    """Give the minute of the day that a clock shows."""
    return hour.hour * 60 + hour.minute


def hour_of(minute: int) -> time:
    """Give what a clock shows at a minute of the day; 00:00 for the midnight that ends it."""
    return time(minute // 60 % 24, minute % 60)


def open_time(coach_uid: UUID, begins: datetime, ends: datetime) -> OpenTime:
    """Give a coach's time as they keep it, with the days apart around a window."""
    first, last = (begins - AROUND).date(), (ends + AROUND).date()
    return OpenTime(rules_of(coach_uid), hours_of(coach_uid), apart_of(coach_uid, first, last))


def held_around(
    coach_uid: UUID, begins: datetime, ends: datetime, leaving_out: LeftOut = None
) -> Held:
    """Give what isn't free around a window; without the session that is to be moved."""
    window = {
        "begins__gt": seconds_of(begins - AROUND - LONGEST_KEPT),
        "begins__lt": seconds_of(ends + AROUND),
    }
    taken = taken_of(coach_uid, leaving_out).filter(**window)
    busy = Busy.objects.filter(coach_uid=coach_uid, **window)
    return Held(
        tuple(taken.values_list("begins", "ends")), tuple(busy.values_list("begins", "ends"))
    )


def taken_of(coach_uid: UUID, leaving_out: LeftOut = None) -> QuerySet[Taken]:
    """Give what sessions have, without the one that is to be moved and those of pairs that ended."""
    left_out = [leaving_out] if isinstance(leaving_out, UUID) else leaving_out
    taken = Taken.objects.filter(coach_uid=coach_uid)
    if left_out:
        taken = taken.exclude(session_uid__in=left_out)
    return taken.exclude(relationship_uid__in=ended_with(coach_uid))


def ended_with(coach_uid: UUID) -> QuerySet[relationships.Relationship, UUID]:
    """Give the uids of this coach's relationships that ended: their sessions hold no time any more."""
    ended = relationships.Relationship.objects.filter(coach_uid=coach_uid, ended_at__isnull=False)
    return ended.values_list("uid", flat=True)


def spans_of(moments: Iterable[tuple[datetime, datetime]]) -> tuple[Span, ...]:
    """Give spans in whole seconds: no less than what was given."""
    second = timedelta(seconds=1) - timedelta.resolution
    return tuple((seconds_of(begins), seconds_of(ends + second)) for begins, ends in moments)


def in_days(spans: Iterable[Span]) -> list[Span]:
    """Cut spans so that none is longer than the longest that is kept."""
    longest = int(LONGEST_KEPT.total_seconds())
    return [
        (start, min(start + longest, ends))
        for begins, ends in spans
        for start in range(begins, ends, longest)
    ]
