"""A moment is said by the clocks of both, and never guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template

from goldenthread.ui.times import both_times, hour_said, place_of

LISBON, STOCKHOLM = "Europe/Lisbon", "Europe/Stockholm"
THURSDAY = datetime(2026, 12, 3, 16, tzinfo=UTC)


@pytest.mark.row("S1.14")
def test_both_zones_are_said_with_the_hours_each_clock_shows():
    said = both_times(
        THURSDAY, mine=LISBON, theirs=STOCKHOLM, name="Alma", until=THURSDAY + timedelta(hours=1)
    )

    assert said.day == "Thursday 3 December 2026"
    assert str(said) == "16:00 to 17:00 for you in Lisbon, 17:00 to 18:00 for Alma in Stockholm"


def test_another_day_for_the_other_is_said_too():
    said = both_times(THURSDAY, mine=LISBON, theirs="Asia/Tokyo", name="Alma")

    assert str(said) == (
        "16:00 for you in Lisbon, 01:00 on Friday 4 December 2026 for Alma in Tokyo"
    )


def test_one_clock_for_both_is_said_once():
    assert str(both_times(THURSDAY, mine=LISBON, theirs=LISBON, name="Alma")) == "16:00"
    assert str(both_times(THURSDAY, mine=LISBON)) == "16:00"


@pytest.mark.parametrize(
    ("moment", "zone", "hour"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), STOCKHOLM, "02:30 CEST"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), STOCKHOLM, "02:30 CET"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), STOCKHOLM, "03:30"),
        (datetime(2024, 2, 29, 6, 15, tzinfo=UTC), "Asia/Kathmandu", "12:00"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), STOCKHOLM, "03:00"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "Nowhere/At_All", "01:00"),
    ],
)
def test_an_hour_that_comes_twice_says_which(moment, zone, hour):
    assert hour_said(moment, zone) == hour


def test_a_place_is_the_last_word_of_a_zone():
    zones = (LISBON, "America/Argentina/Buenos_Aires", "UTC")
    assert [place_of(zone) for zone in zones] == ["Lisbon", "Buenos Aires", "UTC"]


def test_the_tag_says_both_and_escapes_a_name():
    tag = '{% load ui %}{% times at=at mine="Europe/Lisbon" theirs="Asia/Tokyo" name=name %}'
    drawn = Template(tag).render(Context({"at": THURSDAY, "name": "<b>"}))

    assert '<time datetime="2026-12-03T16:00:00+00:00">Thursday 3 December 2026, 16:00</time>' in (
        drawn
    )
    assert "for you in Lisbon, 01:00 on Friday 4 December 2026 for &lt;b&gt; in Tokyo" in drawn
