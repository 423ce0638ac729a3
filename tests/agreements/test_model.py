"""Random agreements and random histories against a small model of its own (INV-6, INV-7).

The model knows nothing of the compiler: it has its own list of what each clause opens, and keeps
the whole history as a picture per day, from which it answers by looking. What the code under test
says must be what the model says, in both directions: no reader ever beyond it, none short of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.agreements import actions, in_force, moves, policy
from goldenthread.agreements import terms as t
from goldenthread.agreements.models import TermRow, Version
from goldenthread.agreements.states import VersionState
from goldenthread.agreements.terms import KINDS, Continuity, SeatStanding, Term
from goldenthread.agreements.terms import words as w
from goldenthread.core.ids import new_uid
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import BESIDE, Role
from goldenthread.core.verdicts import NotAllowed
from tests.agreements.any_term import of_kind

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
ALMA, BEN, CLEO = (SimpleNamespace(uid=new_uid()) for _ in range(3))
PEOPLE: dict[str, HasUid] = {"coach": ALMA, "client": BEN, "stranger": CLEO}
PAIR = SimpleNamespace(uid=new_uid(), coach_uid=ALMA.uid, client_uid=BEN.uid, state=policy.GOING_ON)
QUESTIONS = [
    (role, verb, thing)
    for thing, verbs in w.VERBS.items()
    for verb in sorted(verbs)
    for role in (*(role.value for role in Role), "steward")
    if thing != "agreement"
]
Power = tuple[str, str, str]
MINE = "client"


def day(number: float) -> datetime:
    """Give a moment of the history. Deeds happen on whole days, things are written at half days."""
    return START + timedelta(days=number)


# --- the model ------------------------------------------------------------------------------------


def opens(term: Term) -> set[Power]:
    """Say what a clause opens, as requirements 3.4 have it. Written by hand, apart from the code."""
    v: Mapping[str, Any] = term.values
    key = term.key
    two = ("client", "coach")
    table: dict[str, set[Power]] = {
        "A1/journal.passage": {
            *((MINE, verb, "journal.passage") for verb in ("read", "answer", "share")),
            *(
                ("coach", verb, "journal.passage")
                for verb in ("read", "answer")
                if "coach" in v.get("readers", ())
            ),
        },
        "A1/promise": {
            (who, verb, "promise") for who in two for verb in ("read", "make", "answer")
        },
        "A1/goal": {
            *((MINE, verb, "goal") for verb in ("read", "write", "answer")),
            *(
                ("coach", verb, "goal")
                for verb in ("read", "answer")
                if "coach" in v.get("readers", ())
            ),
        },
        "A1/session.agreement": {
            (who, verb, "session.agreement") for who in two for verb in ("read", "write")
        },
        "A2": {("sponsor", "read", "release"), (MINE, "release", "release")},
        "A3": {("sponsor", "read", "attendance")},
        "A4": {
            *(("sponsor", verb, "hope") for verb in ("read", "write")),
            *(("sponsor", verb, "request") for verb in ("read", "ask")),
            *((who, "read", thing) for who in two for thing in ("hope", "request")),
            (MINE, "answer", "request"),
        },
        "A5": {
            ("supervisor", "read", "supervision.case"),
            ("supervisor", "read", "release"),
            ("coach", "release", "supervision.case"),
            (MINE, "release", "supervision.case"),
            (MINE, "release", "release"),
        },
        "A13": {
            (who, verb, "recording")
            for who in {"ask": two, "client_only": (MINE,)}.get(v.get("recording", ""), ())
            for verb in ("make", "read")
        },
        "A14": {
            (who, verb, "transcript")
            for who in two
            for verb in ("make", "read")
            if v.get("counting") == "ask"
        },
        "A16": {
            *(("coach", verb, "note") for verb in ("read", "write") if v.get("notes") != "none"),
            *({(MINE, "read", "note")} if v.get("notes") == "shared" else ()),
        },
        "A24": {(who, "read", "contact") for who in ("trustee", "second_trustee")},
        "A28/interpreter": {("interpreter", "read", "release"), (MINE, "release", "release")},
        "A28/assistant": {("assistant", verb, "schedule") for verb in ("read", "move")},
        "A29": {
            *((MINE, verb, "pulse") for verb in ("answer", "read", "release")),
            ("coach", "read", "pulse"),
        }
        if v.get("pulses") == "offered"
        else set(),
    }
    return table.get(key, set())


# The client's own words, whatever their age.
OWN = {
    *((MINE, verb, "journal.passage") for verb in ("read", "answer", "share")),
    *((MINE, verb, "goal") for verb in ("read", "write", "answer")),
    *((MINE, "release", thing) for thing in ("release", "supervision.case")),
    (MINE, "read", "pulse"),
    ("trustee", "read", "contact"),
    ("second_trustee", "read", "contact"),
}
SHUT_FOR_A_MANAGER = {("coach", "note"), ("coach", "pulse")}


def is_over(term: Term, at: datetime) -> bool:
    """Say whether a last day that a term names is over everywhere."""
    last = term.values.get("until")
    return bool(last) and at >= datetime.combine(
        date.fromisoformat(str(last)), datetime.min.time(), UTC
    ) + timedelta(hours=36)


@dataclass
class Picture:
    """How things stood on one day: what was signed, what of it still stood, who was there."""

    version: int = 0
    signed: dict[str, Term] = field(default_factory=dict)
    standing: dict[str, Term] = field(default_factory=dict)
    seats: dict[str, SeatStanding] = field(default_factory=dict)
    due: datetime | None = None
    said: frozenset[Role] = frozenset()


def model_allows(days: list[Picture], at: float, power: Power, made: float | None) -> bool:
    """Answer by looking through the days, the last of which is today."""
    today, moment = days[-1], day(at)
    return any(
        power in opens(term)
        and not is_over(term, moment)
        and _is_let_in(today, key, power, moment)
        and (made is None or power in OWN or _stood_since(days, key, made))
        for key, term in today.standing.items()
    )


def _is_let_in(today: Picture, key: str, power: Power, moment: datetime) -> bool:
    role, _verb, thing = power
    if "A30" in today.signed and (role == "sponsor" or (role, thing) in SHUT_FOR_A_MANAGER):
        return False
    if role in ("coach", "client"):
        return True
    seat = today.seats.get(role)
    if seat is None or not (seat.active and seat.signed):
        return False
    if seat.until is not None and moment >= seat.until:
        return False
    if key == "A24":
        return today.said >= {Role.TRUSTEE, Role.SECOND_TRUSTEE}
    return today.due is None or moment < today.due + timedelta(days=30)


def _stood_since(days: list[Picture], key: str, made: float) -> bool:
    """Say whether all that is signed now under a key stood on every day since the thing was made."""
    today = days[-1]
    wanted = opens(today.signed[key])
    for number in range(int(made), len(days)):
        then = days[number]
        if then.version == today.version:
            continue
        stood = then.standing.get(key)
        # What stood through a day also stood at its end, when the next version took its place.
        if stood is None or is_over(stood, day(number + 1)) or not wanted <= opens(stood):
            return False
    return True


# --- a history, told to the model and to the code at once -----------------------------------------

FEWER = ["A1/journal.passage", "A1/promise", "A1/goal", "A2", "A3", "A4", "A5", "A16"]
FEWER += ["A13", "A24", "A28/interpreter", "A28/assistant", "A29", "A30", "A6", "review"]


@st.composite
def agreements_of_some(draw: Any) -> tuple[Term, ...]:
    """Give the terms of a version: some kinds, each with any values."""
    keys = draw(st.sets(st.sampled_from(FEWER), min_size=1, max_size=10))
    return tuple(draw(of_kind(KINDS[key])) for key in FEWER if key in keys)


SEATS = st.builds(
    SeatStanding,
    active=st.sampled_from([True, True, True, False]),
    signed=st.sampled_from([True, True, True, False]),
    until=st.none() | st.integers(0, 40).map(lambda n: day(n * 4 + 0.75)),
)
DEEDS = st.one_of(
    st.tuples(st.just("sign"), agreements_of_some()),
    st.tuples(st.just("sign again"), st.sampled_from(FEWER).flatmap(lambda k: of_kind(KINDS[k]))),
    st.tuples(
        st.just("tighten"),
        st.sampled_from(FEWER).flatmap(lambda k: of_kind(KINDS[k])),
        st.sampled_from(["client", "client", "coach", "stranger"]),
    ),
    st.tuples(
        st.just("close"),
        st.sampled_from(FEWER),
        st.sampled_from(["client", "client", "coach", "stranger"]),
    ),
    st.tuples(st.just("seat"), st.sampled_from(sorted(BESIDE)), SEATS),
    st.tuples(st.just("leave"), st.sampled_from(sorted(BESIDE))),
    st.tuples(st.just("say so"), st.sampled_from([Role.TRUSTEE, Role.SECOND_TRUSTEE])),
    st.tuples(st.just("look again")),
    st.tuples(st.just("wait"), st.integers(1, 45)),
    st.tuples(st.just("end")),
)
HISTORIES = st.lists(DEEDS, min_size=1, max_size=14)


class Told:
    """A relationship's history: the rows as the code keeps them, the days as the model does."""

    def __init__(self) -> None:
        self.rows: list[TermRow] = []
        self.version = Version(state=VersionState.IN_FORCE)
        self.days = [Picture()]
        self.ended = False

    @property
    def now(self) -> int:
        """Give today's number."""
        return len(self.days) - 1

    def next_day(self, times: int = 1) -> None:
        """Let days pass in which nothing happens."""
        for _ in range(times):
            last = self.days[-1]
            self.days.append(
                Picture(
                    last.version,
                    last.signed,
                    last.standing,
                    dict(last.seats),
                    last.due,
                    last.said,
                )
            )
            self._notices_end()

    def _notices_end(self) -> None:
        """Let the coach's shorter hours begin where a week is over."""
        today = self.days[-1]
        for row in self.rows:
            if row.closed_at is None and row.narrowed_at == day(self.now):
                today.standing = {**today.standing, _key(row): t.term_from(row.narrowed or {})}

    # What can happen. Each tells the model its own story of it.

    def sign(self, terms: tuple[Term, ...]) -> None:
        """Bring a version into force, where its terms can stand together."""
        if self.ended or not policy.may_stand_together(terms):
            return
        at, before = day(self.now), {_key(row): row for row in self.rows}
        self.version = Version(
            state=VersionState.IN_FORCE, review_due_at=moves.review_due(terms, at=at)
        )
        self.rows = [
            TermRow(
                version=self.version,
                code=term.code,
                subject=term.subject,
                values=term.as_json(),
                since=moves.since(term, before.get(term.key), at=at),
            )
            for term in terms
        ]
        today = self.days[-1]
        today.version = self.now + 1
        today.signed = today.standing = {term.key: term for term in terms}
        review = today.signed.get("review")
        if review is None:
            today.due = at + timedelta(days=90)
        elif review["by"]:
            today.due = datetime.combine(date.fromisoformat(review["by"]), datetime.min.time(), UTC)
        else:
            today.due = at + timedelta(days=review["days"])

    def tighten(self, key: str, to: Term | None, who: str) -> None:
        """Let somebody tighten a term alone, or fail to."""
        row = next((row for row in self.rows if _key(row) == key), None)
        if row is None or self.ended:
            return
        at, before = day(self.now), in_force.last_term_of(row)
        verdict = policy.may_tighten(PAIR, VersionState.IN_FORCE, before, to, by=PEOPLE[who])
        narrowed = row.narrowed is not None
        if not verdict or (to and not policy.may_narrow_again(who, narrowed=narrowed)):
            return
        today = self.days[-1]
        assert who in ("client", "coach")
        assert before is not None
        if to is None:
            row.closed_at = at
            today.standing = {k: term for k, term in today.standing.items() if k != key}
            return
        assert opens(to) <= opens(before), "tightening may never open"
        row.narrowed, row.narrowed_at = to.as_json(), policy.tightens_from(who, at=at)
        if who == "client":
            today.standing = {**today.standing, key: to}

    def do(self, deed: tuple[Any, ...]) -> None:
        """Let one thing happen today."""
        today = self.days[-1]
        match deed:
            case ("sign", terms):
                self.sign(terms)
            case ("sign again", term):
                kept = tuple(each for each in today.signed.values() if each.key != term.key)
                self.sign((*kept, term))
            case ("tighten", term, who):
                self.tighten(term.key, term, who)
            case ("close", key, who):
                self.tighten(key, None, who)
            case _:
                self.go_on(deed)

    def go_on(self, deed: tuple[Any, ...]) -> None:
        """Let one thing happen today that touches no term of the version."""
        today = self.days[-1]
        match deed:
            case ("seat", role, seat):
                today.seats[role] = seat
            case ("leave", role):
                today.seats.pop(role, None)
            case ("say so", role):
                today.said |= {role}
            case ("look again",) if not self.ended and self.rows:
                today.due = self.version.review_due_at = day(self.now) + timedelta(days=90)
            case ("wait", days):
                self.next_day(days)
            case ("end",):
                self.ended, self.rows = True, []
                today.signed, today.standing = {}, {}

    def compiled(self, at: float) -> t.TermsInForce:
        """Ask the code what is in force, as agreements.in_force does."""
        today, moment = self.days[-1], day(at)
        standing = [in_force.standing_term(row, at=moment) for row in self.rows]
        return t.compile(
            [each for each in standing if each],
            at=moment,
            seats={Role(role): seat for role, seat in today.seats.items()},
            review_due=self.version.review_due_at,
            continuity=Continuity(said_so=today.said),
        )


