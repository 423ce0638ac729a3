"""When a letter about one's own sessions leaves: held against every choice, zone and day of 23 or 25 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from goldenthread.preparation.leaving import (
    QUIET_MOST,
    Due,
    Wish,
    is_quiet,
    moment_for,
    next_leaving,
    quiet_minutes,
    quiet_over,
    the_one_to_ask_for,
)
from goldenthread.preparation.states import Ahead

STOCKHOLM, ST_JOHNS, LORD_HOWE = (
    ZoneInfo("Europe/Stockholm"),
    ZoneInfo("America/St_Johns"),
    ZoneInfo("Australia/Lord_Howe"),
)
ZONES = [
    STOCKHOLM,
    ST_JOHNS,
    LORD_HOWE,
    *(ZoneInfo(n) for n in ("UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "America/Los_Angeles")),
]
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The days of 23 and 25 hours in Stockholm."""

TIMES = some.times().map(lambda each: each.replace(second=0, microsecond=0, fold=0))
WISHES = some.builds(
    Wish,
    ahead=some.sampled_from(Ahead),
    hours=some.integers(1, 48),
    quiet_from=TIMES,
    quiet_to=TIMES,
    asks=some.booleans(),
).filter(lambda wish: quiet_minutes(wish) <= QUIET_MOST)
BEGINNINGS = some.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 (the zone is given beside it)
    max_value=datetime(2027, 1, 1),  # noqa: DTZ001 (as above)
    timezones=some.just(UTC),
).map(lambda each: each.replace(microsecond=0))
# Many in one week, around the nights on which clocks change.
CLOSE = some.sampled_from(
    [datetime(2026, 3, 26, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC)]
).flatmap(
    lambda first: some.lists(
        some.integers(0, 7 * 24 * 4).map(lambda n: first + n * timedelta(minutes=15)),
        min_size=1,
        max_size=12,
    )
)


def shown(moment, zone=STOCKHOLM):
    return f"{moment.astimezone(zone):%d %b %H:%M}"


def wall(day, hour, zone=STOCKHOLM):
    return datetime.combine(day, hour, zone).astimezone(UTC)


def due(*moments, to_ask=False):
    return [Due(UUID(int=n), moment, to_ask) for n, moment in enumerate(moments, 1)]


@pytest.mark.parametrize(
    ("ahead", "leaves"),
    [
        (Ahead.EVENING, "03 Mar 18:00"),
        (Ahead.MORNING, "04 Mar 07:00"),
        (Ahead.HOURS, "04 Mar 14:00"),
    ],
)
def test_a_letter_leaves_when_it_was_chosen_to(ahead, leaves):
    day = date(2026, 3, 4)

    assert shown(moment_for(day, wall(day, time(16)), Wish(ahead), STOCKHOLM)) == leaves


@pytest.mark.parametrize(
    ("begins", "hours", "leaves"),
    [
        (time(8), 2, "04 Mar 07:00"),  # Six is quiet, and seven still before it.
        (time(6, 30), 2, "03 Mar 20:59"),  # Seven would be too late.
        (time(22), 1, "04 Mar 20:59"),
    ],
)
def test_what_falls_into_quiet_hours_waits_or_leaves_before_them(begins, hours, leaves):
    day = date(2026, 3, 4)
    wish = Wish(Ahead.HOURS, hours=hours)

    assert shown(moment_for(day, wall(day, begins), wish, STOCKHOLM)) == leaves


def test_a_session_before_the_morning_is_written_of_the_evening_before():
    day = date(2026, 3, 4)
    wish = Wish(Ahead.MORNING, quiet_from=time(0), quiet_to=time(0))

    assert shown(moment_for(day, wall(day, time(5)), wish, STOCKHOLM)) == "03 Mar 18:00"


def test_the_same_hour_twice_means_no_quiet_hours():
    wish = Wish(Ahead.EVENING, quiet_from=time(9), quiet_to=time(9))

    assert [is_quiet(wall(SPRING, time(h)), wish, STOCKHOLM) for h in range(24)] == [False] * 24


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_days_of_23_and_25_hours_keep_the_clock_on_the_wall(day):
    first = wall(day, time(16))

    assert [
        shown(moment_for(day, first, Wish(each), STOCKHOLM))
        for each in (Ahead.EVENING, Ahead.MORNING)
    ] == [f"{day - timedelta(days=1):%d %b} 18:00", f"{day:%d %b} 07:00"]


def test_hours_before_are_hours_that_pass_also_over_a_change_of_the_clock():
    wish = Wish(Ahead.HOURS, hours=24)

    assert shown(moment_for(SPRING, wall(SPRING, time(16)), wish, STOCKHOLM)) == "28 Mar 15:00"
    assert shown(moment_for(AUTUMN, wall(AUTUMN, time(16)), wish, STOCKHOLM)) == "24 Oct 17:00"


