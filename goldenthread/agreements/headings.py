"""The eight headings of PROMISES (Foy, as named in S4.8), with questions of our own. Pure.

The eight words are Foy's. The questions beneath them are ours and are never shown as Foy's.
"""

from __future__ import annotations

from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a text for translation where Django isn't known; templates translate it."""
    return text


@dataclass(frozen=True, slots=True)
class Heading:
    """One of the eight: its key in the database, its word on the screen, what to talk about."""

    key: str
    word: str
    prompts: tuple[str, ...]


HEADINGS: tuple[Heading, ...] = (
    Heading(
        "purpose",
        gettext_noop("Purpose"),
        (
            gettext_noop("Why now, and why with each other?"),
            gettext_noop("What is this not for?"),
            gettext_noop("What would make you stop?"),
        ),
    ),
    Heading(
        "relationship",
        gettext_noop("Relationship"),
        (
            gettext_noop("How would you like us to be with each other on a bad day?"),
            gettext_noop("What have other people got wrong about you?"),
            gettext_noop("When we disagree, how do we say so?"),
        ),
    ),
    Heading(
        "outcomes",
        gettext_noop("Outcomes"),
        (
            gettext_noop("What would be different, and who would notice first?"),
            gettext_noop("How will you know it was worth your time?"),
            gettext_noop("Which of these hopes are really your own?"),
        ),
    ),
    Heading(
        "margins",
        gettext_noop("Margins"),
        (
            gettext_noop("Where and when may we reach each other?"),
            gettext_noop("What do we do if we meet somewhere else?"),
            gettext_noop("What stays outside: subjects, gifts, other roles between us?"),
        ),
    ),
    Heading(
        "in_case_of",
        gettext_noop("In case of"),
        (
            gettext_noop("What do we do if one of us is late, ill, or doesn't come?"),
            gettext_noop("What happens if you're in danger, or someone near you is?"),
            gettext_noop("Who would be told something said here, and in which cases only?"),
            gettext_noop("What if the coach can't go on?"),
        ),
    ),
    Heading(
        "safety",
        gettext_noop("Safety"),
        (
            gettext_noop("What do you need so that you can speak freely?"),
            gettext_noop("What should never be written down?"),
            gettext_noop("How would we notice that it's too much?"),
        ),
    ),
    Heading(
        "expectations",
        gettext_noop("Expectations"),
        (
            gettext_noop("What do you expect of me, and I of you?"),
            gettext_noop("What do we owe each other between sessions, and what not?"),
            gettext_noop("What should neither of us expect?"),
        ),
    ),
    Heading(
        "strategy",
        gettext_noop("Strategy"),
        (
            gettext_noop("How often do we meet, for how long, and how?"),
            gettext_noop("How do we check whether it helps?"),
            gettext_noop("How would you like it to end?"),
        ),
    ),
)

BY_KEY: dict[str, Heading] = {heading.key: heading for heading in HEADINGS}


def words() -> list[tuple[str, str]]:
    """For `choices=`: the key and Foy's word, in Foy's order."""
    return [(heading.key, heading.word) for heading in HEADINGS]


def place_of(key: str) -> int:
    """Give where a heading stands in PROMISES, from 0. Raises KeyError for an unknown key."""
    return HEADINGS.index(BY_KEY[key])
