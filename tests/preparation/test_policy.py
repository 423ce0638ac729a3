"""Who may do what before a session, decided without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from goldenthread.core.verdicts import Refused
from goldenthread.preparation import policy
from goldenthread.preparation.leaving import Wish
from goldenthread.preparation.states import Ahead

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Someone:
    uid: UUID


BEN, ALMA = Someone(UUID(int=1)), Someone(UUID(int=2))


@pytest.mark.parametrize("role", ["coach", "sponsor", "supervisor", "assistant", ""])
@pytest.mark.row("S0.20")
def test_nobody_but_the_client_writes_the_sentence(role):
    assert policy.may_write(role="client", ahead=True, going_on=True)
    assert policy.may_write(role=role, ahead=True, going_on=True) == policy.CLIENTS_ONLY
    assert policy.may_take_over(role=role, round_=0) == policy.CLIENTS_ONLY


@pytest.mark.parametrize(
    ("ahead", "going_on", "refusal"),
    [
        (False, True, policy.NOT_AHEAD),
        (True, False, policy.LONG_OVER),
        (False, False, policy.LONG_OVER),
    ],
)
def test_it_is_written_while_the_session_is_ahead(ahead, going_on, refusal):
    assert policy.may_write(role="client", ahead=ahead, going_on=going_on) == refusal
    assert policy.link_holds(ahead=ahead, going_on=going_on) == policy.LINK_OVER


@pytest.mark.parametrize(
    ("planned", "minutes_left", "ahead"),
    [(True, 1, True), (True, 0, False), (True, -1, False), (False, 60, False)],
)
def test_a_session_is_ahead_until_it_is_over(planned, minutes_left, ahead):
    over_at = AT + timedelta(minutes=minutes_left)

    assert policy.is_ahead(planned=planned, over_at=over_at, at=AT) == ahead


@pytest.mark.parametrize(("round_", "may"), [(0, True), (1, False), (7, False)])
def test_what_has_been_said_is_not_written_over_by_a_press(round_, may):
    assert bool(policy.may_take_over(role="client", round_=round_)) == may


@pytest.mark.row("S0.20")
def test_letters_are_chosen_for_oneself_alone():
    asked: dict[str, Any] = {"wish": Wish(Ahead.EVENING), "has_address": True}

    assert policy.may_choose(whose=BEN, by=BEN, **asked)
    assert policy.may_choose(whose=BEN, by=ALMA, **asked) == policy.OWN_ONLY


@pytest.mark.parametrize("wish", [Wish(Ahead.EVENING), Wish(Ahead.NONE, asks=True)])
def test_who_gave_no_address_can_choose_none(wish):
    assert policy.may_choose(whose=BEN, by=BEN, wish=wish, has_address=False) == policy.NO_ADDRESS
    none = Wish(Ahead.NONE)
    assert policy.may_choose(whose=BEN, by=BEN, wish=none, has_address=False)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(Ahead.HOURS, hours=0),
        Wish(Ahead.HOURS, hours=49),
        Wish(Ahead.EVENING, quiet_from=time(0), quiet_to=time(20, 1)),
        Wish(Ahead.EVENING, quiet_from=time(5), quiet_to=time(4, 59)),
    ],
)
def test_a_wish_nobody_could_keep_is_refused_with_a_reason(wish):
    refused = policy.may_choose(whose=BEN, by=BEN, wish=wish, has_address=True)

    assert isinstance(refused, Refused)
    assert refused.reason
