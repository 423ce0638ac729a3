"""What a diary takes."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.diary import policy
from goldenthread.diary.slots import Apart, Rules, WeekHours
from goldenthread.diary.states import NotFree

TODAY = date(2026, 3, 2)
KIND = {"name": "Session", "where": "", "minutes": 60, "place": "video", "kept": 0}


class Somebody:
    def __init__(self, coaches):
        self.coaches = coaches


def test_only_who_coaches_keeps_a_diary():
    assert policy.may_keep_diary(Somebody(coaches=True)) == Allowed()
    assert policy.may_keep_diary(Somebody(coaches=False)) == policy.COACHES_ONLY


def test_every_reason_has_its_sentence():
    assert set(policy.WHY_NOT) == set(NotFree)
    assert policy.is_free(None) == Allowed()
    assert policy.is_free(NotFree.PAST) == Refused("That time has passed.")


@pytest.mark.parametrize(
    ("hours", "may"),
    [
        ([], True),
        ([(0, 0, 1440)], True),
        ([(0, 540, 720), (0, 720, 900)], True),
        ([(0, 540, 720), (1, 600, 900)], True),
        ([(0, 540, 720), (0, 600, 900)], False),
        ([(0, 600, 600)], False),
        ([(0, 700, 600)], False),
        ([(0, -5, 600)], False),
        ([(0, 600, 1441)], False),
        ([(0, 10 * k, 10 * k + 5) for k in range(8)], True),
        ([(0, 10 * k, 10 * k + 5) for k in range(9)], False),
    ],
)
def test_hours_of_a_day_follow_one_another(hours, may):
    assert bool(policy.may_keep_hours([WeekHours(*each) for each in hours])) is may


def apart(first="2026-03-02", last=None, hours=(None, None), *, is_open=False):
    return Apart(date.fromisoformat(first), date.fromisoformat(last or first), is_open, *hours)


@pytest.mark.parametrize(
    ("days", "may"),
    [
        (apart(), True),
        (apart("2026-02-20", "2026-03-02"), True),
        (apart("2026-02-20", "2026-03-01"), False),
        (apart("2026-03-05", "2026-03-04"), False),
        (apart("2026-03-05", "2027-03-05"), True),
        (apart("2026-03-05", "2027-03-06"), False),
        (apart("2031-03-05"), False),
        (apart(hours=(600, 660)), True),
        (apart(hours=(600, None)), False),
        (apart(hours=(None, 600)), False),
        (apart(hours=(660, 600)), False),
        (apart(hours=(600, 660), is_open=True), True),
        (apart(is_open=True), False),
    ],
)
def test_days_apart_are_ahead_and_make_sense(days, may):
    assert bool(policy.may_keep_apart(days, today=TODAY, kept=0)) is may


def test_days_apart_are_not_endless():
    assert not policy.may_keep_apart(apart(), today=TODAY, kept=policy.DAYS_APART_MOST)


@pytest.mark.parametrize(
    ("changed", "may"),
    [
        ({}, True),
        ({"zone": "Mars/Olympus"}, False),
        ({"step": 7}, False),
        ({"before": 180, "after": 180}, True),
        ({"before": 181}, False),
        ({"after": -1}, False),
        ({"notice": 0}, True),
        ({"notice": 43_201}, False),
        ({"cap": 24}, True),
        ({"cap": 25}, False),
        ({"horizon_days": 0}, False),
        ({"horizon_days": 366}, True),
        ({"horizon_days": 367}, False),
    ],
)
def test_rules_keep_within_bounds(changed, may):
    assert bool(policy.may_keep_rules(replace(Rules(), **changed))) is may


@pytest.mark.parametrize(
    ("changed", "may"),
    [
        ({}, True),
        ({"name": "  "}, False),
        ({"name": "x" * 80}, True),
        ({"name": "x" * 81}, False),
        ({"where": "x" * 301, "place": "phone"}, False),
        ({"where": "https://meet.example.org/alma"}, True),
        ({"where": "javascript:alert(1)"}, False),
        ({"where": "http://meet.example.org/"}, False),
        ({"where": "At the gate", "place": "in_person"}, True),
        ({"place": "nowhere"}, False),
        ({"minutes": 4}, False),
        ({"minutes": 720}, True),
        ({"minutes": 721}, False),
        ({"kept": 20}, False),
    ],
)
def test_a_kind_has_a_name_a_length_and_a_place(changed, may):
    assert bool(policy.may_keep_kind(**KIND | changed)) is may
