"""The rules of what leaves, in the cast's words. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.core.roles import BESIDE, PAIR, Role
from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.sharing import policy, states
from goldenthread.sharing.states import (
    MAY_BECOME,
    OVER,
    REQUEST_MAY_BECOME,
    WAITING,
    HopePart,
    ReleaseState,
    RequestState,
)

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
OPEN, SHUT = Allowed(), Refused("Nothing opens this.")


def test_every_state_has_its_ways_out_and_what_is_over_has_none():
    assert set(MAY_BECOME) == set(ReleaseState)
    assert set(REQUEST_MAY_BECOME) == set(RequestState)
    assert {state for state, ways in MAY_BECOME.items() if not ways} == OVER
    assert MAY_BECOME[ReleaseState.OPEN] == OVER
    assert WAITING | OVER | {ReleaseState.OPEN} == set(ReleaseState)


@pytest.mark.row("INV-4")
def test_whose_keys_must_sign_before_a_text_opens():
    assert {role: policy.signers_for(role) for role in BESIDE} == {
        Role.SPONSOR: PAIR,
        Role.SUPERVISOR: PAIR,
        Role.INTERPRETER: {Role.CLIENT},
        Role.ASSISTANT: {Role.CLIENT},
        Role.TRUSTEE: {Role.CLIENT},
        Role.SECOND_TRUSTEE: {Role.CLIENT},
    }
    for one in PAIR:
        with pytest.raises(ValueError, match=one.value):
            policy.signers_for(one)


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        (set(), "drafted"),
        ({"client"}, "approved_by_client"),
        ({"coach"}, "approved_by_coach"),
        ({"client", "coach"}, "open"),
    ],
)
def test_a_text_for_a_sponsor_opens_with_both_yeses_in_any_order(given, stands):
    assert policy.after_yes(given, PAIR) == stands


def test_without_signers_nothing_opens():
    assert policy.after_yes({"client", "coach"}, frozenset()) == "approved_by_client"


def _approve(state=ReleaseState.DRAFTED, **more):
    told = {
        "role": "client",
        "signers": PAIR,
        "is_as_shown": True,
        "until": None,
        "at": AT,
        "opens": Allowed(),
        **more,
    }
    return policy.may_approve(state, **told)


def test_a_yes_is_for_exactly_what_was_shown_while_a_term_opens_it():
    assert _approve() == Allowed()
    assert _approve(role="sponsor") == Refused(policy.NOT_OF_THE_PAIR)
    assert _approve(role="coach", signers={"client"}) == Refused(
        "Your yes isn’t needed for this one."
    )
    assert _approve(is_as_shown=False) == Refused(policy.CHANGED)
    assert _approve(until=AT) == Refused(policy.DAY_HAS_COME)
    assert _approve(until=AT + timedelta(seconds=1)) == Allowed()
    assert _approve(opens=SHUT) == SHUT
    assert _approve(ReleaseState.OPEN) == Refused("It’s open already.")
    for state in OVER:
        assert _approve(state) == Refused(policy.IS_OVER)


def test_what_is_open_is_never_changed():
    assert policy.may_edit(ReleaseState.OPEN, role="client") == Refused(policy.STANDS)
    for state in WAITING:
        assert policy.may_edit(state, role="coach") == Allowed()
        assert policy.may_edit(state, role="sponsor") == Refused(policy.NOT_OF_THE_PAIR)
    for state in OVER:
        assert policy.may_edit(state, role="client") == Refused(policy.IS_OVER)


def test_either_of_the_pair_withdraws_and_nobody_else():
    for state in ReleaseState:
        for role in PAIR:
            allowed = state != ReleaseState.EXPIRED
            assert bool(policy.may_withdraw(state, role=role)) == allowed
        assert not policy.may_withdraw(state, role="sponsor")


@pytest.mark.row("INV-4")
def test_a_reader_reads_only_what_is_open_before_its_end_while_a_term_stands():
    for state in ReleaseState:
        verdict = policy.may_read(state, until=None, at=AT, opens=Allowed())
        assert bool(verdict) == (state == ReleaseState.OPEN)
    assert not policy.may_read(ReleaseState.OPEN, until=AT, at=AT, opens=Allowed())
    assert policy.may_read(ReleaseState.OPEN, until=None, at=AT, opens=SHUT) == SHUT


@pytest.mark.row("INV-5")
def test_each_part_of_the_room_is_one_roles_to_write():
    writers = {
        part: {
            role
            for role in Role
            if policy.may_speak(part, role=role, words="Something", opens=OPEN)
        }
        for part in HopePart
    }

    assert writers == {
        HopePart.HOPE: {Role.SPONSOR},
        HopePart.EVIDENCE: {Role.SPONSOR},
        HopePart.HELP: {Role.SPONSOR},
        HopePart.ANSWER: {Role.CLIENT},
        HopePart.NOT_REPORTED: {Role.COACH},
    }
    assert policy.may_speak(HopePart.HOPE, role="sponsor", words="x", opens=SHUT) == SHUT
    assert not policy.may_speak(HopePart.HOPE, role="sponsor", words="  ", opens=Allowed())
    long = "x" * (policy.LINE_MOST + 1)
    assert not policy.may_speak(HopePart.HOPE, role="sponsor", words=long, opens=Allowed())


@pytest.mark.row("S2.14")
def test_only_the_client_answers_a_request_and_only_once():
    answers = (RequestState.ACCEPTED, RequestState.REWORDED, RequestState.DECLINED)
    for state in RequestState:
        for became in RequestState:
            for role in Role:
                fits = state == RequestState.ASKED and became in answers and role == Role.CLIENT
                assert bool(policy.may_answer(state, became, role=role)) == fits


def test_the_asker_takes_back_what_nobody_answered():
    for state in RequestState:
        assert bool(policy.may_take_back(state, asked_it=True)) == (state == RequestState.ASKED)
        assert not policy.may_take_back(state, asked_it=False)


@pytest.mark.row("S2.14")
def test_only_the_coach_notes_what_came_from_outside_and_an_ask_cites_a_clause():
    assert policy.may_note(role="coach", words="She asked", cites=True) == Allowed()
    assert not policy.may_note(role="client", words="She asked", cites=True)
    assert not policy.may_note(role="coach", words="She asked", cites=False)
    assert not policy.may_note(role="coach", words=" ", cites=True)


def test_a_draft_is_for_somebody_beside_the_two_whom_a_term_lets_read():
    def draft(role="client", reader=Role.SPONSOR, opens=OPEN):
        return policy.may_draft(role=role, reader=reader, opens=opens)

    assert draft() == Allowed()
    assert draft(role="sponsor") == Refused(policy.NOT_OF_THE_PAIR)
    assert not draft(reader=Role.COACH)
    assert draft(opens=SHUT) == SHUT


def test_words_for_choices_are_the_states_themselves():
    assert states.release_words() == [(each.value, each.value) for each in ReleaseState]
    assert states.request_words() == [(each.value, each.value) for each in RequestState]
    assert [value for value, _ in states.part_words()] == list(HopePart)
    assert [value for value, _ in states.outside_words()] == ["asked", "spoke"]
