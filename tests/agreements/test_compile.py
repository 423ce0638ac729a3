"""Compiling: the terms in force become one table, and nothing else opens anything (INV-6)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.agreements import terms as t
from goldenthread.agreements.terms import KINDS, Continuity, SeatStanding, StandingTerm, Term
from goldenthread.agreements.terms import words as w
from goldenthread.core.roles import BESIDE, Role
from goldenthread.core.verdicts import Allowed, Refused
from tests.agreements.any_term import ANY_TERM, of_kind

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
NO = Refused("Nothing you've both signed opens this yet.")
THERE = SeatStanding(active=True, signed=True)
ALL_SEATS = dict.fromkeys(BESIDE, THERE)
CANT_GO_ON = Continuity(said_so={Role.TRUSTEE, Role.SECOND_TRUSTEE})
QUESTIONS = [
    (role, verb, thing)
    for role in (*Role, "steward", "nobody")
    for verb in ("read", "answer", "share", "make", "write", "ask", "release", "move", "delete")
    for thing in (*w.VERBS, "journal.entry", "commitment")
    if thing != "agreement"
]
TWO_OF_A_KIND = st.sampled_from(list(KINDS.values())).flatmap(
    lambda kind: st.tuples(of_kind(kind), of_kind(kind))
)
SPONSORED = [KINDS[key].default for key in ("A2", "A3", "A4")]


def in_force(*terms, at=AT, seats=None, since=AT, review_due=None, continuity=None):
    """Compile terms with every seat taken and signed, unless told otherwise."""
    return t.compile(
        [StandingTerm(term, since) for term in terms],
        at=at,
        seats=ALL_SEATS if seats is None else seats,
        review_due=review_due,
        continuity=continuity,
    )


def opened(compiled):
    return {each for each in QUESTIONS if compiled.may(*each)}


@pytest.mark.row("INV-6")
def test_without_a_term_everything_is_no_but_the_agreement_itself():
    nothing = t.TermsInForce()

    assert {nothing.may(*each) for each in QUESTIONS} == {NO}
    for role in Role:
        assert bool(nothing.may(role, "read", "agreement")) == (role in ("coach", "client"))
        assert not nothing.opens_seat(role)
    assert (nothing.answer_hours, nothing.grounds, nothing.hours) == (None, (), None)
    assert (nothing.retention_days, nothing.duties) == (None, ())
    assert in_force() == nothing


@pytest.mark.row("INV-6")
@given(st.lists(ANY_TERM, max_size=8, unique_by=lambda term: term.key), st.data())
def test_delete_a_term_and_what_it_opened_closes(terms, data):
    whole = in_force(*terms, continuity=CANT_GO_ON)
    gone = data.draw(st.sampled_from(terms)) if terms else None
    left = in_force(*(term for term in terms if term != gone), continuity=CANT_GO_ON)

    for row in whole.access:
        others = [o for o in whole.access if o.power[:3] == row.power[:3] and o is not row]
        if gone and row.clause_key == gone.key and not others:
            assert not left.may(row.role, row.verb, row.thing)
    if not (gone and gone.key == "A30"):
        assert opened(left) <= opened(whole)


@pytest.mark.row("INV-6", "S2.14")
def test_the_journal_opens_to_the_two_and_only_so_far():
    assert opened(in_force(KINDS["A1/journal.passage"].default)) == {
        ("client", "read", "journal.passage"),
        ("client", "answer", "journal.passage"),
        ("client", "share", "journal.passage"),
        ("coach", "read", "journal.passage"),
        ("coach", "answer", "journal.passage"),
    }


def test_the_journal_can_be_agreed_to_stay_closed():
    compiled = in_force(Term("A1", "journal.passage", {"readers": ("client",)}))

    assert compiled.may("coach", "read", "journal.passage") == NO
    assert compiled.may("client", "read", "journal.passage") == Allowed()
    assert compiled.readers_of("journal.passage") == ("client",)


@pytest.mark.row("INV-6", "S0.15")
def test_a_sponsor_reads_releases_and_a_count_and_nothing_else():
    sponsor = {each[1:] for each in opened(in_force(*SPONSORED)) if each[0] == "sponsor"}

    assert sponsor == {
        ("read", "release"),
        ("read", "attendance"),
        ("read", "hope"),
        ("write", "hope"),
        ("read", "request"),
        ("ask", "request"),
    }


@pytest.mark.row("INV-6")
@pytest.mark.parametrize("thing", ["note", "recording", "transcript", "journal.entry"])
def test_nobody_beside_the_two_ever_gets_at_the_rest(thing):
    everything = [kind.default for kind in KINDS.values() if kind.code != "A30"]
    loosest = {"A13": "ask", "A14": "ask", "A16": "shared", "A29": "offered"}
    compiled = in_force(
        *(
            term.but(**{term.kind.fields[0].name: loosest[term.code]})
            if term.code in loosest
            else term
            for term in everything
        ),
        continuity=CANT_GO_ON,
    )

    assert {each[0] for each in opened(compiled) if each[2] == thing} <= {"coach", "client"}


@pytest.mark.row("INV-6")
@pytest.mark.parametrize(
    ("seat", "reason"),
    [
        (None, w.NOT_HERE_ANY_MORE),
        (SeatStanding(active=False, signed=True), w.NOT_HERE_ANY_MORE),
        (SeatStanding(active=True, signed=False), w.NOT_SIGNED_YET),
        (SeatStanding(active=True, signed=True, until=AT), w.NOT_HERE_ANY_MORE),
    ],
)
def test_a_seat_has_to_be_taken_signed_and_not_over(seat, reason):
    compiled = in_force(*SPONSORED, seats={} if seat is None else {Role.SPONSOR: seat})

    assert compiled.may("sponsor", "read", "release") == Refused(reason)
    assert compiled.may("client", "release", "release") == Allowed()
    assert compiled.opens_seat(Role.SPONSOR) == Allowed()


def test_an_access_ends_when_its_seat_or_its_last_day_does():
    term = Term("A28", "interpreter", {"until": "2026-03-10"})
    over = datetime(2026, 3, 11, 12, tzinfo=UTC)
    sooner = AT + DAY

    (row,) = (a for a in in_force(term).access if a.role == "interpreter")
    assert row.until == over
    seats = {Role.INTERPRETER: SeatStanding(active=True, signed=True, until=sooner)}
    (row,) = (a for a in in_force(term, seats=seats).access if a.role == "interpreter")
    assert row.until == sooner
    last = over - timedelta(seconds=1)
    assert in_force(term, at=last).may("interpreter", "read", "release") == Allowed()
    assert in_force(term, at=over).may("interpreter", "read", "release") == NO


@pytest.mark.row("S4.6")
def test_a_review_thirty_days_late_pauses_those_beside_the_two_and_not_the_two():
    terms = [*SPONSORED, KINDS["A1/promise"].default, KINDS["A5"].default]
    due = AT - 30 * DAY

    late = in_force(*terms, review_due=due)
    just_not = in_force(*terms, review_due=due + timedelta(seconds=1))

    waits = Refused(w.REVIEW_WAITS)
    assert (late.third_parties_paused, just_not.third_parties_paused) == (True, False)
    assert late.may("sponsor", "read", "release") == waits
    assert late.may("supervisor", "read", "supervision.case") == waits
    assert late.opens_seat(Role.SPONSOR) == waits
    assert late.may("coach", "read", "promise") == Allowed()
    assert {e for e in opened(just_not) if e[0] in ("coach", "client")} == opened(late)
    assert just_not.may("sponsor", "read", "release") == Allowed()


def test_those_who_step_in_see_how_to_reach_the_client_when_the_coach_can_not_go_on():
    term = KINDS["A24"].default
    silent = Continuity(last_check_in=AT - 14 * DAY)
    nearly = Continuity(last_check_in=AT - 14 * DAY + timedelta(seconds=1))

    for continuity in (None, Continuity(), nearly, Continuity(said_so={Role.TRUSTEE})):
        assert opened(in_force(term, continuity=continuity)) == set()
    for continuity in (silent, CANT_GO_ON):
        assert opened(in_force(term, continuity=continuity)) == {
            ("trustee", "read", "contact"),
            ("second_trustee", "read", "contact"),
        }
    late = in_force(term, continuity=silent, review_due=AT - 90 * DAY)
    assert late.may("trustee", "read", "contact") == Allowed()


@pytest.mark.row("INV-7", "S1.11")
def test_what_was_written_before_an_opening_stays_closed_by_it():
    compiled = in_force(KINDS["A1/journal.passage"].default, since=AT)

    def may(role, made_at):
        return compiled.may(role, "read", "journal.passage", made_at=made_at)

    assert may("coach", AT) == Allowed()
    assert may("coach", AT - DAY) == Refused(w.NOT_REACHED_BACK)
    assert may("client", AT - 900 * DAY) == Allowed()
    assert compiled.since("coach", "read", "journal.passage") == AT
    assert compiled.since("sponsor", "read", "journal.passage") is None


@pytest.mark.row("INV-7")
@pytest.mark.parametrize(
    ("stood", "now", "goes_on"),
    [
        ("both", "both", True),
        ("both", "client", True),
        ("client", "both", False),
        (None, "both", False),
        (None, "client", False),
    ],
)
def test_an_opening_goes_on_only_where_as_much_stood_before(stood, now, goes_on):
    terms = {
        "both": KINDS["A1/journal.passage"].default,
        "client": Term("A1", "journal.passage", {"readers": ("client",)}),
    }

    since = t.since_of(terms[now], terms.get(stood), AT - DAY, at=AT)

    assert since == (AT - DAY if goes_on else AT)


def test_a_last_day_put_off_in_time_breaks_nothing_and_one_that_was_over_does():
    ended = Term("A28", "interpreter", {"until": "2026-02-20"})
    standing = Term("A28", "interpreter", {"until": "2026-03-20"})
    longer = Term("A28", "interpreter", {"until": "2026-06-01"})

    assert t.since_of(longer, standing, AT - DAY, at=AT) == AT - DAY
    assert t.since_of(longer, ended, AT - DAY, at=AT) == AT
    assert t.is_tighter(longer, standing)
    assert not t.is_tighter(standing, longer)


@pytest.mark.row("INV-7")
@given(TWO_OF_A_KIND)
def test_what_is_tighter_never_opens_more_and_is_never_tighter_both_ways(two):
    term, other = two

    if t.is_tighter(term, other):
        assert t.loosens([term], [other]) == ()
        assert not t.is_tighter(other, term)
        assert opened(in_force(other)) <= opened(in_force(term))
    assert not t.is_tighter(term, term)
    assert t.loosens([term], [term]) == ()
    assert t.is_tighter(term, None) == (term.kind.may_close and t.opens_to_others(term))


@pytest.mark.row("INV-7", "S4.6")
def test_what_a_new_version_opens_more_is_named_row_by_row():
    alone = Term("A1", "journal.passage", {"readers": ("client",)})
    both = KINDS["A1/journal.passage"].default
    until, longer = (Term("A28", "assistant", {"until": day}) for day in ("2026-03-20", ""))

    def more(before, after):
        return {row.power[:3] for row in t.loosens(before, after)}

    assert more([alone], [both]) == {
        ("coach", "read", "journal.passage"),
        ("coach", "answer", "journal.passage"),
    }
    assert more([both], [alone]) == set()
    assert more([until], [longer]) == {
        ("assistant", "read", "schedule"),
        ("assistant", "move", "schedule"),
    }
    assert more([longer], [until]) == set()
    assert more([KINDS["A30"].default, *SPONSORED], SPONSORED) >= {("sponsor", "read", "release")}


def test_duties_carry_their_clocks():
    compiled = in_force(
        Term("A7", values={"hours": 72}),
        KINDS["A6"].default,
        KINDS["A9"].default,
        KINDS["A17"].default,
        Term("A25", values={"grounds": ("court_order",)}),
        KINDS["review"].default,
        KINDS["short"].default,
    )

    assert (compiled.answer_hours, compiled.grounds) == (72, ("court_order",))
    assert compiled.duty("answer_about_confidentiality").hours == 24
    assert compiled.hours == t.Hours(
        ("mon", "tue", "wed", "thu", "fri"), 9, 18, "client", ("here",)
    )
    assert {compiled.duty(f"notice.{who}").hours for who in ("coach", "client")} == {24}
    assert (compiled.retention_days, compiled.duty("review.coach").days) == (30, 90)
    assert compiled.duty("short.client").sessions == 2
    assert compiled.duty("nothing") is None
    assert {duty.clause_key for duty in compiled.duties} == {
        term.key for term in compiled.terms if term.key != "A26"
    }


@pytest.mark.row("S2.24")
def test_the_client_decides_what_a_sponsor_reads_and_nothing_takes_that_away():
    together = Term("A23", values={"sponsor_text": "both"})

    assert in_force().release_needs == {Role.CLIENT}
    assert in_force(KINDS["A23"].default).release_needs == {Role.CLIENT}
    assert in_force(together).release_needs == {Role.CLIENT, Role.COACH}


# --- a manager who coaches ------------------------------------------------------------------------


@pytest.mark.row("S4.6")
def test_the_profile_of_a_manager_shuts_notes_pulses_and_the_sponsor_whatever_was_signed():
    profile = KINDS["A30"].default
    notes, pulses = (
        Term("A16", values={"notes": "shared"}),
        Term("A29", values={"pulses": "offered"}),
    )

    compiled = in_force(profile, notes, pulses, *SPONSORED)

    assert {e for e in opened(compiled) if e[0] == "sponsor"} == set()
    assert {e for e in opened(compiled) if e[0] == "coach" and e[2] in ("note", "pulse")} == set()
    assert compiled.opens_seat(Role.SPONSOR) == NO
    assert {"hats", "no_appraisal", "recast_first.coach"} <= {d.key for d in compiled.duties}


PAIRS = [
    (["A30", ("A16", {"notes": "facts"})], ("A30", "A16")),
    (["A30", ("A29", {"pulses": "offered"})], ("A30", "A29")),
    (["A30", "A2", "A4"], ("A30", "A2")),
    (["A30", "A3"], ("A30", "A3")),
    (["A2", "A4", ("A20", {"roles": ("sponsor_is_line_manager",)})], ("A20", "A2")),
    ([("A20", {"roles": ("coach_is_line_manager",)})], ("A20", "A30")),
    ([("A14", {"counting": "ask"}), "A13"], ("A14", "A13")),
    ([("A14", {"counting": "ask"})], ("A14", "A13")),
    ([("A15", {"ai": "local"})], ("A15", "A15")),
    ([("A7", {"clock": "working"})], ("A7", "A6")),
    ([("A7", {"hours": 24, "privacy": 48})], ("A7", "A7")),
    ([("A6", {"from": 18, "to": 9})], ("A6", "A6")),
    (
        [("A11", {"rhythm": "weekly", "topics": ("past",)}), ("A21", {"topics": ("past",)})],
        ("A11", "A21"),
    ),
    (["short", ("A29", {"pulses": "offered"})], ("short", "A29")),
    (["short", ("A22", {"depth": 3})], ("short", "A22")),
    ([("A10", {"payer": "sponsor"})], ("A10", "A4")),
    (["A2"], ("A2", "A4")),
]


def made(each):
    return KINDS[each].default if isinstance(each, str) else Term(each[0], values=each[1])


@pytest.mark.row("S0.14", "S4.6")
@pytest.mark.parametrize(("terms", "keys"), PAIRS, ids=lambda each: str(each)[:40])
def test_terms_that_can_not_stand_together_are_named_both(terms, keys):
    found = t.contradictions([made(each) for each in terms])

    assert keys in {(each.first_key, each.second_key) for each in found}
    assert all(each.why.endswith(".") for each in found)


@pytest.mark.row("S4.6")
def test_each_kind_as_it_starts_out_stands_alone_or_says_what_it_needs():
    needs = {kind.key for kind in KINDS.values() if t.contradictions([kind.default])}

    assert needs == {"A2"}
    assert t.contradictions(SPONSORED) == ()
    assert t.contradictions([KINDS["A3"].default, KINDS["A3"].default])[0].first_key == "A3"


def test_what_the_client_chose_for_themselves_rules_terms_out_without_being_named():
    pulses = Term("A29", values={"pulses": "offered"})

    (found,) = t.contradictions([pulses], ruled_out={"pulses"})

    assert (found.first_key, found.second_key) == ("A29", "A29")
    assert "gentle" not in found.why
    assert t.contradictions([pulses]) == ()
    assert len(t.contradictions(SPONSORED, ruled_out={"sponsor"})) == 1
