"""What must come before two sign that a manager coaches (A30, requirements 3.6). Pure."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.agreements.terms import Term
from goldenthread.core.verdicts import Allowed, Refused, Verdict

RECAST = "recast"
PROFILE = "A30"
RECAST_FIRST = (
    "Where a manager coaches, Recast comes first: you both write it apart and open it together. "
    "Then you can sign."
)


def asks_for_recast(terms: Iterable[Term]) -> bool:
    """Say whether these terms make a manager of the coach."""
    return any(term.code == PROFILE for term in terms)


def may_begin_with_hats(terms: Iterable[Term], *, recast_is_open: bool) -> Verdict:
    """An agreement with a manager who coaches is signed only once Recast was opened together (S2.4)."""
    if asks_for_recast(terms) and not recast_is_open:
        return Refused(RECAST_FIRST)
    return Allowed()
