"""Who may do what to a plan: every state, every role."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.plans import policy
from goldenthread.plans.states import MAY_BECOME, RETIRED, GoalState

OPEN = GoalState.OPEN
NO = Refused("Nothing opens this.")
OTHERS = [role for role in Role if role != Role.CLIENT]


@dataclass
class SomeLine:
    coach_yes_id: UUID | None = None
    client_yes_id: UUID | None = None
    holds_id: UUID | None = None


def test_every_state_has_its_place_in_the_table_and_none_is_the_end_of_the_road():
    assert MAY_BECOME.keys() == set(GoalState)
    assert {OPEN} | RETIRED == set(GoalState)
    assert all(OPEN in MAY_BECOME[state] for state in RETIRED)


@pytest.mark.row("S4.9")
def test_no_word_for_what_became_of_a_goal_says_that_it_failed():
    assert sorted(GoalState) == ["done_with", "no_longer_mine", "open"]


@pytest.mark.row("S4.9")
@pytest.mark.parametrize("role", [*OTHERS, "steward", ""])
def test_nobody_but_the_client_touches_a_goal(role):
    assert not policy.may_word(role=role, words="Anything")
    assert not policy.may_arrange(role=role)
    assert not policy.may_share(role=role, opened=Allowed())
    assert not policy.may_unshare(role=role)
    assert not policy.may_take_up(role=role, seen=1, number=1)
    for state in GoalState:
        for became in GoalState:
            assert not policy.may_become(role=role, state=state, became=became)


@pytest.mark.parametrize("became", GoalState)
@pytest.mark.parametrize("state", GoalState)
def test_the_client_retires_and_brings_back_at_any_time(state, became):
    assert policy.may_become(role="client", state=state, became=became) == Allowed()


@pytest.mark.row("INV-6")
def test_sharing_needs_a_term_and_closing_needs_nothing():
    assert policy.may_share(role="client", opened=NO) == NO
    assert policy.may_share(role="client", opened=Allowed()) == Allowed()
    assert policy.may_unshare(role="client") == Allowed()


@pytest.mark.row("INV-6")
@pytest.mark.parametrize("role", [*Role, "steward", ""])
@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("opened", [Allowed(), NO], ids=["a term", "no term"])
def test_a_goal_is_read_by_its_client_and_by_the_coach_only_when_both_let_them(
    role, shared, opened
):
    may = policy.may_read(role=role, shared=shared, opened=opened)

    assert may is (role == "client" or (role == "coach" and shared and bool(opened)))


@pytest.mark.parametrize("role", [*Role, "steward"])
@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize("state", GoalState)
@pytest.mark.parametrize("opened", [Allowed(), NO], ids=["a term", "no term"])
def test_only_the_coach_suggests_and_only_for_an_open_goal_they_read(role, readable, state, opened):
    verdict = policy.may_suggest(
        role=role, readable=readable, state=state, words="So", opened=opened
    )

    assert bool(verdict) is (role == "coach" and readable and state == OPEN and bool(opened))


@pytest.mark.parametrize(
    ("words", "may"),
    [("x", True), ("x" * 1000, True), ("x" * 1001, False), ("", False), (" \n", False)],
)
def test_a_goal_is_words_neither_none_nor_endless(words, may):
    assert bool(policy.may_word(role="client", words=words)) is may
    assert (
        bool(
            policy.may_suggest(
                role="coach", readable=True, state=OPEN, words=words, opened=Allowed()
            )
        )
        is may
    )


@pytest.mark.parametrize(
    ("ends", "may"),
    [(("", ""), True), (("a knot", "a sail"), True), (("a knot", ""), False), (("", "x"), False)],
)
def test_a_scale_of_ones_own_has_two_ends_or_none(ends, may):
    assert bool(policy.may_word(role="client", words="So", ends=ends)) is may


def test_parts_have_their_limits_too():
    assert not policy.may_word(role="client", words="So", parts=("x" * 601,))
    assert not policy.may_word(role="client", words="So", ends=("x" * 121, "y"))


@pytest.mark.row("S4.7")
@pytest.mark.parametrize("going_on", [True, False])
@pytest.mark.parametrize("role", [*Role, "steward"])
def test_the_shared_part_is_settled_by_the_two_and_nobody_else(role, going_on):
    may = role in {"coach", "client"} and going_on

    assert bool(policy.may_settle(role=role, going_on=going_on)) is may
    assert bool(policy.may_look(role=role, passed=False, going_on=going_on)) is may
    assert bool(policy.may_look(role=role, passed=True, going_on=going_on)) is (
        may and role == "client"
    )


def test_yes_is_said_to_words_the_other_stands_by_now():
    old, new = uuid4(), uuid4()
    line = SomeLine(coach_yes_id=new, client_yes_id=old, holds_id=old)

    assert policy.may_say_yes(line, new, role="client", going_on=True) == Allowed()
    assert policy.may_say_yes(line, old, role="client", going_on=True) == policy.MOVED_ON
    assert policy.may_say_yes(line, old, role="coach", going_on=True) == Allowed()
    assert policy.may_say_yes(line, new, role="client", going_on=False) == policy.LONG_OVER
    assert policy.may_say_yes(line, new, role="sponsor", going_on=True) == policy.PAIR_ONLY


def test_one_goes_back_to_what_held_only_from_elsewhere():
    old, new = uuid4(), uuid4()
    line = SomeLine(coach_yes_id=new, client_yes_id=old, holds_id=old)

    assert bool(policy.may_stay(line, role="coach", going_on=True)) is True
    assert bool(policy.may_stay(line, role="client", going_on=True)) is False


@pytest.mark.parametrize(
    ("coach", "client", "tied"),
    [(1, 1, True), (1, 2, False), (None, None, False), (1, None, False)],
)
def test_a_line_is_tied_when_both_say_yes_to_the_very_same_words(coach, client, tied):
    uids = {1: uuid4(), 2: uuid4(), None: None}

    assert policy.is_tied(SomeLine(uids[coach], uids[client])) is tied


@pytest.mark.parametrize(("words", "may"), [("x" * 600, True), ("x" * 601, False), (" ", False)])
def test_a_line_has_its_limit(words, may):
    assert bool(policy.may_put(words)) is may


@pytest.mark.row("INV-4")
@pytest.mark.parametrize("role", [*Role, "steward"])
@pytest.mark.parametrize("open_to_coach", [True, False])
def test_only_the_client_puts_a_goal_before_a_sponsor_and_only_a_shared_one(role, open_to_coach):
    may = role == "client" and open_to_coach

    assert bool(policy.may_release(role=role, open_to_coach=open_to_coach)) is may
