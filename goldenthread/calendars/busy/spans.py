"""From a calendar's text to spans that aren't free. What an event is called is never looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from goldenthread.calendars.busy.failing import CannotRead
from goldenthread.calendars.states import Trouble
from goldenthread.core.wall import is_a_zone, zone_called

SPANS_MOST = 5_000
"""Spans that are given, nearest first, once those that touch are one."""
GATHERED_MOST = 50_000
EVENTS_MOST = 20_000
Span = tuple[datetime, datetime]
Part = Any
"""A part of a calendar; icalendar's own types say that each field may be anything."""
# Exchange says in its own word that something is in the calendar and the time is free.
FREE_WORDS = frozenset({"FREE", "WORKINGELSEWHERE"})
NAMED = "X-WR-TIMEZONE"
QUICK = {"SECONDLY": 1, "MINUTELY": 60}


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when (aware), and the coach's zone, for times that come without one."""

    first: datetime
    last: datetime
    zone: str


@dataclass(slots=True)
class Found:
    """What was read: spans in order, not touching; and what had to be guessed or left out."""

    spans: list[Span]
    skipped: int = 0
    odd_zone: bool = False
    lying_zone: bool = False
    no_zone: bool = False
    cut_short: bool = False


def busy_in(texts: Iterable[bytes], window: Window) -> Found:
    """Read calendars and give when somebody is busy in the window. Raises CannotRead.

    CANCELLED and TRANSPARENT aren't busy. A whole day is busy by the clock of the calendar's own
    zone, else of the coach's. An event nobody can read is left out and counted.
    """
    found = Found([])
    gathered: list[Span] = []
    for text in texts:
        for calendar in _calendars(text):
            gathered += _Reading(calendar, window, found).spans()
            if len(gathered) > GATHERED_MOST:
                raise CannotRead(Trouble.TOO_MUCH)
    joined = list(_joined(gathered))
    found.spans = joined[:SPANS_MOST]
    found.cut_short = len(joined) > SPANS_MOST
    return found


