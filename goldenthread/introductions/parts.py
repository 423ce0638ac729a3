"""The parts of a process page: what each asks for, and how a coach's list of them changes. Pure.

Admitting limits stands on the same page as what one offers, with the same weight: each statement of
how a coach works has a line that says when it doesn't fit (T7), and what a coach doesn't do is a part
of its own that no page goes without (S1.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_WORDS: Final = 2000
LONGEST_LINE: Final = 200


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """One thing that a part asks for: its key, its question, and whether it may stay empty."""

    key: str
    label: str | Promise
    hint: str | Promise = ""
    required: bool = True
    # Rows of the field; 0 is one line. A line holds LONGEST_LINE letters, a field LONGEST_WORDS.
    rows: int = 0
    is_link: bool = False

    @property
    def longest(self) -> int:
        """The most letters it takes."""
        return LONGEST_WORDS if self.rows else LONGEST_LINE


@dataclass(frozen=True, slots=True, repr=False)
class Section:
    """A kind of part. `several`: a coach may write more than one. `required`: no page without one."""

    key: str
    heading: str | Promise
    asks: tuple[Asked, ...]
    several: bool = False
    required: bool = True


SECTIONS: Final = (
    Section(
        "approach",
        _("How I work"),
        (
            Asked("says", _("One thing about how you work"), rows=4),
            Asked(
                "not_when",
                _("When it doesn’t fit"),
                _("Every way of working fails somebody. Say when yours does."),
                rows=3,
            ),
        ),
        several=True,
    ),
    Section(
        "limits",
        _("What I don’t do, and where I’d refer you on"),
        (
            Asked(
                "says",
                _("What you don’t do, and whom you’d name instead"),
                _("Be plain: it helps someone find the right help sooner."),
                rows=5,
            ),
        ),
        several=True,
    ),
    Section(
        "training",
        _("Training and supervision"),
        (
            Asked("says", _("One thing you learnt, hold, or do for your own work"), rows=3),
            Asked(
                "source",
                _("Where that can be looked up"),
                _("Leave it empty, and the page says that it is your own word."),
                required=False,
            ),
        ),
        several=True,
    ),
    Section(
        "reach",
        _("How and when to reach me"),
        (
            Asked(
                "says",
                _("By which ways, and on which days and hours"),
                _("This page is open to everybody, so a private number needn’t stand here."),
                rows=4,
            ),
        ),
    ),
    Section(
        "fees",
        _("Fees, and when a session falls through"),
        (Asked("says", _("What it costs, and what happens when either of you cancels"), rows=4),),
    ),
    Section(
        "complaints",
        _("If you want to complain"),
        (
            Asked("body", _("Who looks into a complaint about you")),
            Asked("code", _("The code you keep to")),
            Asked(
                "link",
                _("Their address on the web"),
                _("It begins with https://. Leave it empty if there is none."),
                required=False,
                is_link=True,
            ),
        ),
    ),
)
BY_KEY: Final = {section.key: section for section in SECTIONS}


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One part as its coach has it. `edition` counts its changes, so two windows can be told apart."""

    key: str
    section: str
    words: Mapping[str, str]
    kept: bool = False
    edition: int = 0

    def as_json(self) -> dict[str, Any]:
        """Give the part as it is sealed in the draft."""
        return {
            "key": self.key,
            "section": self.section,
            "words": dict(self.words),
            "kept": self.kept,
            "edition": self.edition,
        }

    def as_published(self) -> dict[str, Any]:
        """Give the part as everybody may read it."""
        return {"section": self.section, "words": dict(self.words)}


def in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Put parts in the page's order; within a section they stay as they were."""
    places = [section.key for section in SECTIONS]
    return tuple(sorted(parts, key=lambda part: places.index(part.section)))


def with_part(parts: Sequence[Part], part: Part) -> tuple[Part, ...]:
    """Give the parts with this one kept in its place (same key), or added."""
    kept = replace(part, kept=True, edition=part.edition + 1)
    if any(other.key == part.key for other in parts):
        return tuple(kept if other.key == part.key else other for other in parts)
    return in_order([*parts, kept])


def without_part(parts: Sequence[Part], key: str) -> tuple[Part, ...]:
    """Give the parts without the one of this key."""
    return tuple(part for part in parts if part.key != key)


def unkept(parts: Iterable[Part]) -> int:
    """Count the parts that the coach hasn't yet made their own."""
    return sum(not part.kept for part in parts)


def lacking(parts: Iterable[Part]) -> tuple[Section, ...]:
    """Give the sections that a page can't go without and of which there is no kept part."""
    there = {part.section for part in parts if part.kept}
    return tuple(each for each in SECTIONS if each.required and each.key not in there)
