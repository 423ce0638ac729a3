"""What is written down of a disclosure, and of each time it was looked at again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

WORDS_MOST = 2000
LINE_MOST = 400

# Whether the client knew: "not_yet" keeps the note back, and forces a day to decide again.
BEFORE, AFTER, BY_THIS_NOTE, NOT_YET = "before", "after", "by_this_note", "not_yet"


@dataclass(frozen=True, slots=True, repr=False)
class Happening:
    """What was told: on which ground, who decided, with whose advice, when, what, to whom."""

    ground: str
    decided_by: str
    advised: str
    told_on: date
    what: str
    to_whom: str
    client_was_told: str
    why: str = ""

    def as_json(self) -> dict[str, str]:
        """Give it as it is sealed; the day as YYYY-MM-DD."""
        return {
            "ground": self.ground,
            "decided_by": self.decided_by,
            "advised": self.advised,
            "told_on": self.told_on.isoformat(),
            "what": self.what,
            "to_whom": self.to_whom,
            "client_was_told": self.client_was_told,
            "why": self.why,
        }


def happening_from(value: Mapping[str, Any]) -> Happening:
    """Read it from its sealed form. Raises ValueError, KeyError or TypeError if it isn't one."""
    return Happening(**{**value, "told_on": date.fromisoformat(value["told_on"])})


@dataclass(frozen=True, slots=True, repr=False)
class LookedAgain:
    """One time it was decided again: the day, why the client couldn't be told yet, until when."""

    on: date
    why: str
    until: date

    def as_json(self) -> dict[str, str]:
        """Give it as it is sealed."""
        return {"on": self.on.isoformat(), "why": self.why, "until": self.until.isoformat()}


def looked_again_from(value: Mapping[str, str]) -> LookedAgain:
    """Read it from its sealed form. Raises ValueError or KeyError if it isn't one."""
    return LookedAgain(
        date.fromisoformat(value["on"]), value["why"], date.fromisoformat(value["until"])
    )
