"""The rules of agreements, without a database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from goldenthread.agreements import policy
from goldenthread.agreements.starting_lines import Line, in_order, with_line, without_line
from goldenthread.agreements.states import MAY_BECOME, OPEN, SIGNED, VersionState
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.agreements.terms import KINDS, Term
from goldenthread.core.verdicts import Allowed, Refused


@dataclass
class Someone:
    uid: UUID


@dataclass
class SomePair:
    coach_uid: UUID
    client_uid: UUID | None
    state: str = "going_on"


@dataclass
class SomeClause:
    coach_yes_id: UUID | None = None
    client_yes_id: UUID | None = None


ALMA, BEN, CLEO, DARA, ENZO = (Someone(uuid4()) for _ in range(5))
PAIR = SomePair(ALMA.uid, BEN.uid)
ENDED = SomePair(ALMA.uid, BEN.uid, "ended")
KEPT = [Line("a", "purpose", "Words.", "", kept=True)]
W, OTHER = uuid4(), uuid4()
TIED = SomeClause(W, W)
NOT_A_PARTY = Refused("Only the two people named in this agreement can do that.")
NOT_OPEN = Refused("This version isn't being talked about any more. Reopen the agreement first.")
HAS_ENDED = Refused("This relationship has ended.")


def test_every_state_has_its_place_in_the_table():
    assert MAY_BECOME.keys() == set(VersionState)
    assert OPEN | SIGNED | {VersionState.ENDED} == set(VersionState)


@pytest.mark.parametrize(("state", "to"), [(s, t) for s in VersionState for t in VersionState])
def test_a_version_moves_only_along_the_table(state, to):
    assert bool(policy.may_become(state, to)) == (to in MAY_BECOME[state])


@pytest.mark.row("INV-7")
def test_no_road_leads_into_force_except_from_the_first_signature():
    assert [s for s in VersionState if VersionState.IN_FORCE in MAY_BECOME[s]] == [
        VersionState.SIGNED_BY_ONE
    ]


def test_the_coach_proposes_words_of_their_own():
    assert policy.may_propose(PAIR, by=ALMA, lines=KEPT, versions=0) == Allowed()


@pytest.mark.parametrize(
    ("pair", "by", "lines", "versions", "reason"),
    [
        (
            PAIR,
            BEN,
            KEPT,
            0,
            "The coach makes the first proposal. You can change every word of it.",
        ),
        (
            PAIR,
            CLEO,
            KEPT,
            0,
            "The coach makes the first proposal. You can change every word of it.",
        ),
        (
            SomePair(ALMA.uid, None),
            ALMA,
            KEPT,
            0,
            "There's nobody to agree with yet. Your client hasn't come in.",
        ),
        (ENDED, ALMA, KEPT, 0, "This relationship has ended."),
        (PAIR, ALMA, KEPT, 1, "You've already proposed an agreement here."),
        (PAIR, ALMA, [], 0, "There's nothing in your starting words yet."),
        (
            PAIR,
            ALMA,
            [*KEPT, SUGGESTIONS[0]],
            0,
            "Some lines are still suggestions. Keep, change or leave out each of them first.",
        ),
    ],
)
@pytest.mark.row("S4.1")
def test_a_proposal_is_refused_for_a_reason(pair, by, lines, versions, reason):
    assert policy.may_propose(pair, by=by, lines=lines, versions=versions) == Refused(reason)


@pytest.mark.parametrize("by", [ALMA, BEN])
@pytest.mark.parametrize("state", sorted(OPEN))
def test_both_may_talk_while_a_version_is_open(by, state):
    assert policy.may_talk(PAIR, state, by=by) == Allowed()


@pytest.mark.parametrize("by", [CLEO, DARA, ENZO])
def test_nobody_else_may_do_anything(by):
    rules = [
        policy.may_talk(PAIR, "talking", by=by),
        policy.may_say_yes(PAIR, "talking", TIED, W, by=by),
        policy.may_add(PAIR, "talking", None, (), by=by),
        policy.may_reword(PAIR, "talking", "", None, by=by),
        policy.may_reopen(PAIR, {"in_force"}, by=by),
        policy.may_ask(PAIR, "talking", by=by),
        policy.may_answer(PAIR, BEN.uid, by=by, answered=False),
        policy.may_end(PAIR, by=by),
        policy.may_sign(
            PAIR, "talking", by=by, clauses=[TIED], left_out=0, heard={by.uid}, signed=set()
        ),
    ]

    assert rules == [NOT_A_PARTY] * len(rules)


@pytest.mark.parametrize("by", [ALMA, BEN])
def test_nothing_changes_after_the_end(by):
    rules = [
        policy.may_talk(ENDED, "talking", by=by),
        policy.may_reopen(ENDED, {"in_force"}, by=by),
        policy.may_ask(ENDED, "in_force", by=by),
        policy.may_answer(ENDED, BEN.uid, by=by, answered=False),
    ]

    assert rules == [HAS_ENDED] * len(rules)


@pytest.mark.parametrize("state", sorted(set(VersionState) - OPEN))
def test_a_version_that_is_settled_stays_as_it_is(state):
    assert policy.may_talk(PAIR, state, by=BEN) == NOT_OPEN


def test_a_yes_is_for_the_words_the_other_stands_by_now():
    clause = SomeClause(coach_yes_id=W)

    assert policy.may_say_yes(PAIR, "talking", clause, W, by=BEN) == Allowed()
    moved = Refused("The words changed while you were reading. Here they are as they stand now.")
    assert policy.may_say_yes(PAIR, "talking", clause, OTHER, by=BEN) == moved
    assert policy.may_say_yes(PAIR, "talking", clause, W, by=ALMA) == moved


def test_tied_means_the_very_same_wording():
    assert policy.is_tied(TIED)
    assert not policy.is_tied(SomeClause())
    assert not policy.is_tied(SomeClause(W, OTHER))
    assert not policy.is_tied(SomeClause(W, None))


def test_a_term_stands_once_in_a_version():
    recording = KINDS["A13"].default

    assert policy.may_add(PAIR, "talking", recording, {"A12"}, by=BEN) == Allowed()
    assert policy.may_add(PAIR, "talking", recording, {"A13"}, by=BEN) == Refused(
        "Another clause already says this. Reword that one."
    )


def test_a_term_can_be_changed_but_not_swapped():
    alone = Term("A1", "journal.passage", {"readers": ("client",)})

    assert policy.may_reword(PAIR, "talking", alone.key, alone, by=BEN) == Allowed()
    swapped = Refused("These words belong to another clause.")
    assert policy.may_reword(PAIR, "talking", "", alone, by=BEN) == swapped
    assert policy.may_reword(PAIR, "talking", "A13", None, by=BEN) == swapped


BOTH = {ALMA.uid, BEN.uid}


@pytest.mark.parametrize(
    ("clauses", "left_out", "heard", "signed", "reason"),
    [
        ([TIED], 0, BOTH, {BEN.uid}, "You've signed this already."),
        ([TIED, SomeClause(W)], 0, BOTH, set(), "Some clauses are still being talked about."),
        ([TIED], 1, BOTH, set(), "There's nothing in this agreement to sign."),
        ([], 0, BOTH, set(), "There's nothing in this agreement to sign."),
        (
            [TIED],
            0,
            {ALMA.uid},
            set(),
            "Read the page about confidentiality first, and say whether you have a question.",
        ),
        (
            [TIED],
            0,
            {BEN.uid},
            set(),
            "You can sign once you've both read the page about confidentiality.",
        ),
    ],
)
@pytest.mark.row("S0.14")
def test_signing_is_refused_for_a_reason(clauses, left_out, heard, signed, reason):
    verdict = policy.may_sign(
        PAIR, "talking", by=BEN, clauses=clauses, left_out=left_out, heard=heard, signed=signed
    )

    assert verdict == Refused(reason)


@pytest.mark.row("S0.14")
def test_signing_is_possible_once_all_is_tied_and_both_were_heard():
    verdict = policy.may_sign(
        PAIR, "talking", by=BEN, clauses=[TIED], left_out=0, heard=BOTH, signed=set()
    )

    assert verdict == Allowed()


def test_either_may_reopen_what_is_signed_once():
    assert policy.may_reopen(PAIR, {"in_force"}, by=BEN) == Allowed()
    assert policy.may_reopen(PAIR, {"in_force", "superseded"}, by=ALMA) == Allowed()
    assert policy.may_reopen(PAIR, {"talking"}, by=BEN) == Refused(
        "There's no signed agreement to reopen."
    )
    assert policy.may_reopen(PAIR, {"in_force", "talking"}, by=BEN) == Refused(
        "You're already talking about a new version."
    )


def test_both_may_ask_before_signing_and_after():
    assert policy.may_ask(PAIR, "talking", by=ALMA) == Allowed()
    assert policy.may_ask(PAIR, "in_force", by=BEN) == Allowed()
    assert policy.may_ask(PAIR, "superseded", by=BEN) == NOT_OPEN


def test_the_one_who_was_asked_answers_once():
    assert policy.may_answer(PAIR, BEN.uid, by=ALMA, answered=False) == Allowed()
    assert policy.may_answer(PAIR, BEN.uid, by=BEN, answered=False) == Refused(
        "This is your own question. The other one answers it."
    )
    assert policy.may_answer(PAIR, BEN.uid, by=ALMA, answered=True) == Refused(
        "This question has its answer."
    )


@pytest.mark.row("INV-7")
def test_only_the_client_closes_alone_and_only_what_is_open():
    term = KINDS["A1/journal.passage"].default
    alone = Term("A1", "journal.passage", {"readers": ("client",)})

    def may(before, to=None, by=BEN, state="in_force"):
        return policy.may_tighten(PAIR, state, before, to, by=by)

    assert may(term) == Allowed()
    assert may(term, alone) == Allowed()
    assert may(None) == Refused("This is closed already.")
    assert may(term, by=ALMA) == Refused("Only the one whose words these are can close them alone.")
    for by in (CLEO, DARA, ENZO):
        assert may(term, by=by) == policy.NOT_A_PARTY
    nothing = Refused("There's nothing here to close.")
    assert may(alone) == nothing
    assert may(KINDS["A13"].default) == nothing
    assert may(term, state="superseded") == Refused(
        "This isn't in force any more. Look at the version that is."
    )


@pytest.mark.row("INV-7")
def test_loosening_is_refused_to_either_of_the_two():
    alone = Term("A1", "journal.passage", {"readers": ("client",)})
    opened = KINDS["A1/journal.passage"].default
    never, ask = KINDS["A13"].default, Term("A13", values={"recording": "ask"})

    for before, to in ((alone, opened), (never, ask), (never, never), (never, opened)):
        assert policy.may_tighten(PAIR, "in_force", before, to, by=BEN) == policy.WOULD_LOOSEN
        assert not policy.may_tighten(PAIR, "in_force", before, to, by=ALMA)


@pytest.mark.row("INV-7")
def test_the_coach_shortens_their_own_hours_once_with_a_weeks_notice():
    hours = KINDS["A6"].default
    shorter, longer = hours.but(to=16), hours.but(to=20)
    at = datetime(2026, 3, 2, tzinfo=UTC)

    assert policy.may_tighten(PAIR, "in_force", hours, shorter, by=ALMA) == Allowed()
    assert policy.may_tighten(PAIR, "in_force", hours, longer, by=ALMA) == policy.WOULD_LOOSEN
    assert policy.may_tighten(PAIR, "in_force", hours, shorter, by=BEN) == Refused(
        "These hours are the coach's own to shorten."
    )
    assert policy.tightens_from("coach", at=at) == at + timedelta(days=7)
    assert policy.tightens_from("client", at=at) == at
    assert policy.may_narrow_again("client", narrowed=True) == Allowed()
    assert not policy.may_narrow_again("coach", narrowed=True)


@pytest.mark.row("INV-7", "S1.11")
@pytest.mark.parametrize("key", ["A7", "A9", "A12", "A20", "A23", "A25", "A26", "review"])
def test_what_binds_both_is_changed_together(key):
    for by in (ALMA, BEN):
        assert policy.may_tighten(PAIR, "in_force", KINDS[key].default, None, by=by) == Refused(
            "This binds you both. Reopen the agreement to change it together."
        )


@pytest.mark.row("S0.14", "S4.6")
def test_terms_that_contradict_each_other_are_named_both():
    profile, notes = KINDS["A30"].default, KINDS["A16"].default
    working = Term("A7", values={"clock": "working"})
    late = Term("A7", values={"hours": 24, "privacy": 72})

    assert policy.may_stand_together([profile]) == Allowed()
    assert policy.may_stand_together([profile, notes]) == Refused(
        "“A manager who coaches” and “The coach's notes” can't both stand. "
        "A manager who coaches keeps no notes."
    )
    assert policy.may_stand_together([working]) == Refused(
        "“How soon an answer comes” can't stand without “Hours, and ways to reach each other”. "
        "An answer counted in agreed hours needs the clause that agrees on hours."
    )
    assert policy.may_stand_together([late]) == Refused(
        "“How soon an answer comes” can't stand like this. "
        "A question about confidentiality is never answered later than another."
    )


@pytest.mark.row("INV-20")
@pytest.mark.parametrize("by", [ALMA, BEN])
def test_either_may_end_at_any_time(by):
    assert policy.may_end(PAIR, by=by) == Allowed()


def test_lines_stay_in_foys_order_and_a_kept_line_counts_its_editions():
    own = Line("own", "purpose", "Mine.", "")

    lines = with_line(SUGGESTIONS, own)
    again = with_line(lines, lines[1])

    assert [line.key for line in lines[:3]] == ["purpose", "own", "relationship"]
    assert (lines[1].kept, lines[1].edition, again[1].edition) == (True, 1, 2)
    assert [line.key for line in without_line(again, "own")] == [s.key for s in SUGGESTIONS]
    assert in_order(reversed(SUGGESTIONS))[0].heading == "purpose"
