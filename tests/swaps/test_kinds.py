"""The kinds of swap: what is declared, and what may not be."""

from __future__ import annotations

import pytest

from goldenthread.agreements import answers_apart
from goldenthread.core.roles import Role
from goldenthread.swaps import kinds
from goldenthread.swaps.kinds import KindRefused, Prompt, all_kinds, declare, the_kind

EIGHT = [
    "promises.purpose",
    "promises.relationship",
    "promises.outcomes",
    "promises.margins",
    "promises.in_case_of",
    "promises.safety",
    "promises.expectations",
    "promises.strategy",
]


@pytest.fixture
def empty_shelf(monkeypatch):
    monkeypatch.setattr(kinds, "_declared", {})


@pytest.mark.row("S4.8")
def test_the_eight_headings_and_the_four_of_our_own_are_declared():
    assert [kind.key for kind in all_kinds()] == [
        "trust_card",
        "assumption",
        "wishes",
        "recast",
        *EIGHT,
    ]
    assert answers_apart.kind_of("purpose") == EIGHT[0]


@pytest.mark.row("S2.8")
def test_a_trust_card_asks_both_the_same_four_things():
    card = the_kind("trust_card")

    assert [prompt.asks for prompt in card.prompts_of("client")] == [
        "I know I can trust someone when …",
        "I stop when …",
        "Please do …",
        "Please don’t …",
    ]
    assert card.prompts_of("coach") == card.prompts_of("client")


@pytest.mark.row("S2.19")
def test_each_says_what_they_will_assume_when_something_goes_wrong():
    assert [prompt.asks for prompt in the_kind("assumption").prompts] == [
        "When something goes wrong between us, I’ll assume about you …"
    ]


@pytest.mark.row("S1.1")
def test_a_coach_is_asked_for_interests_of_their_own():
    wishes = the_kind("wishes")

    assert [prompt.key for prompt in wishes.prompts_of("client")] == ["own", "others"]
    assert [prompt.key for prompt in wishes.prompts_of("coach")] == ["for_them", "interests"]
    [interests] = [prompt for prompt in wishes.prompts if prompt.key == "interests"]
    assert all(
        word in interests.hint for word in ("going on for longer", "research", "qualification")
    )


@pytest.mark.row("S2.21")
def test_recast_has_two_blank_columns_under_three_questions_of_ours():
    recast = the_kind("recast")

    assert [prompt.asks for prompt in recast.prompts] == ["Your side of it"]
    assert len(recast.above) == 3
    assert recast.adds == "What I did not know"


def test_a_key_makes_an_address_of_our_own_words():
    assert the_kind("trust_card").slug == "trust-card"
    assert the_kind("promises.in_case_of").slug == "promises-in-case-of"


@pytest.mark.parametrize("key", ["Trust", "trust card", "a.b.c", "", "x" * 65])
def test_a_misspelt_key_is_refused(empty_shelf, key):
    with pytest.raises(KindRefused, match="is no key"):
        declare(key, "Title", ["Why?"])


def test_a_kind_is_declared_once(empty_shelf):
    declare("walk", "A walk", ["Where to?"])

    with pytest.raises(KindRefused, match="declared already"):
        declare("walk", "A walk", ["Where to?"])


def test_a_kind_that_asks_one_of_the_two_nothing_is_refused(empty_shelf):
    only_client = Prompt("q", "Why?", frozenset({Role.CLIENT}))

    with pytest.raises(KindRefused, match="asks one of the two nothing"):
        declare("walk", "A walk", [only_client])
    assert all_kinds() == ()


def test_two_questions_with_one_key_are_refused(empty_shelf):
    with pytest.raises(KindRefused, match="two questions with one key"):
        declare("walk", "A walk", [Prompt("q", "Why?"), Prompt("q", "How?")])


def test_a_kind_nobody_declared_is_not_found():
    with pytest.raises(KeyError):
        the_kind("walk")