def test_quiet_hours_that_end_in_an_hour_left_out_end_all_the_same():
    wish = Wish(Ahead.HOURS, quiet_from=time(21), quiet_to=time(2, 30))
    over = quiet_over(wall(SPRING, time(1)), wish, STOCKHOLM)

    assert shown(over) == "29 Mar 03:30"
    assert not is_quiet(over, wish, STOCKHOLM)


def test_one_letter_counts_for_the_whole_of_its_day():
    day = date(2026, 3, 4)
    early, late, tomorrow = (
        wall(day, time(9)),
        wall(day, time(17)),
        wall(day + timedelta(days=1), time(9)),
    )
    at = wall(date(2026, 3, 1), time(12))
    asked = {"zone": STOCKHOLM, "since": at, "at": at, "sent_on": None}

    found = next_leaving(Wish(Ahead.EVENING), due(late, early, tomorrow), **asked)

    assert found is not None
    assert (shown(found.at), [one.starts_at for one in found.due]) == (
        "03 Mar 18:00",
        [early, late],
    )


def test_a_day_whose_letter_has_left_gets_no_second_one():
    first = wall(date(2026, 3, 4), time(9))
    at = wall(date(2026, 3, 3), time(18))
    asked = {"zone": STOCKHOLM, "since": at, "at": at}

    assert next_leaving(Wish(Ahead.EVENING), due(first), **asked, sent_on=None) is not None
    assert next_leaving(Wish(Ahead.EVENING), due(first), **asked, sent_on=date(2026, 3, 3)) is None


def test_without_letters_only_what_may_be_asked_for_counts():
    first = wall(date(2026, 3, 4), time(9))
    at = wall(date(2026, 3, 1), time(9))
    asked = {"zone": STOCKHOLM, "since": at, "at": at, "sent_on": None}
    wish = Wish(Ahead.NONE, asks=True)

    assert next_leaving(wish, due(first), **asked) is None
    found = next_leaving(wish, due(first, to_ask=True), **asked)
    assert found is not None
    assert shown(found.at) == "03 Mar 18:00"
    assert the_one_to_ask_for(found.due) == found.due[0]


@pytest.mark.parametrize(
    ("begins", "ends", "minutes"),
    [
        (time(21), time(7), 600),
        (time(9), time(9), 0),
        (time(7), time(21), 840),
        (time(1), time(0), 1380),
    ],
)
def test_quiet_hours_are_as_long_as_the_clock_says(begins, ends, minutes):
    assert quiet_minutes(Wish(Ahead.EVENING, quiet_from=begins, quiet_to=ends)) == minutes


@given(WISHES, CLOSE | some.lists(BEGINNINGS, max_size=12), some.sampled_from(ZONES), BEGINNINGS)
def test_however_it_is_chosen_one_letter_a_day_leaves_and_none_in_quiet_hours(
    wish, beginnings, zone, at
):
    ones = due(*beginnings, to_ask=True)
    at = min([at, *beginnings]) - timedelta(days=3) if at.day % 2 else at
    sent_on, since, left = None, at, []
    while found := next_leaving(wish, ones, zone=zone, since=since, at=since, sent_on=sent_on):
        left.append(found)
        sent_on = found.at.astimezone(zone).date()
        since = found.at + timedelta(microseconds=1)

    days = [each.at.astimezone(zone).date() for each in left]
    assert len(days) == len(set(days))
    assert [each for each in left if is_quiet(each.at, wish, zone)] == []
    assert all(each.at < min(one.starts_at for one in each.due) for each in left)
    assert all(at <= each.at for each in left)


@given(WISHES, CLOSE, some.sampled_from(ZONES))
def test_every_session_known_early_enough_is_written_of_once(wish, beginnings, zone):
    ones = due(*beginnings, to_ask=True)
    since, sent_on, seen = min(beginnings) - timedelta(days=9), None, []
    while found := next_leaving(wish, ones, zone=zone, since=since, at=since, sent_on=sent_on):
        seen += [one.uid for one in found.due]
        sent_on = found.at.astimezone(zone).date()
        since = found.at + timedelta(microseconds=1)

    assert sorted(seen) == sorted(one.uid for one in ones)


@given(WISHES, BEGINNINGS, some.sampled_from(ZONES))
def test_quiet_hours_are_over_when_they_are_said_to_be(wish, moment, zone):
    over = quiet_over(moment, wish, zone)

    assert over >= moment
    assert not is_quiet(over, wish, zone)
    assert over - moment <= timedelta(hours=26)
