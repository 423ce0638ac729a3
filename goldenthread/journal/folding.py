"""How entries are made findable: folded text, and the packed form of a search segment. Pure.

A packed segment is: u32 count, then for each entry 16 bytes of uid, i64 microseconds since 1970
when it was written and u32 where its text ends, then the folded texts, each followed by one NUL.
This layout is sealed as "idx.seg/1" and may only be changed under a new kind.
"""

import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

SEGMENT_SIZE: Final = 256
WORDS_MOST: Final = 8

# One entry that was found: when it was written, in microseconds since 1970, and its uid.
Found = tuple[int, bytes]

_COUNT = struct.Struct(">I")
_ROW = struct.Struct(">16sqI")
_SAME = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


class Garbled(Exception):
    """The index of this journal can't be read."""


@dataclass(frozen=True, slots=True, repr=False)
class Folded:
    """One entry, ready to be searched. ``written`` is in microseconds since 1970."""

    uid: bytes
    written: int
    text: bytes


def folded(text: str) -> bytes:
    """Fold case, width and typographic quotes away (NFKC, casefold); one space between words."""
    if text.isascii():
        plain = text.lower()
    else:
        plain = unicodedata.normalize("NFKC", text.translate(_SAME)).casefold()
        plain = unicodedata.normalize("NFKC", plain)
    return " ".join(plain.replace("\0", " ").split()).encode()


def needles(query: str) -> tuple[bytes, ...]:
    """Give the folded words looked for, longest first; "in quotes" stays one phrase.

    An odd quote counts as a space. At most eight words are used.
    """
    pieces = folded(query).decode().split('"')
    looked_for: list[str] = []
    for number, piece in enumerate(pieces):
        closed = number % 2 == 1 and number < len(pieces) - 1
        looked_for += [piece.strip()] if closed else piece.split()
    words = dict.fromkeys(word for word in looked_for if word)
    return tuple(sorted((word.encode() for word in words), key=len, reverse=True)[:WORDS_MOST])


def packed(entries: Sequence[Folded]) -> bytes:
    """Pack folded entries into the bytes of a segment."""
    rows, texts, end = [], [], 0
    for entry in entries:
        end += len(entry.text)
        rows.append(_ROW.pack(entry.uid, entry.written, end))
        texts.append(entry.text + b"\0")
        end += 1
    return b"".join([_COUNT.pack(len(entries)), *rows, *texts])


def size_of(segment: bytes) -> int:
    """Give how many entries a packed segment holds. Raises Garbled."""
    if len(segment) < _COUNT.size:
        raise Garbled
    count: int = _COUNT.unpack_from(segment)[0]
    if len(segment) < _COUNT.size + count * _ROW.size:
        raise Garbled
    return count


def found_in(segment: bytes, looked_for: Sequence[bytes]) -> Iterator[Found]:
    """Give the entries of a packed segment that hold every needle. Raises Garbled."""
    count = size_of(segment)
    base = _COUNT.size + count * _ROW.size
    rows = list(_ROW.iter_unpack(segment[_COUNT.size : base]))
    if not looked_for or not rows:
        return
    first, *others = looked_for
    row, start = 0, base
    hit = segment.find(first, base)
    while hit != -1:
        while base + rows[row][2] <= hit:
            start = base + rows[row][2] + 1
            row += 1
        uid, written, end = rows[row]
        if not others or all(segment.find(each, start, base + end) != -1 for each in others):
            yield written, uid
        hit = segment.find(first, base + end + 1)


def holds(text: bytes, looked_for: Sequence[bytes]) -> bool:
    """Say whether one folded text holds every needle."""
    return bool(looked_for) and all(needle in text for needle in looked_for)
