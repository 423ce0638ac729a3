"""Who may book, wait and use a link."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from goldenthread.booking import policy
from goldenthread.booking.states import Holder, Standing
from goldenthread.core.verdicts import Allowed, Refused

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
AHEAD = AT + timedelta(days=1)
WORKS: dict[str, Any] = {
    "ended": False,
    "sequence": 1,
    "stands": 1,
    "planned": True,
    "starts_at": AHEAD,
    "at": AT,
}


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        ({}, Standing.WORKS),
        ({"ended": True}, Standing.OVER),
        ({"stands": 2}, Standing.BEFORE),
        ({"stands": 2, "planned": False}, Standing.CALLED_OFF),
        ({"planned": False}, Standing.CALLED_OFF),
        ({"starts_at": AT}, Standing.BEGUN),
        ({"starts_at": None}, Standing.BEGUN),
    ],
)
def test_a_link_works_for_the_time_it_was_made_for_until_that_begins(change, standing):
    assert policy.link_stands(**WORKS | change) == standing


@pytest.mark.row("A28")
@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("holder", Holder)
def test_only_a_working_link_of_the_client_or_an_assistant_moves_anything(holder, standing):
    works = standing == Standing.WORKS and holder in {Holder.CLIENT, Holder.ASSISTANT}

    assert bool(policy.may_move_by(holder, standing)) is works


@pytest.mark.parametrize("role", ["coach", "client", "sponsor", "supervisor", "assistant", ""])
def test_only_the_two_book(role):
    allowed = policy.may_book(role=role, going_on=True, offered=True)

    assert bool(allowed) is (role in {"coach", "client"})
    assert not policy.may_book(role=role, going_on=False, offered=True)
    assert not policy.may_book(role=role, going_on=True, offered=False)


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"role": "coach"}, False),
        ({"going_on": False}, False),
        ({"last": date(2026, 3, 4)}, False),
        ({"first": date(2026, 1, 1), "last": date(2026, 3, 1)}, False),
        ({"last": date(2027, 3, 5)}, False),
        ({"already": 5}, False),
        ({"reached": policy.NO_LETTER}, False),
    ],
)
def test_a_client_waits_for_days_ahead_and_not_for_too_much(change, allowed):
    asked: dict[str, Any] = {
        "role": "client",
        "going_on": True,
        "reached": Allowed(),
        "first": date(2026, 3, 5),
        "last": date(2026, 3, 9),
        "today": date(2026, 3, 2),
        "already": 0,
    }

    assert bool(policy.may_wait(**asked | change)) is allowed


def test_moments_of_a_series_never_overlap_and_only_the_coach_goes_outside_the_hours():
    near = [AHEAD, AHEAD + timedelta(minutes=59)]
    asked: dict[str, Any] = {"role": "client", "moments": near, "minutes": 60, "anyhow": False}

    assert not policy.may_choose(**asked)
    assert policy.may_choose(**asked | {"minutes": 59}) == Allowed()
    assert not policy.may_choose(**asked | {"moments": []})
    assert not policy.may_choose(**asked | {"minutes": 59, "anyhow": True})
    assert policy.may_choose(**asked | {"minutes": 59, "anyhow": True, "role": "coach"})


@pytest.mark.row("A28")
def test_without_a_clause_no_link_is_handed_out():
    closed = Refused("Nothing you've both signed opens this yet.")

    assert policy.may_hand_out(role="client", going_on=True, opened=closed) == closed
    assert policy.may_hand_out(role="client", going_on=True, opened=Allowed()) == Allowed()
    assert not policy.may_hand_out(role="coach", going_on=True, opened=Allowed())
    assert not policy.may_hand_out(role="client", going_on=False, opened=Allowed())
