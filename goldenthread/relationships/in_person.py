"""Six words on paper instead of a letter: for somebody who has no address, or gives none (S4.11).

They are a passphrase's worth of chance (77 bits), so that a link made of them can't be guessed; like a letter's
token they are kept as a hash alone, work once and for seven days.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from goldenthread.seals import api as seals

LABEL = b"coach/v1/relationships/words-in-person"


@dataclass(frozen=True, slots=True)
class InPerson:
    """An invitation to hand over: for which relationship, and the words. The words are shown once, and not kept."""

    relationship_uid: UUID
    words: str

    def __repr__(self) -> str:
        return f"InPerson({self.relationship_uid})"


def new_words() -> str:
    """Draw six words that are easy to read aloud."""
    return seals.six_words()


def token_of_words(typed: str) -> str:
    """Give the 43 characters of a link that six words stand for, however they are written down and typed.

    Only letters count, without case, so dashes, line ends and commas between the words change nothing.
    """
    letters = "".join(letter for letter in typed.casefold() if letter.isalpha())
    key = seals.hkdf(letters.encode() or b"nothing", seals.lp(LABEL))
    return urlsafe_b64encode(key).decode().rstrip("=")