def _key(row: TermRow) -> str:
    return f"{row.code}/{row.subject}" if row.subject else row.code


def told(history: list[tuple[Any, ...]]) -> Iterator[Told]:
    """Tell a history deed by deed, a day each, and stop after every one."""
    so_far = Told()
    for deed in history:
        so_far.do(deed)
        yield so_far
        so_far.next_day()


@pytest.mark.row("INV-6", "INV-7", "S4.6")
@settings(max_examples=150, deadline=None)
@given(HISTORIES)
def test_the_code_opens_what_the_model_opens_on_every_day_of_every_history(history):
    for so_far in told(history):
        at = so_far.now + 0.25
        compiled = so_far.compiled(at)
        for power in QUESTIONS:
            allowed = model_allows(so_far.days, at, power, None)
            assert bool(compiled.may(*power)) == allowed, power


@pytest.mark.row("INV-7", "S1.11")
@settings(max_examples=150, deadline=None)
@given(HISTORIES, st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=4))
def test_nothing_older_than_its_opening_is_opened_and_nothing_younger_stays_shut(history, parts):
    for so_far in told(history):
        at = so_far.now + 0.75
        compiled = so_far.compiled(at)
        for made in {int(part * (so_far.now + 1)) + 0.5 for part in parts}:
            for power in QUESTIONS:
                allowed = model_allows(so_far.days, at, power, made)
                assert bool(compiled.may(*power, made_at=day(made))) == allowed, (power, made)


