"""One line of a coach's own starting words, and how the list of them changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goldenthread.agreements.headings import place_of
from goldenthread.agreements.terms import Term, term_from


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A line: its key, heading, sentence, reason, term, whether it is the coach's own yet.

    `edition` counts the changes to this line, so that two windows can tell each other apart.
    """

    key: str
    heading: str
    sentence: str
    reason: str
    term: Term | None = None
    kept: bool = False
    edition: int = 0
    signed_by: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the line as it is sealed."""
        return {
            "key": self.key,
            "heading": self.heading,
            "sentence": self.sentence,
            "reason": self.reason,
            "term": None if self.term is None else self.term.as_json(),
            "kept": self.kept,
            "edition": self.edition,
            "signed_by": list(self.signed_by),
        }


def line_from(value: Mapping[str, Any]) -> Line:
    """Read a line from its sealed form. Raises NotATerm, KeyError or TypeError if it isn't one."""
    term = value["term"]
    read = None if term is None else term_from(term)
    return Line(**{**value, "term": read, "signed_by": tuple(value["signed_by"])})


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Put lines in Foy's order; within a heading they stay as they were."""
    return tuple(sorted(lines, key=lambda line: place_of(line.heading)))


def with_line(lines: Sequence[Line], line: Line) -> tuple[Line, ...]:
    """Give the lines with this one in its place (same key), or added."""
    kept = replace(line, kept=True, edition=line.edition + 1)
    if any(other.key == line.key for other in lines):
        return tuple(kept if other.key == line.key else other for other in lines)
    return in_order([*lines, kept])


def without_line(lines: Sequence[Line], key: str) -> tuple[Line, ...]:
    """Give the lines without the one of this key."""
    return tuple(line for line in lines if line.key != key)


def unkept(lines: Iterable[Line]) -> int:
    """Count the lines that the coach hasn't yet made their own."""
    return sum(not line.kept for line in lines)
