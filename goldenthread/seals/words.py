"""Words people can say to one another, from the EFF's long list: passphrases, fingerprints."""

from __future__ import annotations

import secrets
from functools import cache
from importlib import resources

from goldenthread.seals.framing import lp
from goldenthread.seals.primitives import sha256

COUNT = 6
LIST_LENGTH = 7776


def six_words() -> str:
    """Draw a passphrase of six words with single spaces between: 77 bits (security.md 4.5)."""
    words = _word_list()
    return " ".join(secrets.choice(words) for _ in range(COUNT))


def fingerprint_words(*parts: bytes) -> tuple[str, ...]:
    """Give the six words two people compare to know that they hold the same parts, in order.

    SHA-256 of lp("coach/v1/fingerprint", parts…) as one big-endian number, its six lowest digits in
    base 7,776, lowest first. Frozen: people have written these words down.
    """
    words = _word_list()
    number = int.from_bytes(sha256(lp(b"coach/v1/fingerprint", *parts)))
    chosen = []
    for _ in range(COUNT):
        number, digit = divmod(number, LIST_LENGTH)
        chosen.append(words[digit])
    return tuple(chosen)


@cache
def _word_list() -> tuple[str, ...]:
    text = (resources.files("xkcdpass") / "static" / "eff-long").read_text("ascii")
    words = tuple(text.split())
    if len(words) != LIST_LENGTH:
        raise RuntimeError("The word list that ships with xkcdpass has changed")
    return words