def _calendars(text: bytes) -> list[Part]:
    if b"BEGIN:VCALENDAR" not in text[:10_000].upper():
        raise CannotRead(Trouble.NO_CALENDAR)
    try:
        read = Calendar.from_ical(text.decode("utf-8-sig", "replace"), multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise CannotRead(Trouble.NO_CALENDAR) from None
    if not read:
        # It breaks off before its end. What is left must not pass for free time.
        raise CannotRead(Trouble.NO_CALENDAR)
    return list(read)


class _Reading:
    """One calendar, being read."""

    def __init__(self, calendar: Part, window: Window, found: Found) -> None:
        self.calendar, self.window, self.found = calendar, window, found
        self.zone = self._zone_of_the_calendar()

    def _zone_of_the_calendar(self) -> tzinfo:
        """Give the zone the calendar names for itself, if anybody knows it; the coach's otherwise."""
        named = str(self.calendar.get(NAMED, ""))
        if named and not is_a_zone(named):
            self.found.odd_zone = True
            # The one who repeats events would stumble over it.
            del self.calendar[NAMED]
        return zone_called(named if is_a_zone(named) else self.window.zone)

    def spans(self) -> list[Span]:
        events = self.calendar.walk("VEVENT")
        if len(events) > EVENTS_MOST:
            raise CannotRead(Trouble.TOO_MUCH)
        self._look_for_lies()
        return [*self._of_events(events), *self._of_free_busy()]

    def _of_events(self, events: list[Part]) -> list[Span]:
        """Give the spans of all events in the window, repeats included."""
        series: dict[str, list[Part]] = {}
        for event in events:
            series.setdefault(str(event.get("UID", id(event))), []).append(event)
        spans: list[Span] = []
        for each in series.values():
            try:
                spans += self._of_series(each)
            except (ValueError, TypeError, KeyError, AttributeError, OverflowError, IndexError):
                self.found.skipped += 1
            if len(spans) > GATHERED_MOST:
                raise CannotRead(Trouble.TOO_MUCH)
        return spans

    def _of_series(self, events: list[Part]) -> list[Span]:
        """Give the spans of one event, with what repeats of it and what was moved."""
        for event in events:
            self._note_zone(event)
        alone = len(events) == 1 and not {"RRULE", "RDATE"} & set(events[0])
        if alone:
            return list(filter(None, [self._span(events[0])]))
        for event in events:
            self._refuse_what_never_ends(event)
        whole = Calendar()
        if NAMED in self.calendar:
            whole.add(NAMED, self.calendar[NAMED])
        whole.subcomponents = [*self.calendar.walk("VTIMEZONE"), *events]
        asked = recurring_ical_events.of(whole)
        # A day on either side: a time without a zone is compared as if it were in UTC.
        around = timedelta(days=1)
        times = asked.between(self.window.first - around, self.window.last + around)
        return list(filter(None, [self._span(each) for each in times]))

    def _refuse_what_never_ends(self, event: Part) -> None:
        """Count beforehand what a rule of minutes or seconds would come to."""
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            interval = int((rule.get("INTERVAL") or [1])[0])
            if interval < 1:
                raise ValueError("a rule that doesn't move on")
            seconds = QUICK.get(str((rule.get("FREQ") or [""])[0]).upper())
            if seconds is None:
                continue
            every = seconds * interval
            times = (self.window.last - self.window.first).total_seconds() / every
            if min(times, int((rule.get("COUNT") or [times])[0])) > GATHERED_MOST:
                raise CannotRead(Trouble.TOO_MUCH)

    def _span(self, event: Part) -> Span | None:
        if _is_free(event):
            return None
        starts = event["DTSTART"].dt
        ends = _end_of(event, starts)
        return self._within(self._moment(starts), self._moment(ends))

    def _within(self, first: datetime, last: datetime) -> Span | None:
        first, last = max(first, self.window.first), min(last, self.window.last)
        return (first, last) if first < last else None

    def _moment(self, shown: date) -> datetime:
        """Give the aware moment of a date, a time without a zone, or a time with one."""
        if not isinstance(shown, datetime):
            shown = datetime.combine(shown, time.min)
        if shown.tzinfo is None:
            shown = shown.replace(tzinfo=self.zone)
        return shown.astimezone(UTC)

    def _note_zone(self, event: Part) -> None:
        """Note a time in a zone nobody knows, or without any."""
        starts = event["DTSTART"]
        if not isinstance(starts.dt, datetime) or starts.dt.tzinfo is not None:
            return
        if "TZID" in starts.params:
            self.found.odd_zone = True
        elif NAMED not in self.calendar:
            self.found.no_zone = True

    def _look_for_lies(self) -> None:
        """Note a zone with a name of the world and rules of its own. The world's are used."""
        for own in self.calendar.walk("VTIMEZONE"):
            name = str(own.get("TZID", ""))
            if is_a_zone(name) and _contradicts(own, zone_called(name), self.window):
                self.found.lying_zone = True

    def _of_free_busy(self) -> list[Span]:
        spans = []
        for part in self.calendar.walk("VFREEBUSY"):
            lines = part.get("FREEBUSY", [])
            for line in lines if isinstance(lines, list) else [lines]:
                if str(line.params.get("FBTYPE", "BUSY")).upper() == "FREE":
                    continue
                starts, ends = line.start, line.end
                spans.append(self._within(self._moment(starts), self._moment(ends)))
        return [span for span in spans if span]


def _is_free(event: Part) -> bool:
    word = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    return (
        str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or word in FREE_WORDS
    )


def _end_of(event: Part, starts: date) -> date:
    """Give when an event ends: its end, its length, the end of its day, or at once (RFC 5545)."""
    if "DTEND" in event:
        ends: date = event["DTEND"].dt
        if isinstance(ends, datetime) != isinstance(starts, datetime):
            raise ValueError("an event that begins with a time doesn't end with a day")
        return ends
    if "DURATION" in event:
        lasts: timedelta = event["DURATION"].dt
        return starts + lasts
    return starts if isinstance(starts, datetime) else starts + timedelta(days=1)


def _contradicts(own: Any, known: tzinfo, window: Window) -> bool:
    """Say whether a zone's rules in the file and in the world differ in winter or in summer."""
    try:
        said = own.to_tz(lookup_tzid=False)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return True
    days = (window.first.replace(tzinfo=None) + timedelta(days=n) for n in (0, 91, 182, 273))
    return any(said.utcoffset(day) != known.utcoffset(day) for day in days)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Give the spans in order, with those that touch made one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span[0] <= last[1]:
            last = (last[0], max(last[1], span[1]))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
