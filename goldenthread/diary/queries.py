"""Reading a diary: which times are free, and why one isn't. Nothing here says whose a time is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from heapq import nsmallest
from uuid import UUID

from goldenthread.core.verdicts import Verdict
from goldenthread.core.wall import day_in, zone_called
from goldenthread.diary import finding, policy, slots
from goldenthread.diary.models import Hours, Kind
from goldenthread.diary.states import NotFree

# A diary looks no further than this, whatever is asked.
FURTHEST = timedelta(days=policy.HORIZON_MOST + 2)
# Where a time is gone, the nearest is nearly always this near.
NEAR = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of free time in which a session may be (aware, UTC)."""

    starts_at: datetime
    ends_at: datetime


def is_open(coach_uid: UUID) -> bool:
    """Whether anybody can book: hours are kept, and a kind is offered."""
    return (
        Hours.objects.filter(coach_uid=coach_uid).exists()
        and Kind.objects.filter(coach_uid=coach_uid, offered=True).exists()
    )


def zone_of(coach_uid: UUID) -> str:
    """Give the zone that a coach's diary is kept in."""
    return finding.rules_of(coach_uid).zone


def free_slots(
    coach_uid: UUID,
    *,
    minutes: int,
    first: date,
    days: int,
    zone: str,
    at: datetime,
    leaving_out: finding.LeftOut = None,
) -> tuple[Slot, ...]:
    """Give every free slot that begins on these days of the reader's zone, earliest first.

    `leaving_out` is a session, or some, to be moved: their own time counts as free. Constant queries,
    whatever lies outside these days.
    """
    near, far = (at - NEAR).date(), (at + FURTHEST).date()
    begins_on = max(first.toordinal(), near.toordinal())
    ends_on = min(first.toordinal() + days, far.toordinal())
    if begins_on >= ends_on:
        return ()
    there = zone_called(zone)
    begins, ends = (day_in(date.fromordinal(day), there)[0] for day in (begins_on, ends_on))
    return _between(coach_uid, minutes, (begins, ends), at=at, leaving_out=leaving_out)


def nearest_slots(
    coach_uid: UUID,
    *,
    minutes: int,
    around: datetime,
    at: datetime,
    few: int = 3,
    leaving_out: finding.LeftOut = None,
) -> tuple[Slot, ...]:
    """Give the few free slots that begin nearest to a moment, in the order of the clock."""
    middle = min(max(around.astimezone(UTC), at), at + FURTHEST)
    found: tuple[Slot, ...] = ()
    for reach in (NEAR, FURTHEST):
        window = (max(middle - reach, at), middle + reach)
        found = _between(coach_uid, minutes, window, at=at, leaving_out=leaving_out)
        if len(found) >= few:
            break
    nearest = nsmallest(few, found, key=lambda slot: (abs(slot.starts_at - middle), slot.starts_at))
    return tuple(sorted(nearest, key=lambda slot: slot.starts_at))


def why_not_free(
    coach_uid: UUID,
    *,
    starts_at: datetime,
    minutes: int,
    at: datetime,
    leaving_out: finding.LeftOut = None,
) -> NotFree | None:
    """Say why no session of this length may begin then; None when one may."""
    if abs(starts_at - at) > FURTHEST:
        return NotFree.PAST if starts_at < at else NotFree.TOO_FAR
    if starts_at.second or starts_at.microsecond:
        return NotFree.NOT_A_BEGINNING
    ends_at = starts_at + timedelta(minutes=max(minutes, 1))
    return slots.why_not_free(
        finding.open_time(coach_uid, starts_at, ends_at),
        finding.held_around(coach_uid, starts_at, ends_at, leaving_out),
        _asked(minutes, (starts_at, ends_at), at),
    )


def may_be_booked(
    coach_uid: UUID,
    *,
    starts_at: datetime,
    minutes: int,
    at: datetime,
    leaving_out: finding.LeftOut = None,
) -> Verdict:
    """Say whether a session of this length may begin then, by hours, rules and what isn't free."""
    return policy.is_free(
        why_not_free(
            coach_uid, starts_at=starts_at, minutes=minutes, at=at, leaving_out=leaving_out
        )
    )


def _between(
    coach_uid: UUID,
    minutes: int,
    window: tuple[datetime, datetime],
    *,
    at: datetime,
    leaving_out: finding.LeftOut,
) -> tuple[Slot, ...]:
    begins, ends = max(window[0], at), min(window[1], at + FURTHEST)
    if begins >= ends:
        return ()
    lasts = timedelta(minutes=max(minutes, 1))
    starts = slots.free_starts(
        finding.open_time(coach_uid, begins, ends + lasts),
        finding.held_around(coach_uid, begins, ends + lasts, leaving_out),
        _asked(minutes, (begins, ends), at),
    )
    return tuple(
        Slot(start, start + lasts) for start in (slots.moment_of(seconds) for seconds in starts)
    )


def _asked(minutes: int, window: tuple[datetime, datetime], at: datetime) -> slots.Asked:
    return slots.Asked(
        minutes,
        slots.seconds_of(window[0]),
        slots.seconds_of(window[1]),
        # The second that `at` lies in has begun already.
        -slots.seconds_of(slots.EPOCH - (at - slots.EPOCH)),
    )
