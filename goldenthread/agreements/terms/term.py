"""A term and its kind. Pure.

A term is made of fixed words and numbers only, never of free text, so it may lie in the clear
beside the sealed sentence it belongs to. What it opens, obliges and says on screen is all given by
its kind, so that no sentence promises what no rule keeps (S0.14).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from goldenthread.agreements.terms.fields import Field, NotATerm, Value
from goldenthread.agreements.terms.words import CLIENT, Grant
from goldenthread.core.roles import PAIR, Role

# Every kind of term that can be agreed, by key. Filled by the modules of this package alone.
KINDS: dict[str, TermKind] = {}


@dataclass(frozen=True, slots=True)
class Term:
    """One term, complete: what isn't given is as its kind begins. Raises NotATerm if unknown."""

    code: str
    subject: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kind = KINDS.get(self.key)
        if kind is None or not self.values.keys() <= kind.names:
            raise NotATerm(NotATerm.__doc__)
        values = {
            each.name: each.read(self.values[each.name])
            if each.name in self.values
            else each.default
            for each in kind.fields
        }
        object.__setattr__(self, "values", MappingProxyType(values))

    def __hash__(self) -> int:
        return hash((self.code, self.subject, tuple(self.values.items())))

    def __getitem__(self, name: str) -> Any:
        """Give one value. Raises KeyError for a name this kind doesn't have."""
        return self.values[name]

    @property
    def key(self) -> str:
        """What makes a term one of a kind in a version: "A1/promise", "A13"."""
        return f"{self.code}/{self.subject}" if self.subject else self.code

    @property
    def kind(self) -> TermKind:
        """Give the kind, which knows what this term does."""
        return KINDS[self.key]

    def but(self, **values: Value) -> Term:
        """Give the same term with other values. Raises NotATerm."""
        return Term(self.code, self.subject, {**self.values, **values})

    def as_json(self) -> dict[str, Any]:
        """Give the term as it stands in the signed document and in the clear row."""
        kind = self.kind
        chosen = {
            each.name: each.as_json(self.values[each.name])
            for each in kind.fields
            if not (each.quiet and self.values[each.name] == each.default)
        }
        subject = {"class": self.subject} if self.subject else {}
        return {"code": self.code, **subject, **chosen, **kind.constants}


@dataclass(frozen=True, slots=True)
class Opening:
    """What a term opens: one verb of one role to one kind of thing.

    `of_old`: also to what was there before the term, for those whose own words they are.
    """

    role: Role
    verb: str
    thing: str
    grant: Grant = Grant.STANDING
    last_day: date | None = None
    of_old: bool = False

    @property
    def power(self) -> tuple[Role, str, str, Grant]:
        """Give what may be done, whatever the day."""
        return self.role, self.verb, self.thing, self.grant


@dataclass(frozen=True, slots=True)
class Owed:
    """What a term obliges one role to. `amount` counts in `unit`: hours, days, sessions ..."""

    key: str
    who: Role
    what: str
    amount: int | None = None
    unit: str = ""


def opens_nothing(_term: Term) -> tuple[Opening, ...]:
    """A term about what isn't done, or what only people do, opens nothing."""
    return ()


def owes_nothing(_term: Term) -> tuple[Owed, ...]:
    """A term that only opens obliges nobody."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermKind:
    """One kind of term: what can be chosen in it, and everything that follows from it."""

    code: str
    name: str
    heading: str
    means: Callable[[Term], str]
    subject: str = ""
    fields: tuple[Field, ...] = ()
    # Words that stand in the JSON and can't be chosen.
    constants: Mapping[str, Any] = field(default_factory=dict)
    opens: Callable[[Term], tuple[Opening, ...]] = opens_nothing
    owes: Callable[[Term], tuple[Owed, ...]] = owes_nothing
    # Who signs the clause: always the pair, and whoever beside them it obliges.
    binds: frozenset[Role] = PAIR
    # Who may tighten it alone; None: only both together. And whether it may go altogether.
    alone: Role | None = None
    may_close: bool = False
    # What the software can't keep, said as plainly as what it can.
    people_only: str = ""

    @property
    def key(self) -> str:
        """Give what makes this kind one in a version."""
        return f"{self.code}/{self.subject}" if self.subject else self.code

    @property
    def names(self) -> frozenset[str]:
        """Give the names of all that can be chosen."""
        return frozenset(each.name for each in self.fields)

    @property
    def default(self) -> Term:
        """Give the term as it starts out."""
        return Term(self.code, self.subject)

    def tighter(self, before: Term, after: Term) -> bool:
        """Say whether `after` is tighter in something, looser in nothing, and opens nothing new.

        Nothing new to anybody: notes that the client reads too are fewer secrets of the coach's,
        and yet not for the client to open alone.
        """
        if before == after:
            return False
        powers = {opening.power for opening in self.opens(before)}
        return all(opening.power in powers for opening in self.opens(after)) and all(
            each.no_looser(before[each.name], after[each.name]) for each in self.fields
        )


def declare(*kinds: TermKind) -> None:
    """Add kinds to the vocabulary. A key is given once; raises ValueError otherwise."""
    for kind in kinds:
        if kind.key in KINDS:
            raise ValueError(kind.key)
        KINDS[kind.key] = kind


def term_from(value: Mapping[str, Any]) -> Term:
    """Read a term from its JSON form. Raises NotATerm for anything outside the vocabulary."""
    subject = value.get("class", "")
    code = value.get("code")
    key = f"{code}/{subject}" if subject else code
    kind = KINDS.get(key) if isinstance(key, str) else None
    if kind is None:
        raise NotATerm(NotATerm.__doc__)
    names = kind.names
    term = Term(kind.code, kind.subject, {name: value[name] for name in value if name in names})
    if term.as_json() != dict(value):
        raise NotATerm(NotATerm.__doc__)
    return term


@dataclass(frozen=True, slots=True)
class StandingTerm:
    """A term in force: `since` when its opening stands unbroken, and in which clause (INV-7)."""

    term: Term
    since: datetime | None = None
    clause: UUID | None = None


@dataclass(frozen=True, slots=True)
class SeatStanding:
    """Whether the holder of a seat is there, and has signed the very clauses in force."""

    active: bool = False
    signed: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """One row of the table: who may do what to which kind of thing, how, from when, until when.

    `since` None: whatever its age.
    """

    role: Role
    verb: str
    thing: str
    grant: Grant
    since: datetime | None
    until: datetime | None
    clause_key: str
    clause_uid: UUID | None = None

    @property
    def power(self) -> tuple[Role, str, str, Grant]:
        """Give what may be done, whatever the day."""
        return self.role, self.verb, self.thing, self.grant


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody owes by a term in force: a clock, a retention, a notice, a silence."""

    key: str
    who: Role
    what: str
    amount: int | None
    unit: str
    clause_key: str
    clause_uid: UUID | None = None

    def _in(self, unit: str) -> int | None:
        return self.amount if self.unit == unit else None

    @property
    def hours(self) -> int | None:
        """Give the hours, for a duty counted in hours."""
        return self._in("hours")

    @property
    def days(self) -> int | None:
        """Give the days, for a duty counted in days."""
        return self._in("days")

    @property
    def sessions(self) -> int | None:
        """Give the sessions, for a duty counted in sessions."""
        return self._in("sessions")


def both(verb: str, thing: str, grant: Grant = Grant.STANDING) -> tuple[Opening, ...]:
    """Open one verb to the client and the coach alike."""
    return tuple(Opening(role, verb, thing, grant) for role in (CLIENT, Role.COACH))
