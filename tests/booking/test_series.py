"""The rules of a series: the hour by the clock, what clashes, what lies near. No database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.booking import series
from goldenthread.booking.series import Clash, Place, Rhythm
from goldenthread.core.verdicts import Allowed
from goldenthread.core.wall import moments_of

STOCKHOLM, LORD_HOWE = ZoneInfo("Europe/Stockholm"), ZoneInfo("Australia/Lord_Howe")


@dataclass(frozen=True)
class Free:
    starts_at: datetime
    ends_at: datetime = datetime(2026, 1, 1, tzinfo=UTC)


def free_on(days, hours, zone):
    return [
        Free(moment)
        for day in days
        for hour in hours
        for moment in moments_of(day, time(hour), zone)
    ]


def test_a_series_keeps_the_hour_of_the_clock_when_the_clocks_change():
    rhythm = Rhythm.from_moment(datetime(2026, 3, 19, 15, tzinfo=UTC), STOCKHOLM, 1)
    days = series.days_of(rhythm, 3)
    places = series.places_of(rhythm, days, free_on(days, [16], STOCKHOLM))

    assert [place.starts_at for place in places] == [
        datetime(2026, 3, 19, 15, tzinfo=UTC),
        datetime(2026, 3, 26, 15, tzinfo=UTC),
        datetime(2026, 4, 2, 14, tzinfo=UTC),
    ]


def test_an_hour_that_does_not_come_is_no_moment_and_what_is_near_is_offered():
    rhythm = Rhythm(date(2026, 3, 22), time(2, 30), STOCKHOLM, 1)
    days = series.days_of(rhythm, 2)
    near = [Free(datetime(2026, 3, 29, hour, tzinfo=UTC)) for hour in (7, 8, 9, 10)]
    first = [Free(datetime(2026, 3, 22, 1, 30, tzinfo=UTC))]

    assert series.places_of(rhythm, days, first + near)[1] == Place(
        1, date(2026, 3, 29), None, Clash.LEFT_OUT, tuple(free.starts_at for free in near[:3])
    )


def test_an_hour_that_comes_twice_asks_which():
    rhythm = Rhythm(date(2026, 10, 18), time(2, 30), STOCKHOLM, 1)
    days = series.days_of(rhythm, 2)
    both = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    free = [Free(datetime(2026, 10, 18, 0, 30, tzinfo=UTC)), *map(Free, both)]

    assert series.places_of(rhythm, days, free)[1] == Place(
        1, date(2026, 10, 25), None, Clash.TWICE, tuple(both)
    )


def test_one_that_is_taken_says_what_was_meant_and_the_three_nearest_within_four_days():
    rhythm = Rhythm(date(2026, 3, 3), time(9), ZoneInfo("UTC"), 1)
    days = series.days_of(rhythm, 2)
    meant = datetime(2026, 3, 10, 9, tzinfo=UTC)
    hours = (-120, -5, -2, 1, 30, 200)
    free = [
        Free(datetime(2026, 3, 3, 9, tzinfo=UTC)),
        *(Free(meant + timedelta(hours=hour)) for hour in hours),
    ]

    taken = series.places_of(rhythm, days, free)[1]

    assert (taken.clash, taken.meant) == (Clash.TAKEN, meant)
    assert [(moment - meant) // timedelta(hours=1) for moment in taken.near] == [-5, -2, 1]


def test_two_of_one_series_never_have_the_same_slot():
    """Every week, but both shown in a list of the same day twice."""
    rhythm = Rhythm(date(2026, 3, 3), time(9), ZoneInfo("UTC"), 1)
    day = [date(2026, 3, 3)] * 2

    first, second = series.places_of(rhythm, day, free_on(day[:1], [9], ZoneInfo("UTC")))

    assert first.starts_at is not None
    assert second.starts_at is None


@given(
    st.integers(0, 4 * 366 * 24 * 60),
    st.sampled_from([STOCKHOLM, LORD_HOWE, ZoneInfo("Asia/Kathmandu"), ZoneInfo("Africa/Cairo")]),
    st.integers(1, 6),
    st.integers(2, 30),
)
def test_every_place_shows_the_hour_of_the_first_or_says_why_not(minutes, zone, every, times):
    moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    rhythm = Rhythm.from_moment(moment, zone, every)
    days = series.days_of(rhythm, times)
    free = [Free(each) for day in days for each in moments_of(day, rhythm.hour, zone)]

    places = series.places_of(rhythm, days, free)

    assert [place.day for place in places] == days
    apart = [(later - sooner).days for sooner, later in pairwise(days)]
    assert apart == [7 * every] * (times - 1)
    for place in places:
        if place.starts_at is not None:
            shown = place.starts_at.astimezone(zone)
            assert (shown.date(), shown.time()) == (place.day, rhythm.hour)
        else:
            assert len(moments_of(place.day, rhythm.hour, zone)) != 1


def test_the_leap_day_counts():
    rhythm = Rhythm(date(2028, 2, 22), time(9), STOCKHOLM, 1)

    assert series.days_of(rhythm, 3) == [
        date(2028, 2, 22),
        date(2028, 2, 29),
        date(2028, 3, 7),
    ]


@pytest.mark.parametrize(
    ("until", "count"),
    [(date(2026, 3, 16), 2), (date(2026, 3, 29), 2), (date(2026, 3, 30), 3)],
)
def test_until_a_day_counts_those_on_it_and_before(until, count):
    assert series.times_until(date(2026, 3, 2), until, 2) == count


@pytest.mark.parametrize(
    ("every", "times", "until", "allowed"),
    [
        (2, 6, None, True),
        (2, None, date(2026, 6, 1), True),
        (0, 6, None, False),
        (9, 6, None, False),
        (2, None, None, False),
        (2, 6, date(2026, 6, 1), False),
        (2, 1, None, False),
        (2, 53, None, False),
        (2, None, date(2026, 3, 10), False),
        (1, None, date(2028, 6, 1), False),
    ],
)
def test_a_series_has_one_end_and_it_is_near_enough(every, times, until, allowed):
    verdict = series.may_repeat(every=every, times=times, until=until, first=date(2026, 3, 2))

    assert (verdict == Allowed()) is allowed


def test_sessions_moved_together_move_by_as_many_days():
    moments = [datetime(2026, 3, 26, 15, tzinfo=UTC), datetime(2026, 4, 2, 14, tzinfo=UTC)]

    assert series.days_shifted(moments, by_days=-1, zone=STOCKHOLM) == [
        date(2026, 3, 25),
        date(2026, 4, 1),
    ]