@pytest.mark.row("INV-7")
@settings(max_examples=60, deadline=None)
@given(agreements_of_some(), st.data())
def test_no_row_of_tightenings_opens_anything(terms, data):
    so_far = Told()
    so_far.sign(terms)
    there = SeatStanding(active=True, signed=True)
    so_far.days[-1].seats = {role.value: there for role in BESIDE}
    before = {power for power in QUESTIONS if so_far.compiled(so_far.now + 0.5).may(*power)}
    for _ in range(3):
        so_far.next_day(8)
        key = data.draw(st.sampled_from(FEWER))
        to = data.draw(st.none() | of_kind(KINDS[key]))
        so_far.tighten(key, to, data.draw(st.sampled_from(["client", "coach", "stranger"])))
        after = {power for power in QUESTIONS if so_far.compiled(so_far.now + 0.5).may(*power)}
        assert after <= before
        before = after


# --- the same through the database ----------------------------------------------------------------


class _Undone(Exception):
    """Nothing of a history stays behind."""


@pytest.mark.row("INV-6", "INV-7")
@pytest.mark.django_db
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each history is undone
)
@given(st.lists(DEEDS, min_size=2, max_size=6))
def test_the_rows_that_are_kept_open_what_the_model_opens(relationship, ben, alma, history):
    people = {"coach": alma, "client": ben}
    with suppress(_Undone), transaction.atomic():
        so_far = Told()
        number = 0
        for deed in history:
            if deed[0] in {"seat", "leave", "say so", "end", "look again"}:
                continue
            was = so_far.version
            so_far.do(deed)
            at = day(so_far.now)
            if so_far.version is not was:
                number += 1
                _bring_into_force(relationship, number, so_far.days[-1].signed, at=at)
            elif deed[0] in {"tighten", "close"} and deed[2] in people:
                _tighten(relationship, deed, by=people[deed[2]], at=at)
            compiled = in_force.terms_in_force(relationship.uid, at=day(so_far.now + 0.25))
            for power in QUESTIONS:
                allowed = model_allows(so_far.days, so_far.now + 0.25, power, None)
                assert bool(compiled.may(*power)) == allowed, power
            so_far.next_day()
        raise _Undone


def _bring_into_force(
    relationship: Any, number: int, signed: dict[str, Term], *, at: datetime
) -> None:
    version = moves.begin(relationship, number, by=PEOPLE["coach"], at=at)
    version.state = VersionState.SIGNED_BY_ONE
    copy: Any = SimpleNamespace(paper=SimpleNamespace(terms=tuple(signed.values())))
    moves.bring_into_force(version, copy, at=at)


def _tighten(relationship: Any, deed: tuple[Any, ...], *, by: Any, at: datetime) -> None:
    key, to = (deed[1], None) if deed[0] == "close" else (deed[1].key, deed[1])
    rows = TermRow.objects.filter(version__state=VersionState.IN_FORCE)
    row = next((row for row in rows if _key(row) == key), None)
    if row is not None:
        with suppress(NotAllowed):
            actions.tighten_term(relationship, row, to, by=by, at=at)
