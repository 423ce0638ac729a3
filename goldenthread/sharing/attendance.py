"""How many sessions took place in a month: a number, for whoever a clause opens it to (A3). No dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

Counting = Callable[[UUID, int, int], int]
MOST_MONTHS = 24

_counting: list[Counting] = []


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A month that is over, and how many sessions took place in it."""

    month: date
    count: int


def count_sessions_with(counting: Counting) -> None:
    """Register who counts sessions: called with a relationship's uid, a year and a month."""
    _counting[:] = [counting]


def months_counted(
    relationship_uid: UUID, *, since: datetime, at: datetime
) -> tuple[MonthCount, ...]:
    """Give a number for each month that began after the clause did and is over by now, newest first.

    A month still running isn't counted, so that a number that grows tells nobody the day; the month in
    which the clause came into force isn't either, for a clause never reaches back (A3).
    """
    if not _counting:
        return ()
    months = list(_whole_months(since.astimezone(UTC).date(), at.astimezone(UTC).date()))
    return tuple(
        MonthCount(month, _counting[0](relationship_uid, month.year, month.month))
        for month in reversed(months[-MOST_MONTHS:])
    )


def sessions_so_far(relationship_uid: UUID, *, begun: datetime, at: datetime) -> int:
    """Give how many sessions took place since a moment's month, this month's among them. For the coach."""
    if not _counting:
        return 0
    first, today = begun.astimezone(UTC).date().replace(day=1), at.astimezone(UTC).date()
    months = [first, *_whole_months(first, _next(today.replace(day=1)))]
    return sum(_counting[0](relationship_uid, each.year, each.month) for each in set(months))


def _whole_months(since: date, today: date) -> Iterator[date]:
    month = since if since.day == 1 else _next(since)
    while _next(month) <= today:
        yield month
        month = _next(month)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
