"""Terms: what they allow, and that every sentence about them is true of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.agreements.headings import HEADINGS, place_of
from goldenthread.agreements.saying import SENTENCE_LIMIT, Saying, saying_from
from goldenthread.agreements.starting_lines import line_from
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.agreements.terms import (
    GROUNDS,
    HOURS,
    KINDS,
    NAMES,
    NOTHING_OPENS_THIS,
    VERBS,
    NotATerm,
    Term,
    TermsInForce,
    term_from,
    terms_from,
    what_this_means_on_screen,
)
from goldenthread.core.verdicts import Allowed, Refused

NO = Refused("Nothing you've both signed opens this yet.")
ALONE = Term("A1", subject="journal.passage", readers=("client",))
ANY_TERM = st.one_of(
    st.sampled_from([*KINDS.values(), ALONE]),
    st.sampled_from(HOURS).map(lambda hours: Term("A7", hours=hours)),
    st.sets(st.sampled_from(list(GROUNDS))).map(
        lambda named: Term("A25", grounds=tuple(g for g in GROUNDS if g in named))
    ),
)
WHO_WHAT = [
    (role, verb, class_)
    for role in ("coach", "client", "sponsor", "supervisor", "steward")
    for verb in ("read", "answer", "share", "make", "delete", "record", "remind")
    for class_ in ("journal.passage", "promise", "journal.entry", "commitment", "recording")
]


@pytest.mark.row("INV-6")
def test_without_a_term_everything_is_no():
    nothing = TermsInForce()

    assert {nothing.may(*each) for each in WHO_WHAT} == {NO}
    assert NO.reason == NOTHING_OPENS_THIS
    assert (nothing.answer_hours, nothing.grounds) == (None, ())


@pytest.mark.row("INV-6", "S2.14")
def test_a_term_opens_its_class_to_its_readers_and_nothing_else():
    terms = TermsInForce((KINDS["A1/journal.passage"],))

    allowed = {each for each in WHO_WHAT if terms.may(*each) == Allowed()}

    assert allowed == {
        (role, verb, "journal.passage")
        for role in ("coach", "client")
        for verb in VERBS["journal.passage"]
    }


@pytest.mark.row("INV-6")
def test_all_terms_together_open_two_classes_to_the_two():
    terms = TermsInForce(tuple(KINDS.values()))

    opened = {(role, class_) for role, verb, class_ in WHO_WHAT if terms.may(role, verb, class_)}

    assert opened == {(r, c) for r in ("coach", "client") for c in ("journal.passage", "promise")}


@pytest.mark.row("INV-6")
@pytest.mark.parametrize("kind", [key for key in KINDS if not key.startswith("A1/")])
def test_only_a_clause_about_reading_opens_anything(kind):
    terms = TermsInForce((KINDS[kind],))

    assert {terms.may(*each) for each in WHO_WHAT} == {NO}


def test_the_journal_can_be_agreed_to_stay_closed():
    terms = TermsInForce((ALONE,))

    assert terms.may("coach", "read", "journal.passage") == NO
    assert terms.may("client", "read", "journal.passage") == Allowed()


def test_answer_time_and_exceptions_are_read_from_their_terms():
    terms = TermsInForce((KINDS["A7"], Term("A25", grounds=("court_order",))))

    assert (terms.answer_hours, terms.grounds) == (48, ("court_order",))


@given(ANY_TERM)
def test_a_term_survives_the_way_through_its_json(term):
    assert term_from(term.as_json()) == term
    assert terms_from([term.as_json()]) == TermsInForce((term,))


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"code": "A99"},
        {"code": "A1", "class": "journal.passage"},
        {"code": "A1", "class": "journal.passage", "readers": ["sponsor"], "grant": "per_item"},
        {"code": "A1", "class": "journal.passage", "readers": ["coach"], "grant": "per_item"},
        {"code": "A1", "class": "journal.passage", "readers": ["client", "coach"], "grant": "all"},
        {"code": "A1", "class": "commitment", "readers": ["client", "coach"], "grant": "per_item"},
        {"code": "A1", "class": "promise", "readers": ["client"], "grant": "per_item"},
        {"code": "A7", "hours": 1},
        {"code": "A7", "hours": "48"},
        {"code": "A13", "recording": "always"},
        {"code": "A25", "grounds": ["as required"]},
        {"code": "A25", "grounds": [], "note": "free text"},
    ],
)
def test_anything_outside_the_vocabulary_is_refused(value):
    with pytest.raises(NotATerm):
        term_from(value)


# --- what is said about them ----------------------------------------------------------------------


@pytest.mark.row("S0.14")
@given(ANY_TERM)
def test_every_term_says_what_it_means_with_both_names(term):
    says = what_this_means_on_screen(term).format(
        coach="Alma", Coach="Alma", client="Ben", Client="Ben", hours=term.hours
    )

    assert says.endswith(".")
    assert "{" not in says
    assert term.key in NAMES


@pytest.mark.row("S0.14")
@given(ANY_TERM)
def test_a_sentence_says_the_coach_can_read_only_where_the_engine_lets_them(term):
    says = what_this_means_on_screen(term)

    promised = "{Coach} can read" in says or "both see" in says
    allowed = any(TermsInForce((term,)).may("coach", "read", class_) for class_ in VERBS)
    assert promised == allowed


@pytest.mark.row("S1.11")
def test_there_is_no_general_exception():
    assert len(GROUNDS) == 5
    for vague in ("as required", "necessary", "appropriate", "and so on", "etc"):
        assert not any(vague in says.lower() for says in GROUNDS.values())


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
def test_suggestions_state_every_term_once():
    kinds = [line.term.key for line in SUGGESTIONS if line.term]

    assert sorted(kinds) == sorted(KINDS)


@given(st.text(), st.text(), st.none() | ANY_TERM)
def test_words_survive_the_way_through_their_json(sentence, reason, term):
    saying = Saying(sentence, reason, term)

    assert saying_from(saying.as_json()) == saying
    assert saying.leaves_out == (sentence == "")
