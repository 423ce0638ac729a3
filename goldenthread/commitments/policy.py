"""Whose a commitment is. Pure: only its owner writes, reads, ticks or lets go; nobody reminds (S0.20)."""

from __future__ import annotations

from typing import Final

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict

WORDS_MOST: Final = 1000

OWNERS_ONLY = Refused("What a client decides to do is theirs alone to write.")
OVER = Refused("This is over between you, so nothing new is kept here. Take a copy with you.")
EMPTY = Refused("Write what you’ll do, in your own words. One line is enough.")


def may_write(*, role: str, words: str, going_on: bool) -> Verdict:
    """Only a client writes one, where a compartment of theirs isn't about to be emptied."""
    if role != Role.CLIENT:
        return OWNERS_ONLY
    if not going_on:
        return OVER
    return Allowed() if words.strip() else EMPTY


def may_reword(words: str) -> Verdict:
    """Its owner changes its words at any time; without any it is let go of instead."""
    return Allowed() if words.strip() else EMPTY
