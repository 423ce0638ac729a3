"""Terms: the machine-readable part of a clause, and what follows from them. Pure.

The one source of permission (INV-6): the vocabulary of terms, and the compiler that makes of the
terms in force one table of access and duties. docs/terms.md is drawn from here.
"""

from goldenthread.agreements.terms import (
    beside,
    between,
    bounds,
    keeping,
    looking_again,
    reading,
)
from goldenthread.agreements.terms.beside import SILENCE, TRUSTEES, Continuity
from goldenthread.agreements.terms.between import HOURS
from goldenthread.agreements.terms.bounds import DUAL_ROLES
from goldenthread.agreements.terms.compiling import (
    PATIENCE,
    REVIEW_WITHOUT_A_TERM,
    Hours,
    TermsInForce,
)
from goldenthread.agreements.terms.compiling import compile_terms as compile  # noqa: A004 (the word of the glossary)
from goldenthread.agreements.terms.contradictions import RULES, Contradiction, contradictions
from goldenthread.agreements.terms.fields import (
    Day,
    Field,
    NotATerm,
    Number,
    OneOf,
    Order,
    SomeOf,
    Value,
)
from goldenthread.agreements.terms.order import is_tighter, loosens, opens_to_others, since_of
from goldenthread.agreements.terms.places import PLACES
from goldenthread.agreements.terms.sentences import (
    binds_of,
    people_only_of,
    sentence_of,
    what_this_means_on_screen,
)
from goldenthread.agreements.terms.term import (
    KINDS,
    Access,
    Duty,
    Opening,
    SeatStanding,
    StandingTerm,
    Term,
    TermKind,
    term_from,
)
from goldenthread.agreements.terms.words import (
    CHANNELS,
    CLIENT,
    COACH,
    DAYS,
    GROUNDS,
    JOURNAL,
    NOTHING_OPENS_THIS,
    PROMISE,
    THINGS,
    TOPICS,
    VERBS,
    Grant,
)


def _place(key: str) -> tuple[bool, int, str]:
    """Give a kind's place in the list: A1 to A30 by number, then what has no number."""
    number = key.split("/", maxsplit=1)[0].removeprefix("A")
    return not number.isdigit(), int(number) if number.isdigit() else 0, ""


for _key in sorted(KINDS, key=_place):
    KINDS[_key] = KINDS.pop(_key)

NAMES: dict[str, str] = {key: kind.name for key, kind in KINDS.items()}

__all__ = [
    "CHANNELS",
    "CLIENT",
    "COACH",
    "DAYS",
    "DUAL_ROLES",
    "GROUNDS",
    "HOURS",
    "JOURNAL",
    "KINDS",
    "NAMES",
    "NOTHING_OPENS_THIS",
    "PATIENCE",
    "PLACES",
    "PROMISE",
    "REVIEW_WITHOUT_A_TERM",
    "RULES",
    "SILENCE",
    "THINGS",
    "TOPICS",
    "TRUSTEES",
    "VERBS",
    "Access",
    "Continuity",
    "Contradiction",
    "Day",
    "Duty",
    "Field",
    "Grant",
    "Hours",
    "NotATerm",
    "Number",
    "OneOf",
    "Opening",
    "Order",
    "SeatStanding",
    "SomeOf",
    "StandingTerm",
    "Term",
    "TermKind",
    "TermsInForce",
    "Value",
    "beside",
    "between",
    "binds_of",
    "bounds",
    "compile",
    "contradictions",
    "is_tighter",
    "keeping",
    "looking_again",
    "loosens",
    "opens_to_others",
    "people_only_of",
    "reading",
    "sentence_of",
    "since_of",
    "term_from",
    "what_this_means_on_screen",
]
