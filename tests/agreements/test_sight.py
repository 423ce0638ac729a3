"""Who can see what: the page's table is the compiled one, whatever was agreed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.agreements import terms as t
from goldenthread.agreements.powers import loosens_for_others, power_changes
from goldenthread.agreements.sight import sight_of
from goldenthread.core.roles import BESIDE, PAIR, Role
from tools import sight as sight_tool

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def chosen(field):
    if isinstance(field, t.OneOf):
        return st.sampled_from(list(field.choices))
    if isinstance(field, t.SomeOf):
        some = st.sets(st.sampled_from(list(field.words)), min_size=field.at_least)
        return some.map(lambda words: tuple(word for word in field.words if word in words))
    if isinstance(field, t.Number):
        return st.integers(field.least, field.most)
    return st.sampled_from(["", "2026-01-01", "2026-12-31"])


def of_kind(kind):
    values = {field.name: chosen(field) for field in kind.fields}
    return st.fixed_dictionaries(values).map(lambda v: t.Term(kind.code, kind.subject, v))


SOME_TERMS = st.sets(st.sampled_from(sorted(t.KINDS))).flatmap(
    lambda keys: st.tuples(*(of_kind(t.KINDS[key]) for key in sorted(keys)))
)
SEATS = st.dictionaries(
    st.sampled_from(sorted(BESIDE)),
    st.builds(t.SeatStanding, active=st.booleans(), signed=st.booleans()),
)


def compiled(terms, seats, late):
    standing = [t.StandingTerm(term, AT - timedelta(days=9)) for term in terms]
    return t.compile(standing, at=AT, seats=seats, review_due=AT - timedelta(days=late))


@pytest.mark.row("INV-6", "S0.15", "S0.14")
@given(SOME_TERMS, SEATS, st.sampled_from([0, 40]))
def test_the_page_shows_exactly_what_was_compiled(terms, seats, late):
    table = compiled(terms, seats, late)

    told = {
        (cell.role, verb, row.thing, line.grant, line.since, line.until, line.clause_key)
        for row in sight_of(table, Role.CLIENT)
        for cell in row.cells
        for line in cell.lines
        for verb in line.verbs
    }

    assert told == {
        (a.role, a.verb, a.thing, a.grant, a.since, a.until, a.clause_key) for a in table.access
    }


@pytest.mark.row("INV-6")
@given(SOME_TERMS, SEATS)
def test_a_cell_is_open_exactly_where_policy_says_yes(terms, seats):
    table = compiled(terms, seats, 0)

    for row in sight_of(table, Role.COACH, seats=[*BESIDE]):
        for cell in row.cells:
            verbs = {verb for line in cell.lines for verb in line.verbs}
            assert verbs == {
                verb for verb in t.VERBS[row.thing] if table.may(cell.role, verb, row.thing)
            }


@given(SOME_TERMS, SEATS, st.sampled_from(sorted(BESIDE)))
def test_somebody_beside_the_two_sees_their_own_column_and_no_other(terms, seats, role):
    table = compiled(terms, seats, 0)

    assert {cell.role for row in sight_of(table, role) for cell in row.cells} == {role}


def test_nothing_in_force_shows_the_agreement_to_its_pair_and_nothing_else():
    rows = sight_of(t.TermsInForce(), Role.CLIENT)

    assert [row.thing for row in rows] == list(t.THINGS)
    assert [cell.role for cell in rows[0].cells] == ["client", "coach"]
    assert {row.thing for row in rows for cell in row.cells if cell.is_open} == {"agreement"}


def test_a_cell_says_what_an_agreed_opening_still_waits_for():
    terms = [t.KINDS["A3"].default, t.KINDS["A4"].default]
    waiting = {Role.SPONSOR: t.SeatStanding(active=True, signed=False)}

    rows = {row.thing: row for row in sight_of(compiled(terms, waiting, 0), Role.CLIENT)}

    cell = rows["attendance"].cell("sponsor")
    assert (cell.is_open, cell.why) == (
        False,
        "This opens once the clauses that bind this place are signed.",
    )
    assert rows["journal.passage"].cell("sponsor").why == ""
    with pytest.raises(KeyError):
        rows["attendance"].cell("trustee")


# --- what changes from one version to the next ----------------------------------------------------


@pytest.mark.row("INV-7", "S4.6")
@given(SOME_TERMS, SOME_TERMS)
def test_every_power_that_changed_is_told_and_every_loosening_is_marked(before, now):
    changes = power_changes(before, now)

    marked = {
        (role, change.verb, change.thing, change.grant)
        for change in changes
        for role in change.reaches
    }
    assert marked == {(a.role, a.verb, a.thing, a.grant) for a in t.loosens(before, now)}
    for change in changes:
        assert change.before != change.now or change.is_looser


@given(SOME_TERMS)
def test_the_same_terms_change_no_power(terms):
    assert power_changes(terms, terms) == ()


def test_a_sponsors_window_is_told_as_before_and_now():
    before = [t.KINDS["A1/journal.passage"].default]
    now = [*before, t.KINDS["A3"].default]

    [change] = power_changes(before, now)

    assert (change.verb, change.thing, change.before, change.now) == (
        "read",
        "attendance",
        (),
        ("sponsor",),
    )
    assert change.reaches == ("sponsor",)
    assert loosens_for_others([change])
    [closing] = power_changes(now, before)
    assert (closing.now, closing.reaches, loosens_for_others([closing])) == ((), (), False)


def test_the_pair_is_always_told_first():
    assert {"client", "coach"} == PAIR
    changes = power_changes([], [t.KINDS["A1/promise"].default])

    assert {change.now for change in changes} == {("client", "coach")}


# --- every cell that any agreement could open (docs/sight.md) -------------------------------------

CELLS = [
    pytest.param(role, thing, id=f"{role.value}-{thing}")
    for thing in t.THINGS
    for role in sight_tool.COLUMNS
]
ALL_TAKEN = {role: t.SeatStanding(active=True, signed=True) for role in BESIDE}
SILENT = t.Continuity(last_check_in=AT - timedelta(days=99))


def opens(terms, role, thing):
    standing = [t.StandingTerm(term, AT - timedelta(days=9)) for term in terms]
    table = t.compile(standing, at=AT, seats=ALL_TAKEN, continuity=SILENT)
    return any(table.may(role, verb, thing) for verb in t.VERBS[thing])


@pytest.mark.row("INV-6", "S0.15")
@pytest.mark.parametrize(("role", "thing"), CELLS)
def test_a_cell_opens_by_its_clauses_and_by_nothing_else(role, thing):
    keys = sight_tool.keys_opening(role, thing)
    always = thing == "agreement" and role in PAIR

    assert opens([], role, thing) == always
    for key, kind in t.KINDS.items():
        by_some = any(opens([term], role, thing) for term in sight_tool.variants(kind))
        assert by_some == (always or key in keys)


def test_the_page_of_every_cell_is_as_the_terms_draw_it():
    assert sight_tool.PAGE.read_text(encoding="utf-8") == sight_tool.page()


def test_every_cell_leads_to_tests_that_are_there():
    named = {
        *sight_tool.EVERYWHERE,
        *(x for tests in sight_tool.OF_A_THING.values() for x in tests),
    }

    assert [name for name in named if not (sight_tool.ROOT / name).exists()] == []
    assert set(sight_tool.OF_A_THING) <= set(t.THINGS)
