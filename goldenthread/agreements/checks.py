"""What is looked at before a house starts: that every kind of term, and every term kept, compiles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core import checks

from goldenthread.agreements import terms
from goldenthread.agreements.models import TermRow
from goldenthread.agreements.terms import words
from goldenthread.core.roles import BESIDE

_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@checks.register(checks.Tags.compatibility)
def every_kind_compiles(**_asked: Any) -> list[checks.CheckMessage]:
    """Refuse a start with a kind of term that the compiler can't make a table of."""
    return [
        checks.Error(f"The term {key} can not be compiled.", hint=why, id="agreements.E001")
        for key, kind in terms.KINDS.items()
        if (why := _why_not(kind))
    ]


def unknown_terms() -> int:
    """Count the distinct terms kept, signed or narrowed, that no compiler knows. Opens nothing."""
    rows = TermRow.objects.order_by().values_list("values", "narrowed")
    kept = {_frozen(value) for pair in rows.distinct() for value in pair if value is not None}
    return sum(not _is_known(dict(value)) for value in kept)


def _is_known(value: dict[str, Any]) -> bool:
    try:
        return _why_not_term(terms.term_from(_thawed(value))) == ""
    except terms.NotATerm:
        return False


def _why_not(kind: terms.TermKind) -> str:
    """Say why a kind doesn't compile as it starts out, or nothing."""
    try:
        term = kind.default
    except terms.NotATerm:
        return "Its own defaults are no term."
    if term != terms.term_from(term.as_json()):
        return "It is not read back as it was written."
    return _why_not_term(term)


def _why_not_term(term: terms.Term) -> str:
    unknown = [
        f"{opening.verb} {opening.thing}"
        for opening in term.kind.opens(term)
        if opening.verb not in words.VERBS.get(opening.thing, ())
    ]
    if unknown:
        return f"It opens what nobody knows: {', '.join(unknown)}."
    there = dict.fromkeys(BESIDE, terms.SeatStanding(active=True, signed=True))
    terms.compile([terms.StandingTerm(term, _ANY_MOMENT)], at=_ANY_MOMENT, seats=there)
    return "" if terms.what_this_means_on_screen(term) else "It says nothing of what it means."


def _frozen(value: dict[str, Any]) -> frozenset[tuple[str, Any]]:
    return frozenset(
        (name, tuple(each) if isinstance(each, list) else each) for name, each in value.items()
    )


def _thawed(value: dict[str, Any]) -> dict[str, Any]:
    return {name: list(each) if isinstance(each, tuple) else each for name, each in value.items()}
