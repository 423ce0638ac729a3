"""Calendars and letters bent in every direction: one of our words, or an answer, and never more (G16)."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.calendars.busy import caldav, spans
from goldenthread.calendars.busy.failing import CannotRead
from goldenthread.calendars.replies import reply_in
from tests.calendars.test_replies import mailed, reply
from tests.calendars.test_spans import LIES, WINDOW, calendar

WHOLE = calendar(
    "DTSTART;TZID=Europe/Lisbon:20260322T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3",
    "DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260312",
    "DTSTART:20260310T090000Z\nDTEND:20260310T100000Z\nEXDATE:20260310T090000Z",
    before=LIES,
)
LINES = WHOLE.split(b"\r\n")
ODD = st.sampled_from(
    [
        *(b"RRULE:FREQ=DAILY;INTERVAL=0", b"RRULE:FREQ=YEARLY;UNTIL=20260310", b"RRULE:"),
        *(b"RDATE:20260311T090000Z,nonsense", b"DURATION:-P1D", b"DURATION:P9999999D"),
        *(b"DTSTART:00010101T000000Z", b"DTSTART:99991231T235959Z", b"RECURRENCE-ID:1"),
        *(b"DTEND;TZID=:20260310T090000", b"END:VEVENT", b"BEGIN:VEVENT", b"BEGIN:VCALENDAR"),
        *(b"X-WR-TIMEZONE:", b"TZID:\x00", b"\xff\xfe", b"DTSTART;VALUE=PERIOD:1/2", b":::"),
        *(b"RRULE:FREQ=WEEKLY;BYDAY=99MO;WKST=XX", b"TRANSP:" + b"A" * 9999, b" folded"),
    ]
)


@st.composite
def bent(draw: st.DrawFn, lines: list[bytes]) -> bytes:
    """Leave lines out, write odd ones in, and swap some."""
    kept = list(lines)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(kept) - 1))
        match draw(st.sampled_from(["out", "in", "swap", "cut"])):
            case "out":
                kept.pop(place)
            case "in":
                kept.insert(place, draw(ODD))
            case "swap":
                other = draw(st.integers(0, len(kept) - 1))
                kept[place], kept[other] = kept[other], kept[place]
            case "cut":
                kept[place] = kept[place][: draw(st.integers(0, 20))]
        if not kept:
            return b""
    return b"\r\n".join(kept)


def stands_to_reason(found: spans.Found) -> bool:
    moments: list[datetime] = [moment for span in found.spans for moment in span]
    inside = all(WINDOW.first <= moment <= WINDOW.last for moment in moments)
    return inside and moments == sorted(moments) and all(a < b for a, b in found.spans)


@pytest.mark.row("G16")
@settings(max_examples=150)
@given(bent(LINES))
def test_a_bent_calendar_gives_spans_that_stand_to_reason_or_one_of_our_words(text):
    try:
        found = spans.busy_in([text], WINDOW)
    except CannotRead:
        return
    assert stands_to_reason(found)


@pytest.mark.row("G16")
@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_bytes_from_anywhere_are_one_of_our_words(junk):
    for read in (
        lambda: spans.busy_in([b"BEGIN:VCALENDAR\r\n" + junk], WINDOW),
        lambda: caldav.calendars_in(junk),
    ):
        try:
            read()
        except CannotRead:
            continue


@pytest.mark.row("G16")
@settings(max_examples=150)
@given(bent(mailed(reply("a@b", "DECLINED")).split(b"\r\n")))
def test_a_bent_letter_is_a_reply_or_none_and_makes_no_noise(letter):
    found = reply_in(letter)

    assert found is None or found.answer
