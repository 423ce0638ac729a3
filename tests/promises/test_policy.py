"""Who may do what to a promise: every state, every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.promises import policy
from goldenthread.promises.days import day_for
from goldenthread.promises.states import (
    MAY_BECOME,
    SAID_BY_MAKER,
    SAID_BY_RECEIVER,
    Arrangement,
    PromiseState,
)

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY = AT.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
OPEN, KEPT, LATE = PromiseState.OPEN, PromiseState.KEPT, PromiseState.KEPT_LATE
NOT_KEPT, RENEGOTIATED = PromiseState.NOT_KEPT, PromiseState.RENEGOTIATED
WITHDRAWN = PromiseState.WITHDRAWN


@dataclass
class Someone:
    uid: UUID = field(default_factory=uuid4)
    zone: str = "UTC"


ALMA, BEN, CLEO = Someone(), Someone(), Someone()


@dataclass
class SomePromise:
    """Ben's promise to Alma."""

    state: str = OPEN
    due_on: date = TOMORROW
    maker_uid: UUID = BEN.uid
    receiver_uid: UUID = ALMA.uid
    settled_at: datetime | None = None


def in_state(state: PromiseState, **more: Any) -> SomePromise:
    return SomePromise(state, settled_at=None if state == OPEN else AT, **more)


def test_every_state_has_its_place_in_the_table():
    assert MAY_BECOME.keys() == set(PromiseState)
    assert SAID_BY_RECEIVER | SAID_BY_MAKER | {OPEN} == set(PromiseState)
    assert SAID_BY_RECEIVER.isdisjoint(SAID_BY_MAKER)


@pytest.mark.row("INV-18")
@pytest.mark.parametrize("became", sorted(SAID_BY_RECEIVER))
@pytest.mark.parametrize("state", PromiseState)
@pytest.mark.parametrize("someone", [BEN, CLEO], ids=["maker", "stranger"])
def test_nobody_but_the_receiver_says_what_became_of_a_promise(someone, state, became):
    verdict = policy.may_settle(
        in_state(state, due_on=YESTERDAY), by=someone, became=became, today=TODAY
    )

    assert verdict == Refused(policy.RECEIVERS_ONLY)


@pytest.mark.parametrize("became", sorted(SAID_BY_RECEIVER))
@pytest.mark.parametrize("state", PromiseState)
def test_the_receiver_says_it_once_the_day_has_passed(state, became):
    verdict = policy.may_settle(
        in_state(state, due_on=YESTERDAY), by=ALMA, became=became, today=TODAY
    )

    same_or_open = state in {OPEN, became}
    assert verdict == (Allowed() if same_or_open else Refused(policy.ALREADY_SAID))


@pytest.mark.parametrize("due_on", [TODAY, TOMORROW])
@pytest.mark.parametrize(("became", "may"), [(KEPT, True), (LATE, False), (NOT_KEPT, False)])
def test_until_the_day_is_over_only_kept_can_be_said(due_on, became, may):
    verdict = policy.may_settle(SomePromise(due_on=due_on), by=ALMA, became=became, today=TODAY)

    assert bool(verdict) is may


@pytest.mark.parametrize("became", sorted(SAID_BY_MAKER | {OPEN}))
def test_the_receiver_says_kept_late_or_not_and_nothing_else(became):
    verdict = policy.may_settle(SomePromise(), by=ALMA, became=became, today=TODAY)

    assert verdict == Refused("A promise was kept, kept late, or not kept.")


@pytest.mark.parametrize("state", PromiseState)
@pytest.mark.parametrize("someone", [ALMA, BEN, CLEO], ids=["receiver", "maker", "stranger"])
def test_only_the_receiver_takes_back_what_was_said(someone, state):
    verdict = policy.may_take_back(in_state(state), by=someone, at=AT)

    assert bool(verdict) is (someone is ALMA and state in SAID_BY_RECEIVER)


