"""Rules of the room: when it is open, how long is left, and how long a thing stays. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goldenthread.core.verdicts import Allowed
from goldenthread.room import policy
from goldenthread.room.states import Column, HunchState, LineKind

FOUR = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)


def minutes(number):
    return timedelta(minutes=number)


@pytest.mark.parametrize(
    ("starts_at", "began_at", "lasts", "ends"),
    [
        (FOUR, None, 60, FOUR + minutes(60)),
        (FOUR, FOUR + minutes(12), 60, FOUR + minutes(60)),
        (FOUR, FOUR - minutes(12), 60, FOUR + minutes(60)),
        (FOUR, FOUR + minutes(60), 60, FOUR + minutes(120)),
        (FOUR, FOUR + minutes(300), 45, FOUR + minutes(345)),
        (None, FOUR, 60, FOUR + minutes(60)),
        (None, None, 60, None),
        (FOUR, FOUR, None, None),
    ],
)
def test_the_time_is_up_at_the_end_arranged_or_once_it_has_lasted(starts_at, began_at, lasts, ends):
    assert policy.ends_at(starts_at=starts_at, began_at=began_at, minutes=lasts) == ends


@pytest.mark.parametrize(
    ("seconds_before", "left"), [(3600, 60), (3599, 60), (61, 2), (60, 1), (1, 1), (0, 0), (-90, 0)]
)
def test_a_minute_begun_is_counted_whole_and_there_is_never_less_than_none(seconds_before, left):
    assert policy.minutes_left(FOUR, at=FOUR - timedelta(seconds=seconds_before)) == left
    assert policy.minutes_left(None, at=FOUR) is None


def test_a_session_with_no_hour_has_its_room_on_its_day_wherever_the_two_are():
    span = policy.span_of(day_begins=MIDNIGHT, starts_at=None)
    assert span.opens_at == MIDNIGHT - timedelta(hours=14)
    assert span.shuts_at == MIDNIGHT + timedelta(hours=38)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"role": "sponsor"}, policy.PAIR_ONLY),
        ({"going_on": False}, policy.LONG_OVER),
        ({"called_off": True}, policy.CALLED_OFF),
        ({"at": FOUR - timedelta(hours=3)}, policy.NOT_YET),
        ({"at": FOUR + timedelta(hours=12)}, policy.SHUT),
        ({}, Allowed()),
    ],
)
def test_who_may_be_in_and_when(said, why):
    span = policy.span_of(day_begins=MIDNIGHT, starts_at=FOUR)
    usual: dict[str, Any] = {
        "role": "client",
        "called_off": False,
        "span": span,
        "at": FOUR,
        "going_on": True,
    }
    assert policy.may_be_in(**usual | said) == why


@pytest.mark.row("S0.17")
def test_what_was_put_down_goes_with_the_hour_and_never_stays_beyond_the_room():
    shuts_at = FOUR + timedelta(hours=12)
    for ends, at, goes_at in (
        (FOUR + minutes(60), FOUR, FOUR + minutes(60)),
        (FOUR + minutes(60), FOUR + minutes(61), shuts_at),
        (None, FOUR, shuts_at),
        (shuts_at + minutes(1), FOUR, shuts_at),
    ):
        assert policy.put_down_goes_at(ends, shuts_at=shuts_at, at=at) == goes_at


@pytest.mark.row("S4.17")
def test_only_the_client_says_what_has_changed_and_only_the_coach_has_a_pad():
    usual: dict[str, Any] = {"opened": Allowed(), "words": "Words", "kind": LineKind.NOTE}
    for role, column, kind, why in (
        ("coach", Column.OURS, LineKind.SINCE, policy.CLIENTS_ONLY),
        ("client", Column.OURS, LineKind.SINCE, Allowed()),
        ("client", Column.PAD, LineKind.NOTE, policy.COACHS_ONLY),
        ("client", Column.PUT_DOWN, LineKind.NOTE, policy.COACHS_ONLY),
        ("coach", Column.PAD, LineKind.NOTE, Allowed()),
    ):
        assert policy.may_write(**usual | {"role": role, "column": column, "kind": kind}) == why


@pytest.mark.row("S2.22")
def test_no_word_of_what_is_kept_stands_for_a_press_or_a_stop():
    kept = {each.value for kind in (Column, LineKind, HunchState) for each in kind}
    assert kept.isdisjoint({"pause", "slower", "not_yet", "say_more", "stop", "resume"})
