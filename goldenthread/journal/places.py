"""Where words lie in an entry: paragraphs to choose from, and the exact spot of a passage. Pure."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_PIECE = re.compile(r"\S+")
_MARKUP_AT_START = re.compile(r"^[\s#>*+\-_`~]+")


@dataclass(frozen=True, slots=True, repr=False)
class Paragraph:
    """One paragraph of an entry: ``start`` and ``end`` count characters from its beginning."""

    start: int
    end: int
    words: str


def tidy(text: str) -> str:
    """Make line ends one kind and drop NULs: what is kept, searched and compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def paragraphs(body: str) -> tuple[Paragraph, ...]:
    """Split at blank lines; white space at both ends of a paragraph is left out of it."""
    found = []
    start = 0
    for end, after in [*(gap.span() for gap in _BLANK_LINES.finditer(body)), (len(body),) * 2]:
        piece = body[start:end]
        words = piece.strip()
        if words:
            begins = start + piece.index(words)
            found.append(Paragraph(begins, begins + len(words), words))
        start = after
    return tuple(found)


def spot(body: str, words: str, *, near: int = 0) -> tuple[int, int] | None:
    """Find exact words in a body: (start, end), the occurrence closest to ``near``, or None.

    Runs of white space count as equal, because a browser's selection makes its own line ends;
    what is shared is always the body's own slice. Takes as long as the text, whatever is typed.
    """
    needle = " ".join(words.split())
    if not needle:
        return None
    pieces = [piece.span() for piece in _PIECE.finditer(body)]
    flat = " ".join(body[start:end] for start, end in pieces)
    flat_starts = list(accumulate((end - start + 1 for start, end in pieces), initial=0))

    def _in_body(place: int) -> int:
        """Say which character of the body stands at a place of the flat text."""
        number = bisect_right(flat_starts, place) - 1
        return pieces[number][0] + place - flat_starts[number]

    found, spots = flat.find(needle), []
    while found != -1:
        last = found + len(needle) - 1
        spots.append((_in_body(found), _in_body(last) + 1))
        found = flat.find(needle, last + 1)
    return min(spots, key=lambda span: abs(span[0] - near), default=None)


def joined(pieces: Sequence[Paragraph], chosen: Collection[int]) -> tuple[int, int] | None:
    """Give the span of paragraphs that follow one another (by number), or None if they don't."""
    numbers = sorted(set(chosen))
    if not numbers or numbers[0] < 0 or numbers[-1] >= len(pieces):
        return None
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return None
    return pieces[numbers[0]].start, pieces[numbers[-1]].end


def first_words(body: str, *, most: int = 120) -> str:
    """Give the beginning of an entry on one line, without its markup, cut between words."""
    line = " ".join(_MARKUP_AT_START.sub("", body[: most * 3]).split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
