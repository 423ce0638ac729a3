"""The rules of swaps, without a database."""

from __future__ import annotations

import itertools

import pytest

from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.swaps import policy
from goldenthread.swaps.states import MAY_BECOME, RoundState

YES = Allowed()


def test_one_writes_while_it_goes_on_and_until_one_is_ready():
    assert policy.may_write(going_on=True, is_ready=False) == YES
    assert policy.may_write(going_on=True, is_ready=True) == Refused(policy.READY_ALREADY)
    assert policy.may_write(going_on=False, is_ready=False) == Refused(policy.LONG_OVER)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (["", " \n"], Refused("Write a few words first.")),
        (["", "a"], YES),
        (["x" * 4_000], YES),
        (["a", "x" * 4_001], Refused("An answer holds 4,000 characters.")),
    ],
)
def test_something_is_written_and_fits(words, verdict):
    assert policy.may_say(*words) == verdict


def test_each_place_of_a_liking_may_be_empty_and_has_its_limit():
    assert policy.may_fit("", "x" * 2_000) == YES
    assert policy.may_fit("x" * 2_001) == Refused("Each place holds 2,000 characters.")
    assert policy.may_fit() == YES


@pytest.mark.row("S2.8")
def test_only_a_client_leaves_questions_out_and_only_where_that_is_offered():
    allowed = {
        (role, offered)
        for role in ("client", "coach", "sponsor")
        for offered in (True, False)
        if policy.may_leave_out(role=role, offered=offered)
    }
    assert allowed == {("client", True)}


def test_one_is_ready_with_something_written_while_it_goes_on():
    assert policy.may_be_ready(going_on=True, says_something=True) == YES
    assert policy.may_be_ready(going_on=True, says_something=False) == Refused(
        "Write a few words first."
    )
    assert policy.may_be_ready(going_on=False, says_something=True) == Refused(policy.LONG_OVER)


def test_what_waits_is_taken_back_and_what_was_not_given_put_away():
    assert policy.may_take_back(is_ready=True) == YES
    assert policy.may_take_back(is_ready=False) == Refused(policy.NOT_READY)
    assert policy.may_put_away(is_ready=False) == YES
    assert policy.may_put_away(is_ready=True) == Refused(policy.READY_ALREADY)


def test_nobody_reads_a_half_before_it_opens_and_afterwards_both_until_the_end():
    readable = {
        (own, opened, going_on)
        for own, opened, going_on in itertools.product((True, False), repeat=3)
        if policy.may_read_half(own=own, opened=opened, going_on=going_on)
    }
    assert readable == {(True, True, True), (True, True, False), (False, True, True)}


@pytest.mark.row("S2.21")
def test_one_adds_beneath_what_is_open_and_where_that_is_offered():
    allowed = {
        (going_on, offered, opened)
        for going_on, offered, opened in itertools.product((True, False), repeat=3)
        if policy.may_add(going_on=going_on, offered=offered, opened=opened)
    }
    assert allowed == {(True, True, True)}


@pytest.mark.row("S1.10")
def test_only_the_client_writes_how_they_like_to_work():
    asked = list(itertools.product(("client", "coach", "sponsor"), (True, False)))

    assert {one for one in asked if policy.may_change_liking(role=one[0], going_on=one[1])} == {
        ("client", True)
    }
    assert {one for one in asked if policy.may_read_liking(role=one[0], going_on=one[1])} == {
        ("client", True),
        ("client", False),
        ("coach", True),
    }
    assert policy.may_take_back_liking(role="client") == YES
    assert policy.may_take_back_liking(role="coach") == Refused(policy.CLIENTS_ONLY)


def test_a_round_opens_in_one_step_and_never_shuts():
    assert MAY_BECOME[RoundState.OPEN] == frozenset()
    assert RoundState.OPEN not in MAY_BECOME[RoundState.NOBODY_READY]
    assert MAY_BECOME.keys() == set(RoundState)
