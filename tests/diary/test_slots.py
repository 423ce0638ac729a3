"""The slots, against a model that looks at every minute: five years, and every zone there is."""

from __future__ import annotations

import itertools
import os
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goldenthread.diary import slots
from goldenthread.diary.slots import Apart, Asked, Held, OpenTime, Rules, WeekHours
from goldenthread.diary.states import NotFree
from tests.diary import by_the_minute

ZONES = sorted(available_timezones() - {"localtime"})
FIRST, LAST = 2023, 2027
DAY = 86_400
# A long run: SLOTS_EXAMPLES=20000 .venv/bin/pytest tests/diary/test_slots.py
EXAMPLES = int(os.environ.get("SLOTS_EXAMPLES", "150"))
ALL_ZONES = "SLOTS_EXAMPLES" in os.environ


def at(text: str) -> int:
    return slots.seconds_of(datetime.fromisoformat(text).replace(tzinfo=UTC))


def said(starts, zone="UTC"):
    there = ZoneInfo(zone)
    return [f"{slots.moment_of(each).astimezone(there):%d %H:%M %Z}" for each in starts]


minutes = st.integers(0, 24 * 12).map(lambda fives: fives * 5)


@st.composite
def stretches(draw):
    begins, ends = sorted(draw(st.lists(minutes, min_size=2, max_size=2, unique=True)))
    return begins, ends


@st.composite
def diaries(draw):
    """A diary, what isn't free in it, and what is asked of it; as often as not about a change of clocks."""
    zone = draw(st.sampled_from(ZONES))
    changes = by_the_minute.changes(zone, FIRST, LAST)
    anywhen = st.integers(at(f"{FIRST}-01-01T00:00"), at(f"{LAST}-12-31T00:00"))
    middle = draw(st.one_of(anywhen, st.sampled_from(changes)) if changes else anywhen)
    now = middle - draw(st.integers(0, 3 * DAY))
    rules = Rules(
        zone,
        step=draw(st.sampled_from([5, 10, 15, 20, 30, 60])),
        before=draw(st.sampled_from([0, 5, 10, 45])),
        after=draw(st.sampled_from([0, 5, 15, 60])),
        notice=draw(st.sampled_from([0, 30, 120, 1440])),
        cap=draw(st.sampled_from([0, 0, 1, 2])),
        horizon_days=draw(st.sampled_from([1, 2, 3, 60])),
    )
    begins = middle + draw(st.integers(-2 * DAY, DAY))
    asked = Asked(
        draw(st.sampled_from([5, 15, 30, 45, 50, 60, 90, 180, 720])),
        begins,
        begins + draw(st.integers(0, 2 * DAY)),
        now,
    )
    day = by_the_minute.moment(middle).date()
    near = st.integers(-2, 3).map(lambda days: day + timedelta(days=days))
    return OpenTime(rules, draw(hours()), draw(aparts(near))), draw(held(middle)), asked


@st.composite
def hours(draw):
    whole = st.just((0, 1440))
    spans = st.lists(
        st.tuples(st.integers(0, 6), st.one_of(stretches(), whole)), min_size=2, max_size=12
    )
    return tuple(WeekHours(weekday, *span) for weekday, span in draw(spans))


@st.composite
def aparts(draw, near):
    found = []
    for _ in range(draw(st.integers(0, 3))):
        first, last = sorted((draw(near), draw(near)))
        span = draw(st.one_of(st.just((None, None)), stretches()))
        found.append(Apart(first, last, draw(st.booleans()), *span))
    return tuple(found)


@st.composite
def held(draw, middle):
    def spans(most):
        one = st.tuples(st.integers(-2 * DAY, 3 * DAY), st.integers(0, 3 * 3600))
        drawn = draw(st.lists(one, max_size=most))
        return tuple((middle + begins, middle + begins + lasts) for begins, lasts in drawn)

    return Held(tuple(span for span in spans(4) if span[0] < span[1]), spans(6))


@settings(max_examples=EXAMPLES)
@given(diaries())
def test_free_is_what_every_minute_says(asked):
    assert slots.free_starts(*asked) == by_the_minute.free_starts(*asked)


