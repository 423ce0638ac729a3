"""The eight headings, answered apart before a word of the agreement is written (requirements 3.2).

Each answers a heading's questions alone, then both open together. Called once by `apps.ready()`.
"""

from __future__ import annotations

from goldenthread.agreements.headings import HEADINGS, gettext_noop
from goldenthread.swaps import api as swaps

PREFIX = "promises."
GROUP = gettext_noop("Before you write the agreement")
LEDE = gettext_noop(
    "Answer alone what you can. What you both find when it opens is what the agreement is made of."
)


def declare_kinds() -> None:
    """Declare a swap for each of the eight, in Foy's order, with questions that are ours."""
    for heading in HEADINGS:
        swaps.declare(PREFIX + heading.key, heading.word, heading.prompts, lede=LEDE, group=GROUP)


def kind_of(heading: str) -> str:
    """Give the kind of swap in which a heading is answered apart."""
    return PREFIX + heading
