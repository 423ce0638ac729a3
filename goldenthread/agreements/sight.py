"""Who can see what: the compiled table told as a page, cell by cell. Pure.

No cell is written by hand: each is made of the rows of access of its role and its kind of thing,
and an empty one says so. So the page can't promise what policy doesn't keep (INV-6, S0.15).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.terms import (
    KINDS,
    NOTHING_OPENS_THIS,
    THINGS,
    VERBS,
    Access,
    Grant,
    TermsInForce,
)
from goldenthread.core.roles import BESIDE, PAIR, Role
from goldenthread.core.verdicts import Refused

# What a role beside the pair is called, where nobody's name is known.
CALLED: dict[str, str] = {
    Role.SPONSOR: gettext_noop("the sponsor"),
    Role.SUPERVISOR: gettext_noop("the supervisor"),
    Role.INTERPRETER: gettext_noop("the interpreter"),
    Role.ASSISTANT: gettext_noop("the assistant"),
    Role.TRUSTEE: gettext_noop("the trustee"),
    Role.SECOND_TRUSTEE: gettext_noop("the second trustee"),
}

DOES: dict[str, str] = {
    "read": gettext_noop("read"),
    "answer": gettext_noop("answer"),
    "share": gettext_noop("share"),
    "write": gettext_noop("write"),
    "make": gettext_noop("make"),
    "ask": gettext_noop("ask"),
    "release": gettext_noop("release"),
    "move": gettext_noop("move"),
}

HOW: dict[Grant, str] = {
    Grant.STANDING: "",
    Grant.PER_ITEM: gettext_noop("only those shared, one by one"),
    Grant.RELEASED: gettext_noop("only what was released, word for word"),
    Grant.COUNT: gettext_noop("a number, and nothing of what was counted"),
}


@dataclass(frozen=True, slots=True, repr=False)
class SightLine:
    """What one clause lets one role do with one kind of thing."""

    verbs: tuple[str, ...]
    grant: Grant
    since: datetime | None
    until: datetime | None
    clause_key: str
    clause_uid: UUID | None

    @property
    def does(self) -> tuple[str, ...]:
        """Give the verbs as marked for translation."""
        return tuple(DOES[verb] for verb in self.verbs)

    @property
    def how(self) -> str:
        """Give in which way, as marked for translation; nothing for all of them at once."""
        return HOW[self.grant]

    @property
    def clause_name(self) -> str:
        """Give the name of the clause's kind; nothing for what holds without a clause."""
        return KINDS[self.clause_key].name if self.clause_key else ""


@dataclass(frozen=True, slots=True, repr=False)
class SightCell:
    """One role and one kind of thing. `why` says what an agreed opening still waits for."""

    role: str
    thing: str
    lines: tuple[SightLine, ...]
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether anything at all is open here."""
        return bool(self.lines)


@dataclass(frozen=True, slots=True, repr=False)
class SightRow:
    """One kind of thing, and what each party can do with it."""

    thing: str
    name: str
    cells: tuple[SightCell, ...]

    def cell(self, role: str) -> SightCell:
        """Give one party's cell. Raises KeyError for a role without a column."""
        for each in self.cells:
            if each.role == role:
                return each
        raise KeyError(role)


def columns_for(terms: TermsInForce, role: str, seats: Iterable[str] = ()) -> tuple[Role, ...]:
    """Give the parties to show: the pair, and whoever a term in force or a seat names.

    Somebody beside the pair sees their own column and no other: who else sits there isn't theirs
    to know.
    """
    if role in BESIDE:
        return (Role(role),)
    named = {beside for beside in BESIDE if terms.opens_seat(beside)}
    named |= {access.role for access in terms.access} | {
        opening.role for each in terms.standing for opening in each.term.kind.opens(each.term)
    }
    shown = named | set(PAIR) | {Role(each) for each in seats}
    first = (Role.CLIENT, Role.COACH)
    return (*first, *(each for each in Role if each in shown - set(first)))


def sight_of(
    terms: TermsInForce,
    role: str,
    names: Mapping[str, str] | None = None,
    *,
    seats: Iterable[str] = (),
) -> tuple[SightRow, ...]:
    """Give every kind of thing, row by row, as the compiled table has it for each party.

    `role` is who looks. `names` may give things another name than theirs. Pure.
    """
    columns = columns_for(terms, role, seats)
    by_cell: dict[tuple[str, str], list[Access]] = {}
    for access in terms.access:
        by_cell.setdefault((access.thing, access.role), []).append(access)
    return tuple(
        SightRow(
            thing,
            (names or {}).get(thing, name),
            tuple(_cell(terms, each, thing, by_cell.get((thing, each), ())) for each in columns),
        )
        for thing, name in THINGS.items()
    )


def _cell(terms: TermsInForce, role: Role, thing: str, found: Iterable[Access]) -> SightCell:
    lines: dict[tuple[object, ...], SightLine] = {}
    for access in found:
        key = (access.clause_key, access.clause_uid, access.grant, access.since, access.until)
        verbs = {*(lines[key].verbs if key in lines else ()), access.verb}
        lines[key] = SightLine(
            tuple(verb for verb in DOES if verb in verbs),
            access.grant,
            access.since,
            access.until,
            access.clause_key,
            access.clause_uid,
        )
    asked = () if lines else (terms.may(role, verb, thing) for verb in sorted(VERBS[thing]))
    reasons = {each.reason for each in asked if isinstance(each, Refused)} - {NOTHING_OPENS_THIS}
    return SightCell(role.value, thing, tuple(lines.values()), min(reasons, default=""))
