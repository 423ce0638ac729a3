"""From other people's calendars to spans that aren't free: zones, repeats, and what is broken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.calendars.busy import caldav, spans
from goldenthread.calendars.busy.failing import CannotRead
from goldenthread.calendars.states import Trouble

WINDOW = spans.Window(
    datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC), "Europe/Stockholm"
)
LIES = """BEGIN:VTIMEZONE
TZID:Europe/Lisbon
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
"""


def calendar(*events: str, before: str = "") -> bytes:
    inside = "".join(
        f"BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20260101T000000Z\n{event}\nEND:VEVENT\n"
        for n, event in enumerate(events)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{before}{inside}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def read(*events: str, before: str = "") -> spans.Found:
    return spans.busy_in([calendar(*events, before=before)], WINDOW)


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_a_time_in_utc_is_that_time():
    found = read("DTSTART:20260310T090000Z\nDTEND:20260310T100000Z")

    assert found == spans.Found([(utc(3, 10, 9), utc(3, 10, 10))])


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:20260310T090000Z\nDTEND:20260310T100000Z\nTRANSP:TRANSPARENT",
        "DTSTART:20260310T090000Z\nDTEND:20260310T100000Z\nSTATUS:CANCELLED",
        "DTSTART:20260310T090000Z\nDTEND:20260310T100000Z\nX-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "DTSTART:20260310T090000Z\nDTEND:20260310T090000Z",
        "DTSTART:20260310T100000Z\nDTEND:20260310T090000Z",
        "DTSTART:20250310T090000Z\nDTEND:20250310T100000Z",
        "DTSTART:20260310T090000Z",
    ],
)
def test_what_is_free_off_empty_or_elsewhere_in_time_is_not_busy(event):
    assert read(event).spans == []


def test_the_hour_of_a_repeat_stays_on_the_wall_when_clocks_change():
    event = "DTSTART;TZID=Europe/Lisbon:20260322T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3"

    assert [first for first, _ in read(event).spans] == [utc(3, 22, 9), utc(3, 29, 8), utc(4, 5, 8)]


def test_one_of_a_repeat_that_was_moved_or_left_out_is_seen_where_it_is():
    series = (
        "DTSTART:20260310T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\n"
        "EXDATE:20260312T090000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:0\nDTSTAMP:20260101T000000Z\n"
        "RECURRENCE-ID:20260311T090000Z\nDTSTART:20260311T150000Z\nDURATION:PT30M"
    )

    assert read(series).spans == [
        (utc(3, 10, 9), utc(3, 10, 10)),
        (utc(3, 11, 15), utc(3, 11, 15, 30)),
    ]


def test_a_repeat_that_never_ends_ends_with_the_window():
    found = read("DTSTART:20200101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY")

    assert (len(found.spans), found.cut_short) == (61, False)


def test_whole_days_are_busy_by_the_clock_of_the_calendar():
    day = "DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260311"

    assert read(day).spans == [(utc(3, 9, 23), utc(3, 10, 23))]
    lisbon = read(day, before="X-WR-TIMEZONE:Europe/Lisbon\n")
    assert lisbon.spans == [(utc(3, 10), utc(3, 11))]


@pytest.mark.parametrize(("day", "hours"), [("20260329", 23), ("20261025", 25)])
def test_the_days_when_clocks_change_are_as_long_as_they_are(day, hours):
    year = spans.Window(utc(1, 1), utc(12, 31), "Europe/Stockholm")

    [(first, last)] = spans.busy_in([calendar(f"DTSTART;VALUE=DATE:{day}")], year).spans

    assert last - first == timedelta(hours=hours)


def test_a_time_without_a_zone_is_read_in_the_coachs_and_that_is_said():
    found = read("DTSTART:20260310T090000\nDURATION:PT1H")

    assert (found.spans[0][0], found.no_zone) == (utc(3, 10, 8), True)


def test_a_repeat_without_a_zone_stays_on_the_coachs_wall():
    found = read("DTSTART:20260322T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2")

    assert [first for first, _ in found.spans] == [utc(3, 22, 8), utc(3, 29, 7)]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "UTC+25", "../../etc/passwd", "Europe/Lissabon"])
def test_a_zone_that_nobody_knows_is_said_and_not_guessed(zone):
    by_event = read(f"DTSTART;TZID={zone}:20260310T090000\nDURATION:PT1H")
    by_calendar = read("DTSTART:20260310T090000\nDURATION:PT1H", before=f"X-WR-TIMEZONE:{zone}\n")

    for found in (by_event, by_calendar):
        assert found.odd_zone
        assert found.spans == [(utc(3, 10, 8), utc(3, 10, 9))]


def test_a_zone_of_the_world_with_rules_of_its_own_is_not_believed():
    found = read("DTSTART;TZID=Europe/Lisbon:20260310T090000\nDURATION:PT1H", before=LIES)

    assert (found.spans[0][0], found.lying_zone) == (utc(3, 10, 9), True)


def test_a_zone_that_the_calendar_brings_along_is_understood():
    own = LIES.replace("Europe/Lisbon", "Ours")

    found = read("DTSTART;TZID=Ours:20260310T090000\nDURATION:PT1H", before=own)

    assert (found.spans[0][0], found.lying_zone, found.odd_zone) == (utc(3, 10, 0), False, False)


def test_windows_names_of_zones_are_known():
    found = read("DTSTART;TZID=W. Europe Standard Time:20260310T090000\nDURATION:PT1H")

    assert (found.spans[0][0], found.odd_zone) == (utc(3, 10, 8), False)


def test_spans_that_touch_or_overlap_are_one():
    found = read(
        "DTSTART:20260310T090000Z\nDURATION:PT1H",
        "DTSTART:20260310T100000Z\nDURATION:PT1H",
        "DTSTART:20260310T093000Z\nDURATION:PT10M",
    )

    assert found.spans == [(utc(3, 10, 9), utc(3, 10, 11))]


@pytest.mark.parametrize(
    "broken",
    [
        "DTSTART:nonsense\nDURATION:PT1H",
        "SUMMARY:no time at all",
        "DTSTART:20260310T090000Z\nDTEND;VALUE=DATE:20260311",
        "DTSTART:20260310T090000Z\nDURATION:often",
        "DTSTART:99999999T999999Z",
        "DTSTART:20260310T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=0",
        "DTSTART:20260310T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=-1",
    ],
)
def test_an_event_nobody_can_read_is_counted_and_the_others_are_read(broken):
    found = read(broken, "DTSTART:20260311T090000Z\nDURATION:PT1H")

    assert found.spans == [(utc(3, 11, 9), utc(3, 11, 10))]
    assert found.skipped <= 1


def test_busy_times_without_events_are_read_too():
    whole = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VFREEBUSY\r\nUID:f\r\n"
        b"DTSTAMP:20260101T000000Z\r\nFREEBUSY:20260310T090000Z/20260310T100000Z\r\n"
        b"FREEBUSY;FBTYPE=FREE:20260311T090000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n"
    )

    assert spans.busy_in([whole], WINDOW).spans == [(utc(3, 10, 9), utc(3, 10, 10))]


@pytest.mark.parametrize(
    "junk",
    [b"", b"<html>Sign in</html>", bytes(range(256)) * 50, b"BEGIN:VCALENDAR", b"\x1f\x8b" * 99],
)
def test_what_is_no_calendar_is_said_to_be_none(junk):
    with pytest.raises(CannotRead) as stopped:
        spans.busy_in([junk], WINDOW)

    assert stopped.value.trouble is Trouble.NO_CALENDAR


def test_more_than_five_thousand_times_are_cut_at_the_far_end():
    every = "DTSTART:20260301T000000Z\nDURATION:PT5M\nRRULE:FREQ=MINUTELY;INTERVAL=10"

    found = read(every)

    assert (len(found.spans), found.cut_short) == (5000, True)
    assert found.spans[0][0] == WINDOW.first


def test_a_question_by_caldav_names_the_window_and_nothing_else():
    asked = caldav.report_of(WINDOW).decode()

    assert 'start="20260301T000000Z" end="20260501T000000Z"' in asked


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html/>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        '<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16"),
    ],
)
def test_an_answer_that_is_none_by_caldav_is_said_to_be_no_calendar(answer):
    with pytest.raises(CannotRead) as stopped:
        caldav.calendars_in(answer)

    assert stopped.value.trouble is Trouble.NO_CALENDAR
