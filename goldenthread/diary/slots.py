"""When a session may begin: a coach's hours, less what is taken or busy. Pure whole numbers; no Django.

Everything is counted in seconds since 1970, in UTC. A stretch of time in which a zone keeps one
offset is a piece; inside a piece a wall clock is the moment plus that offset, and nothing else. So
an hour that doesn't come is in no piece, an hour that comes twice is in two, and a day that is
left out is in none: there is no case of its own for any of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from goldenthread.core.wall import zone_called
from goldenthread.diary.states import NotFree

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
MINUTES_OF_A_DAY: Final = 24 * 60
# The first day of 1970 was a Thursday.
THURSDAY: Final = 3
FIRST_ORDINAL: Final = date(1970, 1, 1).toordinal()
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LEAST_MINUTES, MOST_MINUTES = 5, 720

# From one moment to another, in seconds; or from one minute of a wall's day to another.
Span = tuple[int, int]
# A span with the offset that a zone keeps in it.
Piece = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """How a diary is kept. Minutes, but for `cap` (sessions a day, 0 for no cap) and `horizon_days`."""

    zone: str = "UTC"
    step: int = 30
    before: int = 0
    after: int = 15
    notice: int = 24 * 60
    cap: int = 0
    horizon_days: int = 60

    @property
    def apart(self) -> int:
        """Minutes between two sessions: what is kept free after one may be what is kept before the next."""
        return max(self.before, self.after)


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Open on one day of every week (0 is Monday), from one minute of the day to another, at most 1440."""

    weekday: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Apart:
    """Days that aren't as every week, the last one included.

    Closed without minutes is closed all day; what is open besides stays open on such a day.
    """

    first: date
    last: date
    is_open: bool
    begins: int | None = None
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class OpenTime:
    """A coach's time as they keep it: rules, hours of the week, days apart."""

    rules: Rules
    hours: tuple[WeekHours, ...] = ()
    apart: tuple[Apart, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: how long, beginning in which seconds, as seen at which moment."""

    minutes: int
    begins: int
    ends: int
    now: int


@dataclass(frozen=True, slots=True)
class Held:
    """What isn't free: spans of sessions, and of other calendars; within two days of what is asked."""

    taken: Sequence[Span] = ()
    busy: Sequence[Span] = field(default_factory=tuple)


def seconds_of(moment: datetime) -> int:
    """Give the last whole second at or before a moment."""
    return (moment - EPOCH) // timedelta(seconds=1)


def moment_of(seconds: int) -> datetime:
    """Give the moment (aware, UTC)."""
    return EPOCH + timedelta(seconds=seconds)


def free_starts(time: OpenTime, held: Held, asked: Asked) -> list[int]:
    """Give every second at which a session of `asked.minutes` may begin, earliest first."""
    if not LEAST_MINUTES <= asked.minutes <= MOST_MINUTES:
        return []
    rules, lasts = time.rules, asked.minutes * MINUTE
    begins = max(asked.begins, asked.now + rules.notice * MINUTE)
    # No day is longer than two of 24 hours, so the exact end of the horizon is before this.
    ends = min(asked.ends, asked.now + (rules.horizon_days + 2) * DAY)
    if begins >= ends:
        return []
    pieces = pieces_of(rules.zone, begins, ends + lasts)
    open_spans = joined(_openings(time, pieces))
    free = without(open_spans, blocked(rules, held))
    last_day = _wall_day(rules.zone, asked.now) + rules.horizon_days
    full = _full_days(rules, held.taken)
    return [
        start
        for start, wall_day in _starts(free, pieces, lasts, rules.step * MINUTE)
        if start < ends and wall_day <= last_day and wall_day not in full
    ]


def why_not_free(time: OpenTime, held: Held, asked: Asked) -> NotFree | None:
    """Say why no session may begin at `asked.begins`; None when one may."""
    if not LEAST_MINUTES <= asked.minutes <= MOST_MINUTES:
        return NotFree.NO_LENGTH
    return _too_early_or_late(time.rules, asked) or _in_the_way(time, held, asked)


def _too_early_or_late(rules: Rules, asked: Asked) -> NotFree | None:
    if asked.begins < asked.now:
        return NotFree.PAST
    if asked.begins < asked.now + rules.notice * MINUTE:
        return NotFree.TOO_SOON
    last_day = _wall_day(rules.zone, asked.now) + rules.horizon_days
    return NotFree.TOO_FAR if _wall_day(rules.zone, asked.begins) > last_day else None


def _in_the_way(time: OpenTime, held: Held, asked: Asked) -> NotFree | None:
    rules, span = time.rules, (asked.begins, asked.begins + asked.minutes * MINUTE)
    pieces = pieces_of(rules.zone, *span)
    if not covers(joined(_openings(time, pieces)), span):
        return NotFree.NOT_OPEN
    if (span[0] + pieces[0][2]) % (rules.step * MINUTE):
        return NotFree.NOT_A_BEGINNING
    if meets(blocked(rules, held), span):
        return NotFree.TAKEN
    full = _full_days(rules, held.taken)
    return NotFree.FULL if _wall_day(rules.zone, span[0]) in full else None


def blocked(rules: Rules, held: Held) -> list[Span]:
    """Give what a session may not touch: what is held, with the minutes kept free around it."""
    before, after, apart = rules.before * MINUTE, rules.after * MINUTE, rules.apart * MINUTE
    spans = [(begins - apart, ends + apart) for begins, ends in held.taken]
    spans += [(begins - after, ends + before) for begins, ends in held.busy if begins < ends]
    return joined(spans)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Give the same time in spans that neither touch nor overlap, earliest first."""
    found: list[Span] = []
    for begins, ends in sorted(span for span in spans if span[0] < span[1]):
        if found and begins <= found[-1][1]:
            if ends > found[-1][1]:
                found[-1] = (found[-1][0], ends)
        else:
            found.append((begins, ends))
    return found


def without(spans: Sequence[Span], gone: Sequence[Span]) -> list[Span]:
    """Give what is left of spans when others are taken out of them. Both as `joined` gives them."""
    found, place = [], 0
    for begins, ends in spans:
        while place < len(gone) and gone[place][1] <= begins:
            place += 1
        start, here = begins, place
        while here < len(gone) and gone[here][0] < ends:
            if gone[here][0] > start:
                found.append((start, gone[here][0]))
            start = max(start, gone[here][1])
            here += 1
        if start < ends:
            found.append((start, ends))
    return found


def covers(spans: Sequence[Span], span: Span) -> bool:
    """Say whether the whole span lies in one of these, which are as `joined` gives them."""
    place = bisect_right(spans, (span[0], spans[-1][1] if spans else 0)) - 1
    return place >= 0 and spans[place][0] <= span[0] and span[1] <= spans[place][1]


def meets(spans: Sequence[Span], span: Span) -> bool:
    """Say whether any of these, which are as `joined` gives them, has a second of the span."""
    place = bisect_left(spans, (span[1], span[1])) - 1
    return place >= 0 and spans[place][1] > span[0]


def pieces_of(zone: str, begins: int, ends: int) -> list[Piece]:
    """Cut a span where the zone changes its offset. Whole: the pieces are the span."""
    found: list[Piece] = []
    for year in range(_year_of(begins), _year_of(ends - 1) + 1):
        for piece_begins, piece_ends, offset in _year_in_pieces(zone, year):
            start, end = max(begins, piece_begins), min(ends, piece_ends)
            if start < end:
                found.append((start, end, offset))
    return found


def _year_of(seconds: int) -> int:
    return moment_of(seconds).year


@lru_cache(maxsize=2048)
def _year_in_pieces(zone: str, year: int) -> tuple[Piece, ...]:
    """Give the pieces of a year of UTC. No zone changes its offset twice within an hour."""
    begins = seconds_of(datetime(year, 1, 1, tzinfo=UTC))
    ends = begins + (date(year, 12, 31).toordinal() - date(year, 1, 1).toordinal() + 1) * DAY
    there = zone_called(zone)
    found: list[Piece] = []
    start, offset = begins, _offset(there, begins)
    for hour in range(begins + HOUR, ends + HOUR, HOUR):
        last = min(hour, ends - 1)
        if _offset(there, last) != offset:
            change = _first_with_another(there, last - HOUR, last)
            found.append((start, change, offset))
            start, offset = change, _offset(there, last)
    return (*found, (start, ends, offset))


def _offset(zone: ZoneInfo, seconds: int) -> int:
    return int((moment_of(seconds).astimezone(zone).utcoffset() or timedelta()).total_seconds())


def _first_with_another(zone: ZoneInfo, same: int, other: int) -> int:
    before = _offset(zone, same)
    while other - same > 1:
        middle = (same + other) // 2
        if _offset(zone, middle) == before:
            same = middle
        else:
            other = middle
    return other


def _wall_day(zone: str, seconds: int) -> int:
    """Give the day, counted from 1970, that a calendar on a wall shows."""
    return (seconds + _offset(zone_called(zone), seconds)) // DAY


def _openings(time: OpenTime, pieces: Iterable[Piece]) -> Iterator[Span]:
    """Give the open spans of each day of each piece, cut where the piece ends."""
    for begins, ends, offset in pieces:
        for wall_day in range((begins + offset) // DAY, (ends - 1 + offset) // DAY + 1):
            midnight = wall_day * DAY - offset
            for opens, closes in hours_on(time, wall_day):
                start = max(begins, midnight + opens * MINUTE)
                end = min(ends, midnight + closes * MINUTE)
                if start < end:
                    yield start, end


def hours_on(time: OpenTime, wall_day: int) -> list[Span]:
    """Give the open minutes of a day (counted from 1970): every week's, and what is apart on it."""
    weekday = (wall_day + THURSDAY) % 7
    spans = [(hours.begins, hours.ends) for hours in time.hours if hours.weekday == weekday]
    ordinal = wall_day + FIRST_ORDINAL
    today = [
        apart
        for apart in time.apart
        if apart.first.toordinal() <= ordinal <= apart.last.toordinal()
    ]
    if not today:
        return joined(spans)
    if any(not apart.is_open and apart.begins is None for apart in today):
        spans = []
    spans += [_minutes(apart) for apart in today if apart.is_open]
    closed = [_minutes(apart) for apart in today if not apart.is_open and apart.begins is not None]
    return without(joined(spans), joined(closed))


def _minutes(apart: Apart) -> Span:
    return apart.begins or 0, MINUTES_OF_A_DAY if apart.ends is None else apart.ends


def _full_days(rules: Rules, taken: Iterable[Span]) -> set[int]:
    if not rules.cap:
        return set()
    begun = Counter(_wall_day(rules.zone, begins) for begins, _ in taken)
    return {day for day, sessions in begun.items() if sessions >= rules.cap}


def _starts(
    free: Sequence[Span], pieces: Sequence[Piece], lasts: int, step: int
) -> Iterator[tuple[int, int]]:
    """Give each beginning with its wall day: on the step of the wall's clock, and all of it free."""
    place = 0
    for begins, ends in free:
        while place < len(pieces) and pieces[place][1] <= begins:
            place += 1
        for piece_begins, piece_ends, offset in pieces[place:]:
            if piece_begins > ends - lasts:
                break
            first = max(begins, piece_begins) + offset
            start = first + -first % step - offset
            while start <= ends - lasts and start < piece_ends:
                yield start, (start + offset) // DAY
                start += step
