"""How a client likes to work: what may be said of it, in the order of the page.

Seven places for free words, any of which may stay empty. Nothing is made of them: no type, no
style, no label (S1.10). What somebody is called is free text too, and no real name is asked (S2.25).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.core.word_diff import Piece, word_diff
from goldenthread.ledger import api as ledger
from goldenthread.seals import api as seals
from goldenthread.swaps.models import Liking
from goldenthread.vault import api as vault


def gettext_noop(text: str) -> str:
    """Mark a text for translation where Django isn't known; pages translate it."""
    return text


TITLE = gettext_noop("How I like to work")
ADJUSTED_TITLE = gettext_noop("What I’ll change")


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """One place on the page: its key in the envelope, and what stands above it."""

    key: str
    asks: str
    hint: str = ""


PLACES: tuple[Place, ...] = (
    Place(
        "called",
        gettext_noop("What I like to be called, and my pronouns"),
        gettext_noop("Whatever you like; it needn’t be the name in your passport."),
    ),
    Place("pace", gettext_noop("Pace"), gettext_noop("Fast or slow, and when to slow down.")),
    Place(
        "directness",
        gettext_noop("How direct to be with me"),
        gettext_noop("And how you’d like to hear something difficult."),
    ),
    Place("silence", gettext_noop("Silence"), gettext_noop("What it means when I say nothing.")),
    Place(
        "writing", gettext_noop("Writing or talking"), gettext_noop("What comes easier, and when.")
    ),
    Place("not_to_do", gettext_noop("What not to do")),
    Place(
        "access",
        gettext_noop("What I need so that I can take part"),
        gettext_noop("Captions, breaks, light, language, a step-free way in; anything."),
    ),
)


# How it has fitted lately (S1.15): a word for each, or none. Never added up, and no number is made.
FIT_WORDS: tuple[str, ...] = (
    gettext_noop("too little"),
    gettext_noop("about right"),
    gettext_noop("too much"),
)
FITS: tuple[Place, ...] = (
    Place("fit_pace", gettext_noop("Lately, the pace was")),
    Place("fit_challenge", gettext_noop("Lately, being challenged was")),
    Place("fit_structure", gettext_noop("Lately, structure was")),
    Place("fit_talking", gettext_noop("Lately, my coach’s talking was")),
    Place("fit_between", gettext_noop("Lately, contact in between was")),
)
ALL: tuple[Place, ...] = (*PLACES, *FITS)


@dataclass(frozen=True, slots=True, repr=False)
class LikingSaid:
    """The words for each place, by its key; an empty place is left out."""

    words: Mapping[str, str]

    @property
    def says_something(self) -> bool:
        """Whether there is a word in it."""
        return any(text.strip() for text in self.words.values())


NOTHING = LikingSaid({})


def changes_between(
    before: LikingSaid, after: LikingSaid
) -> tuple[tuple[Place, tuple[Piece, ...]], ...]:
    """Give each place whose words changed, with what stayed, went and came."""
    return tuple(
        (place, word_diff(before.words.get(place.key, ""), after.words.get(place.key, "")))
        for place in ALL
        if before.words.get(place.key, "") != after.words.get(place.key, "")
    )


def _belongs(liking: Liking) -> dict[str, Any]:
    return {
        "relationship": str(liking.relationship_uid),
        "author": str(liking.author_uid),
        "number": liking.number,
    }


def seal_liking(liking: Liking, said: LikingSaid, *, keyring: vault.Keyring) -> None:
    """Seal what was said, with whose it is and which it is in the row; the caller saves."""
    words = {key: text for key, text in said.words.items() if text.strip()}
    vault.seal(liking, {"words": words} | _belongs(liking), keyring=keyring)


def open_liking(liking: Liking, *, keyring: vault.Keyring, witness: ledger.Witness) -> LikingSaid:
    """Open what was said. Raises seals.Bad too where its row was moved or numbered anew."""
    payload = vault.unseal(liking, keyring=keyring, witness=witness)
    belongs = _belongs(liking)
    if {name: payload.get(name) for name in belongs} != belongs:
        raise seals.Bad
    return LikingSaid(payload["words"])
