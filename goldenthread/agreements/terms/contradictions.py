"""Terms that can't stand together, each with the other it stands against and why. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.terms.term import Term


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two terms that can't both stand, by key, and why. The sentence may be shown."""

    first_key: str
    second_key: str
    why: str


Terms = Mapping[str, Term]
Rule = tuple[str, str, Callable[[Terms], bool], str]


def _is(terms: Terms, key: str, name: str, *values: object) -> bool:
    return key in terms and terms[key][name] in values


def _has(terms: Terms, key: str, name: str, value: str) -> bool:
    return key in terms and value in terms[key][name]


# Each: two keys, whether they stand against each other in these terms, and why. The second key may
# be of a term that is missing: then the first one needs it.
RULES: tuple[Rule, ...] = (
    (
        "A30",
        "A16",
        lambda terms: "A30" in terms and _is(terms, "A16", "notes", "facts", "shared"),
        gettext_noop("A manager who coaches keeps no notes."),
    ),
    (
        "A30",
        "A29",
        lambda terms: "A30" in terms and _is(terms, "A29", "pulses", "offered"),
        gettext_noop("Nobody is asked how it's going where the manager could see the answer."),
    ),
    (
        "A30",
        "A2",
        lambda terms: {"A30", "A2"} <= terms.keys(),
        gettext_noop("A manager can't read as a sponsor what was said in coaching."),
    ),
    (
        "A30",
        "A3",
        lambda terms: {"A30", "A3"} <= terms.keys(),
        gettext_noop("Where a manager coaches, no sponsor counts the sessions."),
    ),
    (
        "A30",
        "A4",
        lambda terms: {"A30", "A4"} <= terms.keys(),
        gettext_noop("Where a manager coaches, there's no sponsor beside the two."),
    ),
    (
        "A20",
        "A2",
        lambda terms: (
            "A2" in terms
            and (
                _has(terms, "A20", "roles", "sponsor_is_line_manager")
                or _has(terms, "A20", "roles", "coach_is_line_manager")
            )
        ),
        gettext_noop("A manager can't read as a sponsor what was said in coaching."),
    ),
    (
        "A20",
        "A30",
        lambda terms: "A30" not in terms and _has(terms, "A20", "roles", "coach_is_line_manager"),
        gettext_noop("A coach who is the manager needs the clause about a manager who coaches."),
    ),
    (
        "A14",
        "A13",
        lambda terms: (
            _is(terms, "A14", "counting", "ask")
            and not _is(terms, "A13", "recording", "ask", "client_only")
        ),
        gettext_noop("What is never recorded can't be written out and counted."),
    ),
    (
        "A15",
        "A13",
        lambda terms: (
            _has(terms, "A15", "purposes", "transcribe")
            and _is(terms, "A15", "ai", "local")
            and not _is(terms, "A13", "recording", "ask", "client_only")
        ),
        gettext_noop("What is never recorded can't be written out by a machine."),
    ),
    (
        "A15",
        "A15",
        lambda terms: (
            "A15" in terms and (terms["A15"]["ai"] == "local") != bool(terms["A15"]["purposes"])
        ),
        gettext_noop("A machine that may help needs a purpose, and no purpose stands without it."),
    ),
    (
        "A7",
        "A6",
        lambda terms: _is(terms, "A7", "clock", "working") and "A6" not in terms,
        gettext_noop("An answer counted in agreed hours needs the clause that agrees on hours."),
    ),
    (
        "A7",
        "A7",
        lambda terms: "A7" in terms and terms["A7"]["privacy"] > terms["A7"]["hours"],
        gettext_noop("A question about confidentiality is never answered later than another."),
    ),
    (
        "A6",
        "A6",
        lambda terms: "A6" in terms and terms["A6"]["from"] >= terms["A6"]["to"],
        gettext_noop("The hours end before they begin."),
    ),
    (
        "A11",
        "A21",
        lambda terms: (
            {"A11", "A21"} <= terms.keys()
            and bool(set(terms["A11"]["topics"]) & set(terms["A21"]["topics"]))
        ),
        gettext_noop("A topic that stays closed can't be one to write about between sessions."),
    ),
    (
        "A11",
        "A11",
        lambda terms: _is(terms, "A11", "rhythm", "none") and bool(terms["A11"]["topics"]),
        gettext_noop("Without contact between sessions there are no topics for it."),
    ),
    (
        "short",
        "A29",
        lambda terms: "short" in terms and _is(terms, "A29", "pulses", "offered"),
        gettext_noop("A short first agreement asks nobody how it's going."),
    ),
    (
        "short",
        "A22",
        lambda terms: "short" in terms and _is(terms, "A22", "depth", 2, 3),
        gettext_noop("A short first agreement goes no deeper than the first step."),
    ),
    (
        "A10",
        "A4",
        lambda terms: _is(terms, "A10", "payer", "sponsor") and "A4" not in terms,
        gettext_noop("A sponsor who pays needs the clause that leaves them no back channel."),
    ),
    (
        "A2",
        "A4",
        lambda terms: "A2" in terms and "A4" not in terms,
        gettext_noop("A sponsor who reads needs the clause that leaves them no back channel."),
    ),
    (
        "A10",
        "A30",
        lambda terms: "A30" in terms and _is(terms, "A10", "payer", "client"),
        gettext_noop("Nobody pays their own manager for coaching."),
    ),
)

# What a client's own choices (gentle mode, a slow start: S0.8, S4.11) rule out, by a word for it.
# Said without naming the choice, which is the client's: the coach learns only what follows from it.
RULED_OUT: Mapping[str, Rule] = {
    "pulses": (
        "A29",
        "A29",
        lambda terms: _is(terms, "A29", "pulses", "offered"),
        gettext_noop("Nobody is asked how it's going here, for now."),
    ),
    "depth": (
        "A22",
        "A22",
        lambda terms: _is(terms, "A22", "depth", 2, 3),
        gettext_noop("It begins with the first step here, for now."),
    ),
    "sponsor": (
        "A2",
        "A2",
        lambda terms: "A2" in terms,
        gettext_noop("No sponsor has a window here, for now."),
    ),
}


def contradictions(
    terms: Iterable[Term], *, ruled_out: Collection[str] = ()
) -> tuple[Contradiction, ...]:
    """Give each pair of terms that can't stand together, or none.

    `ruled_out`: what the client's own choices leave no room for ("pulses", "depth", "sponsor").
    """
    listed = list(terms)
    by_key = {term.key: term for term in listed}
    twice = [key for key, times in Counter(term.key for term in listed).items() if times > 1]
    rules = (*RULES, *(rule for word, rule in RULED_OUT.items() if word in ruled_out))
    return (
        *(Contradiction(key, key, gettext_noop("Two clauses say this.")) for key in twice),
        *(
            Contradiction(first, second, why)
            for first, second, stands_against, why in rules
            if stands_against(by_key)
        ),
    )
