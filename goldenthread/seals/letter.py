"""cD, the letter: sealed to a compartment's letter box by someone who can never read it back."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.seals.errors import Bad
from goldenthread.seals.framing import ID_BYTES, framed, lp, padme, stored, u64, unframed
from goldenthread.seals.primitives import HPKE_ADDED_BYTES, hpke_open, hpke_seal

LETTER_MAX_BYTES = 8 * 1024 * 1024

_START = b"cD\x01"  # magic, suite 1
_SMALLEST = len(_START) + HPKE_ADDED_BYTES + 4
_LARGEST = len(_START) + HPKE_ADDED_BYTES + padme(4 + LETTER_MAX_BYTES)


@dataclass(frozen=True, slots=True)
class LetterContext:
    """All that a letter is bound to. `instance`, `compartment` and `letter` are 16 bytes.

    `writer` names who wrote in the caller's words ("link", "coach", a uid): nobody signs a letter.
    """

    instance: bytes
    compartment: bytes
    epoch: int
    kind: str
    letter: bytes
    writer: str


def seal_letter(drop_public: bytes, context: LetterContext, payload: bytes) -> bytes:
    """Seal up to 8 MiB to a letter box, padded as envelopes are: 55 bytes more, and padding.

    Raises ValueError for a wrong size, Bad when `drop_public` is no X25519 key.
    """
    if len(payload) > LETTER_MAX_BYTES:
        raise ValueError("A letter holds at most 8 MiB")
    return _START + hpke_seal(drop_public, _info(context), framed(payload, pad=True))


def open_letter(drop_private: bytes, context: LetterContext, letter: bytes) -> bytes:
    """Open a letter with the letter box's private key. Raises Bad for anything else (G5)."""
    letter = stored(letter)
    if not _SMALLEST <= len(letter) <= _LARGEST or not letter.startswith(_START):
        raise Bad
    try:
        info = _info(context)
    except ValueError:
        raise Bad from None
    return unframed(hpke_open(drop_private, info, letter[len(_START) :]), pad=True)


def _info(context: LetterContext) -> bytes:
    if not len(context.instance) == len(context.compartment) == len(context.letter) == ID_BYTES:
        raise ValueError("Ids in a context are 16 bytes")
    return lp(
        b"coach/v1/drop",
        context.instance,
        context.compartment,
        u64(context.epoch),
        context.kind.encode(),
        context.letter,
        context.writer.encode(),
    )
