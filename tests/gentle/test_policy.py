"""Who chooses how they're met, and what a yes does. Pure."""

from __future__ import annotations

import pytest

from goldenthread.core.roles import Role
from goldenthread.gentle import policy
from goldenthread.gentle.questions import (
    GENTLE,
    NOTHING_CHOSEN,
    OFFERED,
    SLOW,
    Choice,
    Reply,
    answers_from,
    chosen,
    with_yes,
)


@pytest.mark.row("S4.12")
def test_only_the_client_chooses():
    assert bool(policy.may_choose("client"))
    assert not policy.may_choose("coach")


@pytest.mark.row("S4.11")
@pytest.mark.parametrize("role", list(Role))
def test_without_a_sponsor_only_a_sponsor_gets_no_place(role):
    assert bool(policy.may_seat(role, no_sponsor=False))
    assert bool(policy.may_seat(role, no_sponsor=True)) == (role is not Role.SPONSOR)


@pytest.mark.row("S4.12")
def test_not_yet_is_the_first_answer_to_everything_and_does_nothing():
    assert chosen(NOTHING_CHOSEN) == frozenset()
    assert answers_from({}) == NOTHING_CHOSEN
    assert chosen(dict.fromkeys(Choice, Reply.NO)) == frozenset()


@pytest.mark.row("S0.8", "S4.11")
def test_each_bundle_says_yes_to_its_own_and_leaves_the_rest():
    assert chosen(with_yes(NOTHING_CHOSEN, SLOW)) == {
        Choice.SHORT_FIRST,
        Choice.NO_PAST,
        Choice.NO_PULSES,
    }
    both = with_yes(with_yes(NOTHING_CHOSEN, GENTLE), SLOW)
    assert chosen(both) == frozenset(Choice)


@pytest.mark.row("S4.13")
def test_what_makes_safe_is_asked_first_and_each_choice_once():
    asked = [offered.choice for offered in OFFERED]

    assert sorted(asked) == sorted(Choice)
    assert asked[:3] == [Choice.PLAIN, Choice.EXIT, Choice.DEVICE]


@pytest.mark.row("S0.8", "S4.12")
def test_nobody_is_asked_why():
    said = " ".join(f"{offered.asks} {offered.does}" for offered in OFFERED).lower()

    for word in ("why", "because", "trauma", "trust"):
        assert word not in said.split()
