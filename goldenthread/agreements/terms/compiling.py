"""Compiling: from the terms in force to one table of access and duties. Pure (INV-6).

Policy asks this table and nothing else. A term that isn't standing has no row in it, so deleting a
term closes what it opened; nothing here grants anything by itself but the agreement to its pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from goldenthread.agreements.terms.beside import TRUSTEES, Continuity
from goldenthread.agreements.terms.term import (
    Access,
    Duty,
    Opening,
    SeatStanding,
    StandingTerm,
    Term,
)
from goldenthread.agreements.terms.words import (
    AGREEMENT,
    CLIENT,
    COACH,
    NOT_HERE_ANY_MORE,
    NOT_REACHED_BACK,
    NOT_SIGNED_YET,
    NOTE,
    NOTHING_OPENS_THIS,
    PULSE,
    REVIEW_WAITS,
    VERBS,
    Grant,
)
from goldenthread.core.roles import BESIDE, PAIR, Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict

PATIENCE = timedelta(days=30)
REVIEW_WITHOUT_A_TERM = timedelta(days=90)
# A last day is over when it's over everywhere on earth (UTC-12).
WEST = timedelta(hours=12)
ALWAYS = datetime.min.replace(tzinfo=UTC)

# The pair reads and words its own agreement before anything is in force: that's how it begins.
CONSTANT: tuple[Access, ...] = tuple(
    Access(role, verb, AGREEMENT, Grant.STANDING, None, None, "")
    for role in (CLIENT, COACH)
    for verb in ("read", "write")
)
# What the profile of a manager who coaches shuts, whatever else was signed (A30).
SHUT_BY_PROFILE = frozenset(
    {(COACH, thing) for thing in (NOTE, PULSE)}
    | {(Role.SPONSOR, thing) for thing in VERBS if thing != AGREEMENT}
)
PROFILE = "A30"


@dataclass(frozen=True, slots=True)
class Hours:
    """When and how the two can be reached (A6): days, from and to in hours, whose clock, ways."""

    days: tuple[str, ...]
    opens: int
    closes: int
    zone: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """All that is in force between two people, compiled. Empty when nothing is: then all is no."""

    standing: tuple[StandingTerm, ...] = ()
    access: tuple[Access, ...] = CONSTANT
    duties: tuple[Duty, ...] = ()
    third_parties_paused: bool = False
    _table: Mapping[tuple[str, str, str], tuple[Access, ...]] = field(
        default_factory=lambda: _table_of(CONSTANT), repr=False, compare=False
    )
    _shut: Mapping[tuple[str, str, str], str] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def terms(self) -> tuple[Term, ...]:
        """Give the terms that stand."""
        return tuple(each.term for each in self.standing)

    def term(self, key: str) -> Term | None:
        """Give the term of a key ("A6", "A1/promise") that stands, or None."""
        return next((each.term for each in self.standing if each.term.key == key), None)

    def may(self, role: str, verb: str, thing: str, *, made_at: datetime | None = None) -> Verdict:
        """Say whether a role may do a verb to things of a kind (INV-6).

        `made_at` is when this one thing was written or shared: what is older than the opening
        stays closed (INV-7). A yes is necessary, never enough: a thing open per item must have
        been shared, a released one released, and the key of its compartment must be held.
        """
        rows = self._table.get((role, verb, thing))
        if rows is None:
            return Refused(self._shut.get((role, verb, thing), NOTHING_OPENS_THIS))
        if made_at is None:
            return Allowed()
        if any(row.since is None or row.since <= made_at for row in rows):
            return Allowed()
        return Refused(NOT_REACHED_BACK)

    def since(self, role: str, verb: str, thing: str) -> datetime | None:
        """Give from when this is open without a break: the beginning of time if it always was.

        None where it isn't open at all.
        """
        rows = self._table.get((role, verb, thing))
        return min(row.since or ALWAYS for row in rows) if rows else None

    def readers_of(self, thing: str) -> tuple[str, ...]:
        """Give the roles that may read a kind of thing; mostly none."""
        return tuple(role.value for role in Role if (role, "read", thing) in self._table)

    def opens_seat(self, role: Role) -> Verdict:
        """Say whether a term in force names somebody of this role beside the two (INV-6)."""
        if role in BESIDE and any(role in each.term.kind.binds for each in self.standing):
            if role is Role.SPONSOR and self.term(PROFILE) is not None:
                return Refused(NOTHING_OPENS_THIS)
            return Refused(REVIEW_WAITS) if self._pauses(role) else Allowed()
        return Refused(NOTHING_OPENS_THIS)

    def duty(self, key: str) -> Duty | None:
        """Give a duty in force, or None."""
        return next((duty for duty in self.duties if duty.key == key), None)

    @property
    def answer_hours(self) -> int | None:
        """Give the hours within which the coach said they'd answer (A7), or None."""
        duty = self.duty("answer")
        return duty.hours if duty else None

    @property
    def grounds(self) -> tuple[str, ...]:
        """Give the only grounds on which something may be told to someone else (A25)."""
        term = self.term("A25")
        return term["grounds"] if term else ()

    @property
    def hours(self) -> Hours | None:
        """Give when and how the two can be reached (A6), or None."""
        term = self.term("A6")
        if term is None:
            return None
        return Hours(term["days"], term["from"], term["to"], term["zone"], term["channels"])

    @property
    def retention_days(self) -> int | None:
        """Give how many days after the end what was written is kept (A17), or None."""
        duty = self.duty("erase")
        return duty.days if duty else None

    @property
    def release_needs(self) -> frozenset[Role]:
        """Say who must say yes to words before a sponsor reads them: always the client (A23)."""
        term = self.term("A23")
        return PAIR if term and term["sponsor_text"] == "both" else frozenset({CLIENT})

    def _pauses(self, role: Role) -> bool:
        return self.third_parties_paused and role not in TRUSTEES


