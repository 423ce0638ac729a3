"""What may be said live: a few words that hold nothing, each with a number that grows. Pure."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from goldenthread.core.roles import Role

CHANGED: Final = "changed"
PRESSES: Final = ("pause", "slower", "not_yet", "say_more")
STOP, RESUME, TIME = "stop", "resume", "time"
# Nothing else ever goes over the wire: no name, no line, no count (S2.22, INV-13).
WORDS: Final = frozenset({CHANGED, *PRESSES, STOP, RESUME, TIME})
ROLES: Final = frozenset({"", str(Role.CLIENT.value), str(Role.COACH.value)})

SECOND: Final = 1_000_000
# How long a word can still be heard by somebody who lost the line.
KEPT_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Said:
    """One word: its number, the word, and whose role said it ("" for nobody's)."""

    number: int
    word: str
    by: str = ""

    def ago(self, number: int) -> float:
        """Give how many seconds before `number` this was said; never less than none."""
        return max(0, number - self.number) / SECOND


def next_number() -> int:
    """Give a number later than any given before on this machine: microseconds, so that processes agree.

    It orders words for a minute, and is kept nowhere.
    """
    return time.time_ns() // 1_000


def number_at(at: datetime) -> int:
    """Give the number that stands for a moment, for a page that was made then."""
    return round(at.timestamp() * SECOND)


def check(word: str, by: str) -> None:
    """Raise ValueError for a word or a role outside the few there are."""
    if word not in WORDS or by not in ROLES:
        raise ValueError(
            "Only the words of said.WORDS are said live, by a client, a coach or nobody."
        )


def written(topic: UUID, said: Said) -> bytes:
    """Give a word as it travels between processes."""
    return f"{topic.hex} {said.number} {said.word} {said.by}".encode()


def read(message: bytes) -> tuple[UUID, Said] | None:
    """Read what came over a wire; None for anything that isn't ours."""
    try:
        topic, number, word, by = message.decode("ascii").split(" ")
        check(word, by)
        return UUID(hex=topic), Said(int(number), word, by)
    except ValueError:
        return None
