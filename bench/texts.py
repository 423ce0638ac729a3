"""Made-up entries of 2 KB, the same in every run. Pure."""

from __future__ import annotations

import random
from typing import Final

SIZE: Final = 2048
_WORDS: Final = tuple(
    "morning tunnel quarter account evening meeting answer window river coffee letter garden "
    "question promise station thread listening silence project weather harbour kitchen Tuesday "
    "colleague sister notebook corridor breath colour lantern mountain decision worry courage "
    "bicycle orchard deadline memory street concert holiday patience voice the a and of to was "
    "I that it in my we not with for she he as but on what when there again before after".split()
)
# In one entry of a thousand.
RARE: Final = "marzipan"


def entry_text(number: int) -> str:
    """Give the text of one entry: words, sentences and paragraphs, 2,048 ASCII characters."""
    drawn = random.Random(number)  # noqa: S311 (text to measure with; the same in every run)
    pieces: list[str] = [RARE] if number % 1000 == 7 else []  # noqa: PLR2004
    length = 0
    while length < SIZE:
        sentence = " ".join(drawn.choices(_WORDS, k=drawn.randint(5, 18))).capitalize() + "."
        sentence += "\n\n" if drawn.random() < 0.15 else " "  # noqa: PLR2004
        pieces.append(sentence)
        length += len(sentence)
    return ("".join(pieces))[: SIZE - 1].rstrip().ljust(SIZE - 1, "x") + "."
