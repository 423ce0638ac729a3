"""What somebody beside the pair will never receive, what waits, and what they do: read off the compiled table."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.agreements import api as agreements
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Refused
from goldenthread.sharing.queries.continuity import CLAUSE, TRUSTEES


@dataclass(frozen=True, slots=True)
class Glance:
    """Kinds of things, in the words of the table: never, not yet (with why), and received."""

    never: tuple[str, ...]
    waiting: tuple[tuple[str, str], ...]
    received: tuple[str, ...]


def glance_at(terms: agreements.TermsInForce, role: Role) -> Glance:
    """Sort every kind of thing there is by what the table says of reading it, for one role.

    A kind of thing is either refused, and then stands in one of the first two lists, or open; so
    nothing that opens can be missing, and nothing that is missing can open (S0.15).
    """
    never: list[str] = []
    waiting: list[tuple[str, str]] = []
    received: list[str] = []
    for thing, name in agreements.THINGS.items():
        verdict = terms.may(role, "read", thing)
        if not isinstance(verdict, Refused):
            received.append(name)
        elif verdict.reason != agreements.NOTHING_OPENS_THIS:
            waiting.append((name, verdict.reason))
        elif role in TRUSTEES and thing == "contact" and _is_agreed(terms):
            waiting.append((name, _WHEN_NOT))
        else:
            never.append(name)
    return Glance(tuple(never), tuple(waiting), tuple(received))


_WHEN_NOT = "It opens when both named people say so, or after 14 days without a sign."


def _is_agreed(terms: agreements.TermsInForce) -> bool:
    return any(each.key == CLAUSE for each in terms.terms)