@settings(max_examples=EXAMPLES // 2)
@given(diaries(), st.data())
def test_a_time_that_is_free_has_no_reason_against_it_and_any_other_has_one(asked, data):
    time, not_free, question = asked
    free = slots.free_starts(*asked)
    tried = data.draw(st.integers(question.begins, question.begins + DAY).map(lambda s: s - s % 60))
    for start in {*free[:2], tried}:
        one = Asked(question.minutes, start, start + 1, question.now)
        why_not = slots.why_not_free(time, not_free, one)
        assert (why_not is None) == bool(slots.free_starts(time, not_free, one))


def test_every_zone_is_cut_where_its_clocks_are_put():
    for zone in ZONES if ALL_ZONES else ZONES[::23]:
        begins, ends = at(f"{FIRST}-01-01T00:00"), at(f"{LAST + 1}-01-01T00:00")
        pieces = slots.pieces_of(zone, begins, ends)
        cuts = [one[1] for one, other in itertools.pairwise(pieces) if one[2] != other[2]]

        assert cuts == list(by_the_minute.changes(zone, FIRST, LAST)), zone
        assert [one[1] for one in pieces[:-1]] == [one[0] for one in pieces[1:]]
        assert (pieces[0][0], pieces[-1][1]) == (begins, ends)


@pytest.mark.slow
def test_around_every_change_of_clocks_free_is_what_every_minute_says():
    """All zones only in the long run; one in twenty always."""
    for zone in ZONES if ALL_ZONES else ZONES[::20]:
        for change in by_the_minute.changes(zone, FIRST, LAST):
            hours = tuple(WeekHours(day, 0 if day % 2 else 55, 1440) for day in range(7))
            time = OpenTime(Rules(zone, step=5, notice=0, after=0), hours)
            asked = Asked(45, change - 5 * 3600, change + 5 * 3600, change - DAY)

            assert slots.free_starts(time, Held(), asked) == by_the_minute.free_starts(
                time, Held(), asked
            ), zone


# What a person would check by hand.


def week(begins, ends, zone, **rules):
    every_day = tuple(WeekHours(day, begins * 60, ends * 60) for day in range(7))
    return OpenTime(Rules(zone, **({"step": 60, "notice": 0, "after": 0} | rules)), every_day)


def day_of(time, day, zone=None):
    """Every start on a day of a zone."""
    there = ZoneInfo(zone or time.rules.zone)
    begins = slots.seconds_of(datetime.combine(day, datetime.min.time(), there))
    found = slots.free_starts(time, Held(), Asked(60, begins, begins + 30 * 3600, begins))
    shown = (slots.moment_of(start).astimezone(there) for start in found)
    return [each.strftime("%H:%M %Z") for each in shown if each.date() == day]


def test_on_a_day_of_23_hours_no_session_begins_in_the_hour_that_does_not_come():
    assert day_of(week(1, 5, "Europe/Stockholm"), date(2026, 3, 29)) == [
        "01:00 CET",
        "03:00 CEST",
        "04:00 CEST",
    ]


def test_on_a_day_of_25_hours_the_hour_that_comes_twice_is_offered_twice():
    assert day_of(week(1, 5, "Europe/Stockholm"), date(2026, 10, 25)) == [
        "01:00 CEST",
        "02:00 CEST",
        "02:00 CET",
        "03:00 CET",
        "04:00 CET",
    ]


def test_a_session_goes_on_over_the_hour_that_does_not_come():
    time = week(1, 4, "Europe/Stockholm")
    begins = at("2026-03-29T00:00")

    found = slots.free_starts(time, Held(), Asked(120, begins, begins + DAY, begins))

    # From one to four by the clock are two hours that night.
    assert said(found, "Europe/Stockholm")[:1] == ["29 01:00 CET"]
    assert len([each for each in said(found, "Europe/Stockholm") if each.startswith("29")]) == 1


def test_a_day_that_was_left_out_has_no_hours():
    time = week(9, 17, "Pacific/Apia")
    begins, ends = at("2011-12-29T12:00"), at("2012-01-01T12:00")

    found = slots.free_starts(time, Held(), Asked(60, begins, ends, begins))

    days = {each[:2] for each in said(found, "Pacific/Apia")}
    assert days == {"29", "31", "01"}
    asked = Asked(60, begins, ends, begins)
    assert found == by_the_minute.free_starts(time, Held(), asked)


def test_the_leap_day_is_a_day():
    assert day_of(week(9, 11, "Europe/Lisbon"), date(2028, 2, 29)) == ["09:00 WET", "10:00 WET"]


def test_half_hour_zones_begin_on_their_own_half_hours():
    kathmandu = week(9, 11, "Asia/Kathmandu", step=30)
    begins = at("2026-03-02T03:00")

    found = slots.free_starts(kathmandu, Held(), Asked(60, begins, begins + DAY, begins))

    assert said(found[:3]) == ["02 03:15 UTC", "02 03:45 UTC", "02 04:15 UTC"]


def test_a_zone_that_goes_back_by_half_an_hour_has_that_half_hour_twice():
    found = day_of(week(1, 3, "Australia/Lord_Howe", step=30), date(2026, 4, 5))

    assert found == ["01:00 +11", "01:30 +11", "01:30 +1030", "02:00 +1030"]


def test_hours_to_midnight_go_on_in_the_hours_after_it():
    time = OpenTime(
        Rules("Europe/Rome", step=30, notice=0), (WeekHours(0, 1380, 1440), WeekHours(1, 0, 60))
    )
    begins = at("2026-03-02T00:00")

    found = slots.free_starts(time, Held(), Asked(90, begins, begins + 2 * DAY, begins))

    assert said(found, "Europe/Rome") == ["02 23:00 CET", "02 23:30 CET"]


# Whom a minute is kept free from.


def one_day(held, **rules):
    begins = at("2026-03-02T00:00")
    time = week(9, 13, "UTC", **({"step": 30} | rules))
    found = slots.free_starts(time, held, Asked(60, begins, begins + DAY, begins))
    return [each[3:8] for each in said(found)]


ELEVEN = (at("2026-03-02T11:00"), at("2026-03-02T11:30"))


def test_between_two_sessions_the_longer_of_the_two_buffers_is_kept():
    assert one_day(Held(taken=[ELEVEN]), before=30, after=15) == ["09:00", "09:30", "12:00"]
    assert one_day(Held(taken=[ELEVEN]), before=0, after=31) == ["09:00"]


def test_from_what_another_calendar_says_each_side_keeps_its_own_buffer():
    busy = Held(busy=[ELEVEN])
    assert one_day(busy, before=0, after=30) == ["09:00", "09:30", "11:30", "12:00"]
    assert one_day(busy, before=30, after=0) == ["09:00", "09:30", "10:00", "12:00"]


def test_what_lasts_no_time_is_in_nobodys_way():
    moment = ELEVEN[0]
    assert len(one_day(Held(busy=[(moment, moment)]))) == 7


def test_a_full_day_takes_no_more():
    begun_before = (at("2026-03-01T23:30"), at("2026-03-02T00:30"))
    assert one_day(Held(taken=[ELEVEN]), cap=1) == []
    assert one_day(Held(taken=[begun_before]), cap=1) != []


def test_two_hours_of_notice_and_the_last_day_that_can_be_booked():
    time = week(9, 12, "Europe/Lisbon", notice=120, horizon_days=2)
    now = at("2026-03-02T08:30")

    found = slots.free_starts(time, Held(), Asked(60, now - DAY, now + 9 * DAY, now))

    assert [each[:8] for each in said(found)] == [
        "02 11:00",
        "03 09:00",
        "03 10:00",
        "03 11:00",
        "04 09:00",
        "04 10:00",
        "04 11:00",
    ]


@pytest.mark.parametrize(
    ("begins", "minutes", "why_not"),
    [
        ("2026-03-02T10:00", 60, None),
        ("2026-03-02T10:00", 4, NotFree.NO_LENGTH),
        ("2026-03-02T10:00", 721, NotFree.NO_LENGTH),
        ("2026-03-01T10:00", 60, NotFree.PAST),
        ("2026-03-02T09:00", 60, NotFree.TOO_SOON),
        ("2026-05-02T09:00", 60, NotFree.TOO_FAR),
        ("2026-03-02T12:30", 60, NotFree.NOT_OPEN),
        ("2026-03-02T11:15", 60, NotFree.NOT_A_BEGINNING),
        ("2026-03-03T11:30", 60, NotFree.TAKEN),
        ("2026-03-03T09:00", 60, NotFree.FULL),
    ],
)
def test_each_no_has_its_reason(begins, minutes, why_not):
    time = week(9, 13, "UTC", step=30, notice=90, cap=1, horizon_days=30)
    taken = Held(taken=[(at("2026-03-03T11:00"), at("2026-03-03T12:00"))])
    asked = Asked(minutes, at(begins), at(begins) + 1, at("2026-03-02T08:00"))

    assert slots.why_not_free(time, taken, asked) == why_not


# Spans.

spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: tuple(sorted(pair)))
)


def seconds_in(found):
    return {second for begins, ends in found for second in range(begins, ends)}


@given(spans, spans, st.integers(0, 40), st.integers(1, 9))
@example([(0, 5), (5, 9)], [], 4, 2)
def test_spans_are_joined_and_taken_out_as_sets_of_seconds_are(some, others, begins, lasts):
    one, other = slots.joined(some), slots.joined(others)
    left = slots.without(one, other)
    asked = (begins, begins + lasts)

    assert seconds_in(one) == seconds_in(some)
    assert all(earlier[1] < later[0] for earlier, later in itertools.pairwise(one))
    assert seconds_in(left) == seconds_in(one) - seconds_in(other)
    assert left == slots.joined(left)
    assert slots.covers(one, asked) == (seconds_in([asked]) <= seconds_in(one))
    assert slots.meets(one, asked) == bool(seconds_in([asked]) & seconds_in(one))
