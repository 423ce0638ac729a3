"""What is tighter, what is looser, and from when an opening stands. Pure (INV-7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from goldenthread.agreements.terms.compiling import PROFILE, SHUT_BY_PROFILE, end_of
from goldenthread.agreements.terms.term import Access, Opening, Term
from goldenthread.core.roles import Role


def is_tighter(before: Term, after: Term | None) -> bool:
    """Say whether `after` opens or allows less than `before`, and nothing more.

    None closes the term: tighter for what opens something to someone, and only for that. A clause
    that shuts something, such as "no recording", isn't tightened by leaving it out.
    """
    if after is None:
        return before.kind.may_close and opens_to_others(before)
    return before.key == after.key and before.kind.tighter(before, after)


def opens_to_others(term: Term) -> bool:
    """Say whether a term opens anything to anybody but the client."""
    return any(opening.role != Role.CLIENT for opening in term.kind.opens(term))


def loosens(before: Iterable[Term], after: Iterable[Term]) -> tuple[Access, ...]:
    """Give what a new version opens more than the one before: new powers, and later last days.

    As if every seat were taken and signed: what may be opened counts, not what is open today.
    """
    old = _openings(before)
    return tuple(
        Access(opening.role, opening.verb, opening.thing, opening.grant, None, None, term.key, None)
        for term, opening in _openings(after)
        if not any(_covers(stood, opening) for _, stood in old)
    )


def since_of(
    term: Term, stood: Term | None, stood_since: datetime | None, *, at: datetime
) -> datetime:
    """Give from when a term's opening stands unbroken, as it comes into force at `at`.

    `stood` is the term of the same key that stood until now, narrowed where it was narrowed; None
    when there was none or it was closed. Only powers that all stood until now go on standing.
    """
    if stood is None or stood_since is None:
        return at
    stood_until_now = {
        opening.power
        for opening in stood.kind.opens(stood)
        if opening.last_day is None or at < end_of(opening.last_day)
    }
    now = {opening.power for opening in term.kind.opens(term)}
    return stood_since if now <= stood_until_now else at


def _covers(was: Opening, now: Opening) -> bool:
    """Say whether an opening that stood was at least as wide as one that comes."""
    if was.power != now.power:
        return False
    return was.last_day is None or (now.last_day is not None and now.last_day <= was.last_day)


def _openings(terms: Iterable[Term]) -> list[tuple[Term, Opening]]:
    listed = list(terms)
    profile = any(term.code == PROFILE for term in listed)
    return [
        (term, opening)
        for term in listed
        for opening in term.kind.opens(term)
        if not (profile and (opening.role, opening.thing) in SHUT_BY_PROFILE)
    ]