@pytest.mark.parametrize(("minutes", "may"), [(0, True), (10, True), (10.01, False), (600, False)])
def test_what_was_said_stands_after_ten_minutes(minutes, may):
    verdict = policy.may_take_back(in_state(KEPT), by=ALMA, at=AT + timedelta(minutes=minutes))

    assert bool(verdict) is may


@pytest.mark.parametrize("state", PromiseState)
@pytest.mark.parametrize("someone", [ALMA, BEN, CLEO], ids=["receiver", "maker", "stranger"])
def test_only_the_maker_renegotiates_and_only_what_is_open(someone, state):
    verdict = policy.may_renegotiate(in_state(state), by=someone, today=TODAY)

    assert bool(verdict) is (someone is BEN and state == OPEN)


@pytest.mark.parametrize(("due_on", "may"), [(TOMORROW, True), (TODAY, False), (YESTERDAY, False)])
def test_a_promise_is_renegotiated_before_its_day(due_on, may):
    verdict = policy.may_renegotiate(SomePromise(due_on=due_on), by=BEN, today=TODAY)

    assert bool(verdict) is may


@pytest.mark.parametrize("due_on", [TOMORROW, TODAY, YESTERDAY])
@pytest.mark.parametrize("state", PromiseState)
@pytest.mark.parametrize("someone", [ALMA, BEN, CLEO], ids=["receiver", "maker", "stranger"])
def test_only_the_maker_withdraws_and_only_what_nobody_settled(someone, state, due_on):
    verdict = policy.may_withdraw(in_state(state, due_on=due_on), by=someone)

    assert bool(verdict) is (someone is BEN and state in {OPEN, WITHDRAWN})


@pytest.mark.row("S3.9")
@pytest.mark.parametrize("arrangement", [*Arrangement, "", "life", "run every day"])
def test_a_client_promises_arrangements_only_and_never_their_life(arrangement):
    verdict = policy.may_make(role="client", arrangement=arrangement, going_on=True)

    known = arrangement in {"time", "notice", "documents", "pay"}
    assert verdict == (Allowed() if known else Refused(policy.ARRANGEMENTS_ONLY))


@pytest.mark.parametrize(("arrangement", "may"), [("", True), ("pay", False)])
def test_a_coachs_promise_is_theirs_to_word(arrangement, may):
    verdict = policy.may_make(role="coach", arrangement=arrangement, going_on=True)

    assert bool(verdict) is may


@pytest.mark.parametrize("role", ["sponsor", "supervisor", "steward", ""])
def test_nobody_else_promises_anything_here(role):
    assert not policy.may_make(role=role, arrangement="", going_on=True)


@pytest.mark.parametrize("role", ["coach", "client"])
def test_nothing_is_promised_after_the_end(role):
    verdict = policy.may_make(role=role, arrangement="", going_on=False)

    assert verdict == Refused(policy.LONG_OVER)
    assert policy.may_change(going_on=False) == Refused(policy.LONG_OVER)
    assert policy.may_change(going_on=True) == Allowed()


@pytest.mark.parametrize(
    ("words", "may"),
    [("x", True), ("x" * 500, True), ("x" * 501, False), ("", False), (" ", False)],
)
def test_a_promise_is_one_line_of_words(words, may):
    assert bool(policy.may_say(words)) is may


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (YESTERDAY, False),
        (TODAY, True),
        (TOMORROW, True),
        (date(2036, 12, 31), True),
        (date(2037, 1, 1), False),
        (date.max, False),
        (date.min, False),
    ],
)
def test_the_day_of_a_promise_has_not_passed_and_is_within_reach(day, may):
    assert bool(policy.may_fall_on(day, today=TODAY)) is may


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", date(2026, 3, 1)),
        ("Pacific/Auckland", date(2026, 3, 2)),
        ("America/New_York", date(2026, 3, 1)),
        ("no such place", date(2026, 3, 1)),
        ("../etc", date(2026, 3, 1)),
    ],
)
def test_days_are_those_of_the_person_who_lives_them(zone, day):
    assert day_for(Someone(zone=zone), datetime(2026, 3, 1, 23, 30, tzinfo=UTC)) == day
