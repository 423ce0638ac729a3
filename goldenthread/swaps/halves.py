"""What a half says, and how it is sealed together with whose it is and where it belongs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.ledger import api as ledger
from goldenthread.seals import api as seals
from goldenthread.swaps.models import Draft, Half
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class Answered:
    """One question as it was put, and what was written to it."""

    key: str
    asks: str
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """What one of the two wrote: their answers, and the keys of questions they left out."""

    answers: tuple[Answered, ...] = ()
    left_out: frozenset[str] = frozenset()

    @property
    def says_something(self) -> bool:
        """Whether there is a word in it."""
        return any(each.words.strip() for each in self.answers)

    @property
    def by_key(self) -> dict[str, str]:
        """The words by the key of their question."""
        return {each.key: each.words for each in self.answers}

    @property
    def payload(self) -> dict[str, Any]:
        """Give what is sealed: only what was answered, each with the question as it was put."""
        return {
            "answers": [
                {"key": each.key, "asks": each.asks, "words": each.words}
                for each in self.answers
                if each.words.strip()
            ],
            "left_out": sorted(self.left_out),
        }


NOTHING = Written()


def written_from(payload: Mapping[str, Any]) -> Written:
    """Read what was sealed."""
    return Written(
        tuple(Answered(each["key"], each["asks"], each["words"]) for each in payload["answers"]),
        frozenset(payload["left_out"]),
    )


def _belongs(record: Draft | Half) -> dict[str, str]:
    number = record.round if isinstance(record, Half) else 0
    return {"swap": str(record.swap_id), "author": str(record.author_uid), "round": str(number)}


def seal_written(record: Draft | Half, written: Written, *, keyring: vault.Keyring) -> None:
    """Seal what was written, with its swap, author and round; the caller saves."""
    vault.seal(record, written.payload | _belongs(record), keyring=keyring)


def open_written(
    record: Draft | Half, *, keyring: vault.Keyring, witness: ledger.Witness
) -> Written:
    """Open what was written. Raises seals.Bad too where its swap, author or round was changed.

    Raises shares.ShareHeld, whoever asks, while a half waits for the other.
    """
    payload = vault.unseal(record, keyring=keyring, witness=witness)
    belongs = _belongs(record)
    if {name: payload.get(name) for name in belongs} != belongs:
        raise seals.Bad
    return written_from(payload)


def without(written: Written, keys: Collection[str]) -> Written:
    """Leave these questions' answers out."""
    kept = tuple(each for each in written.answers if each.key not in keys)
    return Written(kept, frozenset(keys))
