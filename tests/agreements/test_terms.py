"""Terms: their vocabulary, and that every sentence about them is true of them."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.agreements import terms as t
from goldenthread.agreements.headings import BY_KEY, HEADINGS, place_of
from goldenthread.agreements.saying import SENTENCE_LIMIT, Saying, saying_from
from goldenthread.agreements.starting_lines import line_from
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.agreements.terms import GROUNDS, KINDS, NAMES, VERBS, NotATerm, Term, term_from
from goldenthread.core.roles import BESIDE, PAIR, Role
from goldenthread.core.verdicts import Allowed
from tests.agreements.any_term import ANY_TERM

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CALLED = {"coach": "Alma", "Coach": "Alma", "client": "Ben", "Client": "Ben", "sponsor": "Dara"}
ALONE = Term("A1", "journal.passage", {"readers": ("client",)})

# The terms of documents that were signed before there were others: their bytes never change.
OF_OLD = [
    {
        "code": "A1",
        "class": "journal.passage",
        "readers": ["client", "coach"],
        "grant": "per_item",
    },
    {"code": "A1", "class": "journal.passage", "readers": ["client"], "grant": "per_item"},
    {"code": "A1", "class": "promise", "readers": ["client", "coach"], "grant": "per_item"},
    *({"code": "A7", "hours": hours} for hours in (24, 48, 72, 120)),
    {"code": "A12", "reminding": "never"},
    {"code": "A13", "recording": "never"},
    {"code": "A25", "grounds": list(GROUNDS)},
    {"code": "A25", "grounds": ["court_order", "own_defence"]},
    {"code": "A25", "grounds": []},
    {"code": "A26", "ending": "either, any time"},
]


def in_force(*terms):
    return t.compile([t.StandingTerm(term, AT) for term in terms], at=AT)


@pytest.mark.row("S0.14")
def test_every_clause_from_a1_to_a30_has_a_term():
    assert {kind.code for kind in KINDS.values()} == {
        *(f"A{number}" for number in range(1, 31)),
        "review",
        "short",
    }
    assert list(KINDS)[:5] == [
        "A1/journal.passage",
        "A1/promise",
        "A1/goal",
        "A1/session.agreement",
        "A2",
    ]
    assert {kind.heading for kind in KINDS.values()} <= BY_KEY.keys()


@pytest.mark.row("S4.6")
@pytest.mark.parametrize("value", OF_OLD, ids=str)
def test_a_term_signed_before_is_read_and_written_as_it_was(value):
    assert term_from(value).as_json() == value


@given(ANY_TERM)
def test_a_term_survives_the_way_through_its_json(term):
    again = term_from(term.as_json())

    assert again == term
    assert hash(again) == hash(term)
    assert again.key in KINDS


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"code": "A99"},
        {"code": 1},
        {"code": ["A1"]},
        {"code": "A1", "class": "journal.passage"},
        {"code": "A1", "class": "journal.passage", "readers": ["sponsor"], "grant": "per_item"},
        {"code": "A1", "class": "journal.passage", "readers": ["coach"], "grant": "per_item"},
        {"code": "A1", "class": "journal.passage", "readers": ["client", "coach"], "grant": "all"},
        {"code": "A1", "class": "commitment", "readers": ["client", "coach"], "grant": "per_item"},
        {"code": "A1", "class": "promise", "readers": ["client"], "grant": "per_item"},
        {"code": "A1", "class": "promise", "readers": "client", "grant": "per_item"},
        {"code": "A1", "class": "promise", "readers": {}, "grant": "per_item"},
        {"code": "A2", "read": []},
        {"code": "A2", "read": ["everything"]},
        {"code": "A4", "visible_to_client": False},
        {"code": "A7", "hours": 1},
        {"code": "A7", "hours": "48"},
        {"code": "A7", "hours": 48.0},
        {"code": "A7", "hours": 48, "privacy": 0},
        {"code": "A9", "notice": 24, "coach_same": False},
        {"code": "A13", "recording": "always"},
        {"code": "A17", "days": 30, "held": ["everything"]},
        {"code": "A25", "grounds": ["as required"]},
        {"code": "A25", "grounds": ["serious_harm", "court_order"]},
        {"code": "A25", "grounds": ["court_order", "court_order"]},
        {"code": "A25", "grounds": [], "note": "free text"},
        {"code": "A25", "grounds": [], "jurisdiction": "wherever"},
        {"code": "A28", "class": "interpreter", "until": "soon"},
        {"code": "A28", "class": "interpreter", "until": "2026-2-1"},
        {"code": "A28", "class": "interpreter", "until": None},
        {"code": "A28", "class": "sponsor", "until": ""},
        {"code": "review", "sessions": True, "days": 90, "by": ""},
        {"code": "review", "sessions": 25, "days": 90, "by": ""},
        {"code": "review", "sessions": 4, "days": 0, "by": ""},
    ],
)
def test_anything_outside_the_vocabulary_is_refused(value):
    with pytest.raises(NotATerm):
        term_from(value)


def test_a_term_no_compiler_knows_can_not_even_be_made():
    for code, subject, values in (
        ("A31", "", {}),
        ("A1", "diary", {}),
        ("A7", "", {"minutes": 5}),
        ("A7", "", {"hours": 7}),
    ):
        with pytest.raises(NotATerm):
            Term(code, subject, values)
    with pytest.raises(NotATerm):
        ALONE.but(readers=("coach",))


@given(ANY_TERM)
def test_a_term_holds_fixed_words_and_numbers_only(term):
    day = re.compile(r"\d{4}-\d\d-\d\d")
    for field in term.kind.fields:
        value = term[field.name]
        if isinstance(value, tuple):
            assert all(len(word) <= 32 for word in value)
        elif isinstance(value, str):
            known = set(getattr(field, "choices", ()))
            assert value in known or value == "" or day.fullmatch(value)
        else:
            assert isinstance(value, int)


# --- what is said about them ----------------------------------------------------------------------


@pytest.mark.row("S0.14")
@given(ANY_TERM)
def test_every_term_says_what_it_means_with_both_names(term):
    says = t.sentence_of(term, CALLED)

    assert says.endswith(".")
    assert not set(says) & set("{}[]()_'\"") - {"'"}
    assert term.key in NAMES


@pytest.mark.row("S0.14")
@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_what_only_people_can_keep_is_said_plainly_for_every_kind(kind):
    says = t.people_only_of(kind.default, CALLED)

    assert says.endswith(".")
    assert "{" not in says


OPENS_WORDS = {
    "journal.passage": "{Coach} can read and answer a passage",
    "promise": "both see each promise",
    "goal": "{coach} can read each one",
    "session.agreement": "both see what they agreed",
    "release": "can read",
    "supervision.case": "can read a case",
    "attendance": "can see how many sessions",
    "hope": "can write hopes",
    "request": "requests here",
    "contact": "can see {client}'s name",
    "schedule": "may see when sessions are",
    "recording": "nothing that records",
    "transcript": "nothing yet that writes out",
    "note": "{Coach} may keep notes",
    "pulse": "asks nothing of this kind yet",
}


@pytest.mark.row("S0.14")
@given(ANY_TERM)
def test_a_sentence_says_something_opens_where_the_compiler_opens_it_and_only_there(term):
    opened = {opening.thing for opening in term.kind.opens(term) if opening.role != Role.CLIENT}
    says = t.what_this_means_on_screen(term)

    for thing in opened:
        assert OPENS_WORDS[thing] in says, thing
    if not opened:
        assert "{Coach} can read" not in says
        assert "can see" not in says
        assert "both see" not in says


@pytest.mark.row("S0.14")
@given(ANY_TERM)
def test_a_term_opens_only_known_things_by_known_verbs_and_binds_whom_it_opens_to(term):
    for opening in term.kind.opens(term):
        assert opening.verb in VERBS[opening.thing]
        assert opening.role in term.kind.binds
    assert term.kind.binds >= PAIR
    for owed in term.kind.owes(term):
        assert owed.who in t.binds_of(term)
        assert owed.what.endswith(".")


def test_duties_have_keys_of_their_own():
    owed = [(owed.key, kind.key) for kind in KINDS.values() for owed in kind.owes(kind.default)]

    assert len({key for key, _ in owed}) == len(owed)


def test_a_sponsor_who_pays_signs_for_the_fees():
    assert t.binds_of(Term("A10", values={"payer": "sponsor"})) == PAIR | {Role.SPONSOR}
    assert t.binds_of(KINDS["A10"].default) == PAIR
    assert t.binds_of(KINDS["A24"].default) - PAIR == {Role.TRUSTEE, Role.SECOND_TRUSTEE}
    assert {role for kind in KINDS.values() for role in kind.binds} - PAIR == BESIDE


@pytest.mark.row("S1.11")
def test_there_is_no_general_exception():
    assert len(GROUNDS) == 5
    for vague in ("as required", "necessary", "appropriate", "and so on", "etc"):
        assert not any(vague in says.lower() for says in GROUNDS.values())


@pytest.mark.row("S1.11")
def test_the_law_it_goes_by_is_said_where_it_was_chosen():
    scots = Term("A25", values={"jurisdiction": "gb_sct"})

    assert "the law of Scotland" in t.sentence_of(scots, CALLED)
    assert "the law of" not in t.sentence_of(KINDS["A25"].default, CALLED)
    assert scots.as_json()["jurisdiction"] == "gb_sct"


@pytest.mark.row("S2.24")
def test_who_decides_is_the_client_unless_both_agree_otherwise():
    term = KINDS["A23"].default

    assert set(term.values.values()) == {"client"}
    assert term.kind.names == {"topic", "pace", "agenda", "prompts", "ending", "sponsor_text"}
    with pytest.raises(NotATerm):
        term.but(sponsor_text="coach")
    with pytest.raises(NotATerm):
        term.but(ending="coach")


@pytest.mark.row("S4.8")
def test_the_eight_headings_are_foys_in_foys_order():
    assert [heading.word for heading in HEADINGS] == [
        "Purpose",
        "Relationship",
        "Outcomes",
        "Margins",
        "In case of",
        "Safety",
        "Expectations",
        "Strategy",
    ]
    assert "".join(heading.word[0] for heading in HEADINGS) == "PROMISES"
    assert {2 <= len(heading.prompts) <= 4 for heading in HEADINGS} == {True}
    assert [place_of(heading.key) for heading in HEADINGS] == list(range(8))


@pytest.mark.row("S4.1")
def test_there_is_a_suggestion_for_every_heading_and_none_is_anybodys_yet():
    assert {line.heading for line in SUGGESTIONS} == {heading.key for heading in HEADINGS}
    assert {line.kept for line in SUGGESTIONS} == {False}
    assert len({line.key for line in SUGGESTIONS}) == len(SUGGESTIONS)
    assert all(len(line.sentence) <= SENTENCE_LIMIT for line in SUGGESTIONS)
    assert [line_from(line.as_json()) for line in SUGGESTIONS] == list(SUGGESTIONS)


@pytest.mark.row("S0.14")
def test_suggestions_state_no_term_twice_and_stand_together():
    suggested = [line.term for line in SUGGESTIONS if line.term]

    assert len({term.key for term in suggested}) == len(suggested)
    assert t.contradictions(suggested) == ()
    assert in_force(*suggested).may("coach", "read", "journal.passage") == Allowed()


@given(st.text(), st.text(), st.none() | ANY_TERM)
def test_words_survive_the_way_through_their_json(sentence, reason, term):
    saying = Saying(sentence, reason, term)

    assert saying_from(saying.as_json()) == saying
    assert saying.leaves_out == (sentence == "")