@dataclass(frozen=True, slots=True)
class _Now:
    """What holds at the moment of compiling, whatever the terms."""

    at: datetime
    paused: bool
    trusted: bool


def compile_terms(
    standing: Iterable[StandingTerm],
    *,
    at: datetime,
    seats: Mapping[Role, SeatStanding] | None = None,
    review_due: datetime | None = None,
    continuity: Continuity | None = None,
) -> TermsInForce:
    """Make the table of who may do what, and who owes what, at a moment.

    Somebody beside the pair has access only with the term in force, their seat active, and their
    own signature on the very clauses in force; and, but for those who step in when the coach
    can't, only while the review isn't thirty days late (requirements 3.3, rule 6).
    """
    terms = tuple(standing)
    paused = review_due is not None and at >= review_due + PATIENCE
    profile = any(each.term.code == PROFILE for each in terms)
    now = _Now(at, paused, continuity is not None and continuity.is_open(at=at))
    access: list[Access] = list(CONSTANT)
    shut: dict[tuple[str, str, str], str] = {}
    for each in terms:
        for opening in each.term.kind.opens(each.term):
            seat = (seats or {}).get(opening.role)
            why = _why_shut(opening, seat, now=now, profile=profile)
            if why is None:
                access.append(_access(each, opening, seat))
            else:
                shut[(opening.role, opening.verb, opening.thing)] = why
    duties = tuple(
        Duty(owed.key, owed.who, owed.what, owed.amount, owed.unit, each.term.key, each.clause)
        for each in terms
        for owed in each.term.kind.owes(each.term)
    )
    return TermsInForce(terms, tuple(access), duties, paused, _table_of(access), shut)


def _why_shut(
    opening: Opening, seat: SeatStanding | None, *, now: _Now, profile: bool
) -> str | None:
    """Say why a term's opening doesn't open now, or None if it does."""
    over = opening.last_day is not None and now.at >= end_of(opening.last_day)
    if over or (profile and (opening.role, opening.thing) in SHUT_BY_PROFILE):
        return NOTHING_OPENS_THIS
    if opening.role in PAIR:
        return None
    if seat is None or not seat.active or (seat.until is not None and now.at >= seat.until):
        return NOT_HERE_ANY_MORE
    if not seat.signed:
        return NOT_SIGNED_YET
    if opening.role in TRUSTEES:
        return None if now.trusted else NOTHING_OPENS_THIS
    return REVIEW_WAITS if now.paused else None


def _access(standing: StandingTerm, opening: Opening, seat: SeatStanding | None) -> Access:
    ends = [
        end
        for end in (
            end_of(opening.last_day) if opening.last_day else None,
            seat.until if seat else None,
        )
        if end is not None
    ]
    return Access(
        opening.role,
        opening.verb,
        opening.thing,
        opening.grant,
        None if opening.of_old else standing.since,
        min(ends, default=None),
        standing.term.key,
        standing.clause,
    )


def end_of(day: date) -> datetime:
    """Give the moment a last day is over for everyone."""
    midnight = datetime.combine(day, time(), UTC)
    return midnight + timedelta(days=1) + WEST


def _table_of(access: Iterable[Access]) -> dict[tuple[str, str, str], tuple[Access, ...]]:
    table: dict[tuple[str, str, str], tuple[Access, ...]] = {}
    for row in access:
        if row.verb not in VERBS[row.thing]:  # pragma: no cover - the start check forbids it
            raise ValueError(row.thing)
        key = (row.role, row.verb, row.thing)
        table[key] = (*table.get(key, ()), row)
    return table
