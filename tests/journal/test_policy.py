from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.journal import policy
from goldenthread.journal.states import MAY_BECOME, PassageState, state_at

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
YES, NO = Allowed(), Refused("Nothing you've both signed opens this yet.")


def test_the_client_may_write():
    assert policy.may_write(role="client") == Allowed()


def test_the_coach_may_not_write_in_the_journal():
    assert policy.may_write(role="coach") == Refused(policy.NOT_THEIRS)


def test_a_title_alone_may_be_kept():
    assert policy.may_keep(role="client", title="Talk only", body="") == Allowed()


def test_nothing_at_all_is_not_kept():
    assert policy.may_keep(role="client", title=" ", body="\n") == Refused(
        "Write a few words first."
    )


@pytest.mark.parametrize(
    ("title", "body", "verdict"),
    [
        ("t" * 200, "b" * 50_000, Allowed()),
        ("t" * 201, "b", Refused("A title holds 200 characters.")),
        ("t", "b" * 50_001, Refused("An entry holds 50,000 characters.")),
    ],
)
def test_an_entry_has_its_limits(title, body, verdict):
    assert policy.may_keep(role="client", title=title, body=body) == verdict


def test_the_client_may_share_words_under_a_term():
    assert _may_share() == Allowed()


@pytest.mark.row("INV-6")
def test_without_a_term_nothing_may_be_shared():
    assert _may_share(opened=NO) == NO


def test_the_coach_may_not_share_for_the_client():
    assert _may_share(role="coach") == Refused(policy.NOT_THEIRS)


def test_only_words_of_the_entry_may_be_shared():
    assert _may_share(words_are_there=False) == Refused(
        "Those words aren't in this entry as they stand."
    )


@pytest.mark.parametrize("days", [0, -1])
def test_nothing_is_shared_until_a_moment_gone_by(days):
    assert _may_share(closes_at=NOW + timedelta(days=days)) == Refused(
        "Choose a day that hasn't passed."
    )


@pytest.mark.parametrize("state", [PassageState.SHARED, PassageState.ENDED])
def test_the_client_may_take_back_what_was_shared(state):
    assert policy.may_take_back(role="client", state=state) == Allowed()


def test_the_coach_may_not_take_the_clients_words_back():
    assert policy.may_take_back(role="coach", state=PassageState.SHARED) == Refused(
        "Only the person who shared these words can take them back."
    )


def test_words_are_taken_back_once():
    assert policy.may_take_back(role="client", state=PassageState.TAKEN_BACK) == Refused(
        "You've already taken these words back."
    )


@pytest.mark.row("INV-6")
@pytest.mark.parametrize(
    ("role", "state", "opened", "allowed"),
    [
        ("coach", PassageState.SHARED, YES, True),
        ("coach", PassageState.SHARED, NO, False),
        ("coach", PassageState.ENDED, YES, False),
        ("coach", PassageState.TAKEN_BACK, YES, False),
        ("client", PassageState.SHARED, NO, True),
        ("client", PassageState.ENDED, NO, True),
        ("client", PassageState.TAKEN_BACK, YES, False),
    ],
)
def test_who_may_read_a_passage(role, state, opened, allowed):
    assert bool(policy.may_read(role=role, state=state, opened=opened)) is allowed


@pytest.mark.parametrize(
    ("role", "state", "words", "opened", "verdict"),
    [
        ("coach", PassageState.SHARED, "If it had a name?", YES, Allowed()),
        ("client", PassageState.SHARED, "Yes-sayer", NO, Allowed()),
        ("coach", PassageState.SHARED, "If it had a name?", NO, NO),
        ("coach", PassageState.SHARED, " ", YES, Refused("Write a few words first.")),
        (
            "coach",
            PassageState.SHARED,
            "a" * 10_001,
            YES,
            Refused("An answer holds 10,000 characters."),
        ),
        (
            "coach",
            PassageState.TAKEN_BACK,
            "But",
            YES,
            Refused("These words aren't shared any more, so there's nothing to answer beside."),
        ),
    ],
)
def test_who_may_answer_beside_a_passage(role, state, words, opened, verdict):
    given = policy.may_answer(role=role, state=state, words=words, opened=opened)

    assert given == verdict


def test_every_state_has_its_place_in_the_table():
    assert MAY_BECOME.keys() == set(PassageState)


@pytest.mark.parametrize(
    ("closes_at", "taken_back_at", "state"),
    [
        (None, None, PassageState.SHARED),
        (NOW + timedelta(seconds=1), None, PassageState.SHARED),
        (NOW, None, PassageState.ENDED),
        (NOW, NOW, PassageState.TAKEN_BACK),
        (None, NOW, PassageState.TAKEN_BACK),
    ],
)
def test_where_a_passage_stands(closes_at, taken_back_at, state):
    assert state_at(NOW, closes_at=closes_at, taken_back_at=taken_back_at) == state


def _may_share(**given):
    asked: dict[str, Any] = {
        "role": "client",
        "words_are_there": True,
        "closes_at": None,
        "opened": YES,
    }
    return policy.may_share(at=NOW, **(asked | given))
