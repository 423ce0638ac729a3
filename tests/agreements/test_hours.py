"""The hours two people agreed: what is written outside them is kept, and told of when they open."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.agreements.hours import opens_at
from goldenthread.agreements.reaching import said_of
from goldenthread.agreements.terms import DAYS, Hours
from goldenthread.courier.models import Letter, LetterChoice
from goldenthread.relationships import api as relationships
from tests.opened_terms import open_term

LISBON = ZoneInfo("Europe/Lisbon")
WEEKDAYS = Hours(("mon", "tue", "wed", "thu", "fri"), 9, 18, "client", ("here",))
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.row("S1.13")
@pytest.mark.parametrize(
    ("days", "hour", "opens_days", "opens_hour"),
    [
        (0, 10, 0, 10),
        (0, 9, 0, 9),
        (0, 7, 0, 9),
        (0, 18, 1, 9),
        (4, 17, 4, 17),
        (4, 22, 7, 9),
        (5, 12, 7, 9),
        (6, 23, 7, 9),
    ],
)
def test_a_letter_leaves_in_the_hours_and_otherwise_when_they_next_open(
    days, hour, opens_days, opens_hour
):
    at = MONDAY + timedelta(days=days, hours=hour)

    moment = opens_at(WEEKDAYS, at, LISBON)

    assert moment == MONDAY + timedelta(days=opens_days, hours=opens_hour)


def test_the_hours_go_by_the_clock_on_the_wall_when_summer_comes():
    # Lisbon's clocks go forward in the night to Sunday, 29 March 2026.
    friday_evening = datetime(2026, 3, 27, 20, tzinfo=UTC)

    assert opens_at(WEEKDAYS, friday_evening, LISBON) == datetime(2026, 3, 30, 8, tzinfo=UTC)


@given(
    st.lists(st.sampled_from(list(DAYS)), min_size=1, unique=True),
    st.integers(0, 22),
    st.integers(1, 23),
    st.integers(0, 365 * 24 * 60),
)
def test_it_never_leaves_outside_the_hours_nor_later_than_a_week(days, opens, closes, minutes):
    hours = Hours(tuple(days), opens, max(closes, opens + 1), "client", ("here",))
    at = MONDAY + timedelta(minutes=minutes)

    leaves = opens_at(hours, at, ZoneInfo("UTC"))

    assert at <= leaves <= at + timedelta(days=8)
    assert list(DAYS)[leaves.weekday()] in days
    assert hours.opens <= leaves.hour < hours.closes


def test_hours_without_a_day_hold_nothing_up():
    never = Hours((), 9, 18, "client", ("here",))

    assert opens_at(never, MONDAY, LISBON) == MONDAY


def test_the_one_who_wrote_reads_when_and_nothing_where_it_is_at_once():
    said = said_of(MONDAY + timedelta(hours=9), at=MONDAY)

    assert said.endswith("so no letter says so before Monday, 09:00.")
    assert said_of(MONDAY, at=MONDAY) == ""


@pytest.mark.row("S1.13")
def test_whoever_tells_the_other_a_letter_waits_for_the_hours_both_signed(agreed, alma, ben):
    letters = Letter.objects.filter(kind="something_new")
    sunday = MONDAY - timedelta(hours=12)
    monday_at_nine = MONDAY + timedelta(hours=9)
    assert relationships.tell_the_other(agreed, by=alma, at=sunday) == sunday
    assert [letter.not_before for letter in letters] == [None]
    letters.delete()
    LetterChoice.objects.update(told_at=None)
    days = ("mon", "tue", "wed", "thu", "fri")
    open_term(agreed, "A6", since=MONDAY - timedelta(days=9), days=days)

    moment = relationships.tell_the_other(agreed, by=alma, at=sunday)

    assert moment == monday_at_nine
    assert [letter.not_before for letter in letters.all()] == [monday_at_nine]
