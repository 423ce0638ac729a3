"""What a new version changes in what may be done: drawn from the two compiled tables. Pure.

Words can change and open nothing; a number can change and open much. So beside the words, the two
tables are laid side by side (requirements 3.3, rule 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from goldenthread.agreements import terms as compiler
from goldenthread.agreements.terms import (
    Continuity,
    Grant,
    SeatStanding,
    StandingTerm,
    Term,
    TermsInForce,
    loosens,
)
from goldenthread.core.roles import BESIDE, PAIR, Role

# A moment to compile both versions at; only what differs between them is told.
_AT = datetime(2000, 1, 1, tzinfo=UTC)
_TAKEN = {role: SeatStanding(active=True, signed=True) for role in BESIDE}
_SILENT = Continuity(last_check_in=_AT - timedelta(days=3650))


@dataclass(frozen=True, slots=True)
class PowerChange:
    """One verb on one kind of thing: who may before, who may now, and whether it opens more.

    `reaches` are those for whom it opens more; nothing from before opens to them by itself.
    """

    verb: str
    thing: str
    grant: Grant
    before: tuple[str, ...]
    now: tuple[str, ...]
    reaches: tuple[str, ...]

    @property
    def is_looser(self) -> bool:
        """Say whether anybody may more than before."""
        return bool(self.reaches)

    @property
    def opens_one_by_one(self) -> bool:
        """Say whether it opens things that somebody chooses one by one, and older ones anew."""
        return self.is_looser and self.grant in {Grant.PER_ITEM, Grant.RELEASED}


def power_changes(before: Iterable[Term], now: Iterable[Term]) -> tuple[PowerChange, ...]:
    """Give what may be done differently, as if every seat were taken and signed.

    What may be opened counts, not what is open today: somebody could sit down tomorrow.
    """
    old, new = tuple(before), tuple(now)
    was, comes = _powers(old), _powers(new)
    looser: dict[tuple[str, str, Grant], set[str]] = {}
    for access in loosens(old, new):
        looser.setdefault((access.verb, access.thing, access.grant), set()).add(access.role)
    keys = sorted({*was, *comes, *looser}, key=lambda key: (key[1], key[0], key[2]))
    return tuple(
        PowerChange(
            verb,
            thing,
            grant,
            _in_order(was.get((verb, thing, grant), ())),
            _in_order(comes.get((verb, thing, grant), ())),
            _in_order(looser.get((verb, thing, grant), ())),
        )
        for verb, thing, grant in keys
        if was.get((verb, thing, grant)) != comes.get((verb, thing, grant))
        or (verb, thing, grant) in looser
    )


def loosens_for_others(changes: Iterable[PowerChange]) -> bool:
    """Say whether a version opens more to anyone but the client."""
    return any(role != Role.CLIENT for change in changes for role in change.reaches)


def _powers(terms: tuple[Term, ...]) -> dict[tuple[str, str, Grant], frozenset[str]]:
    found: dict[tuple[str, str, Grant], set[str]] = {}
    for access in _as_if_all_were_there(terms).access:
        found.setdefault((access.verb, access.thing, access.grant), set()).add(access.role)
    return {key: frozenset(roles) for key, roles in found.items()}


def _as_if_all_were_there(terms: tuple[Term, ...]) -> TermsInForce:
    standing = (StandingTerm(term, _AT) for term in terms)
    return compiler.compile(standing, at=_AT, seats=_TAKEN, continuity=_SILENT)


def _in_order(roles: Iterable[str]) -> tuple[str, ...]:
    first = (Role.CLIENT, Role.COACH)
    rest = [role for role in Role if role not in PAIR]
    return tuple(role.value for role in (*first, *rest) if role in set(roles))
