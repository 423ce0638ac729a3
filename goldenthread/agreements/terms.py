"""Terms: the machine-readable part of a clause, and what follows from them. Pure.

A term is made of fixed words only, never of free text, so it may lie in the clear beside the
sealed sentence it belongs to. Access derives from the terms in force and from nothing else
(INV-6), and every sentence about a term is generated from the term itself (S0.14).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.agreements.headings import gettext_noop
from goldenthread.core.verdicts import Allowed, Refused, Verdict

COACH, CLIENT = "coach", "client"
JOURNAL, PROMISE = "journal.passage", "promise"
NOTHING_OPENS_THIS = "Nothing you've both signed opens this yet."

# What a reader of a class may do with a thing of that class. Any other verb is refused, and so
# is any class without a term: the default is no.
VERBS: dict[str, frozenset[str]] = {
    JOURNAL: frozenset({"read", "answer", "share"}),
    PROMISE: frozenset({"read", "make", "answer"}),
}
HOURS = (24, 48, 72, 120)
GROUNDS: dict[str, str] = {
    "court_order": gettext_noop(
        "A court orders it. Only what the order names is told, and a lawyer is asked first."
    ),
    "serious_harm": gettext_noop(
        "Someone, {client} or anyone else, is about to come to serious harm. "
        "{Coach} speaks with {client} first if that's possible at all."
    ),
    "person_at_risk": gettext_noop(
        "A child, or an adult who can't protect themselves, is at risk, "
        "and the law where {coach} works says it must be told."
    ),
    "crime_to_report": gettext_noop(
        "The law where {coach} works says that this kind of crime must be reported."
    ),
    "own_defence": gettext_noop(
        "{Client} complains about {coach}. {Coach} may then answer the body that looks into it, "
        "and tells it only what's needed."
    ),
}


class NotATerm(ValueError):
    """Golden Thread doesn't know how to keep such a term."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term. Which of the fields mean something depends on the code (requirements 3.4)."""

    code: str
    subject: str = ""
    readers: tuple[str, ...] = ()
    hours: int | None = None
    grounds: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What makes a term one of a kind in a version: "A1/promise", "A13"."""
        return f"{self.code}/{self.subject}" if self.subject else self.code

    def as_json(self) -> dict[str, Any]:
        """Give the term as it stands in the signed document and in the clear row."""
        if self.code == "A1":
            return {
                "code": "A1",
                "class": self.subject,
                "readers": list(self.readers),
                "grant": "per_item",
            }
        if self.code == "A7":
            return {"code": "A7", "hours": self.hours}
        if self.code == "A25":
            return {"code": "A25", "grounds": list(self.grounds)}
        return {"code": self.code, **_CONSTANTS[self.code]}


_CONSTANTS: dict[str, dict[str, str]] = {
    "A12": {"reminding": "never"},
    "A13": {"recording": "never"},
    "A26": {"ending": "either, any time"},
}

# Every kind of term that can be agreed today, as it starts out.
KINDS: dict[str, Term] = {
    term.key: term
    for term in (
        Term("A1", subject=JOURNAL, readers=(CLIENT, COACH)),
        Term("A1", subject=PROMISE, readers=(CLIENT, COACH)),
        Term("A7", hours=48),
        Term("A12"),
        Term("A13"),
        Term("A25", grounds=tuple(GROUNDS)),
        Term("A26"),
    )
}

NAMES: dict[str, str] = {
    "A1/journal.passage": gettext_noop("Who may read a shared passage of the journal"),
    "A1/promise": gettext_noop("Promises you make to each other"),
    "A7": gettext_noop("How soon an answer comes"),
    "A12": gettext_noop("No reminding"),
    "A13": gettext_noop("No recording"),
    "A25": gettext_noop("When something may be told to someone else"),
    "A26": gettext_noop("Ending"),
}


def term_from(value: Mapping[str, Any]) -> Term:
    """Read a term from its JSON form. Raises NotATerm for anything outside the vocabulary."""
    term = _loosely_read(value)
    if term.as_json() != dict(value):
        raise NotATerm(NotATerm.__doc__)
    return term


def _loosely_read(value: Mapping[str, Any]) -> Term:
    code = value.get("code")
    if code == "A1" and value.get("class") in (JOURNAL, PROMISE):
        readers = tuple(value.get("readers") or ())
        if readers in readers_choices(value["class"]):
            return Term("A1", subject=value["class"], readers=readers)
    elif code == "A7" and value.get("hours") in HOURS:
        return Term("A7", hours=value["hours"])
    elif code == "A25":
        named = value.get("grounds") or ()
        if set(named) <= GROUNDS.keys():
            return Term("A25", grounds=tuple(ground for ground in GROUNDS if ground in named))
    elif code in _CONSTANTS:
        return Term(str(code))
    raise NotATerm(NotATerm.__doc__)


def readers_choices(subject: str) -> tuple[tuple[str, ...], ...]:
    """Give who can be named as the readers of a class. A promise always has both (V1)."""
    if subject == JOURNAL:
        return ((CLIENT, COACH), (CLIENT,))
    return ((CLIENT, COACH),)


def what_this_means_on_screen(term: Term) -> str:
    """Say what the software does because of this term, with {coach} and {client} for names.

    {Coach} and {Client} open a sentence: with "the coach" for a name that makes a difference.
    Generated from the term, so that no text promises what no rule keeps (S0.14).
    """
    if term.code == "A1" and term.subject == JOURNAL:
        if COACH in term.readers:
            return gettext_noop(
                "{Coach} can read and answer a passage of {client}'s journal once {client} shares "
                "that passage, until {client} takes it back. The rest stays {client}'s alone."
            )
        return gettext_noop("{Coach} can't open any of {client}'s journal.")
    if term.code == "A7":
        return gettext_noop(
            "{Coach} gives their word to answer within {hours} hours. "
            "Golden Thread doesn't measure it, and chases nobody about it."
        )
    return _MEANS[term.key]


_MEANS: dict[str, str] = {
    "A1/promise": gettext_noop(
        "{Coach} and {client} both see each promise made here, and what became of it."
    ),
    "A12": gettext_noop(
        "Golden Thread sends no reminders about what {client} decided to do, "
        "and shows {coach} no list of it."
    ),
    "A13": gettext_noop("There's nothing here that records sound or picture."),
    "A25": gettext_noop(
        "Golden Thread tells nobody anything by itself, and opens no back door for anyone. "
        "These are the only cases in which {coach} may speak, and there are no others."
    ),
    "A26": gettext_noop(
        "{Coach} or {client} can end this at any time, without a reason and without asking."
    ),
}


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """All that is in force between two people. Empty when nothing is signed: then all is no."""

    terms: tuple[Term, ...] = ()

    def may(self, role: str, verb: str, class_: str) -> Verdict:
        """Say whether a role ("coach", "client") may do a verb to things of a class (A1, INV-6).

        A yes here is necessary, never enough: a passage must also have been shared
        (grant "per_item"), and the key of its compartment must be held.
        """
        if verb in VERBS.get(class_, frozenset()) and role in self.readers_of(class_):
            return Allowed()
        return Refused(NOTHING_OPENS_THIS)

    def readers_of(self, class_: str) -> tuple[str, ...]:
        """Give the roles that a term in force names as readers of a class; mostly none."""
        for term in self.terms:
            if term.code == "A1" and term.subject == class_:
                return term.readers
        return ()

    @property
    def answer_hours(self) -> int | None:
        """Give the hours within which the coach said they'd answer (A7), or None."""
        return next((term.hours for term in self.terms if term.code == "A7"), None)

    @property
    def grounds(self) -> tuple[str, ...]:
        """Give the only grounds on which something may be told to someone else (A25)."""
        return next((term.grounds for term in self.terms if term.code == "A25"), ())


def terms_from(values: Iterable[Mapping[str, Any]]) -> TermsInForce:
    """Build the terms in force from their JSON forms. Raises NotATerm."""
    return TermsInForce(tuple(term_from(value) for value in values))
