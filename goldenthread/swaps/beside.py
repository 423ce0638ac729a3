"""What others write of the same matter, shown beneath a swap: the sponsor's hopes under the wishes (S1.1).

A domain above hangs a function here at start-up. It writes its own line in the ledger and gives
what this person may read, in the words of whoever wrote it; this domain adds and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from goldenthread.core.persons import HasUid
from goldenthread.relationships import api as relationships
from goldenthread.swaps.kinds import the_kind
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class Beside:
    """Somebody's words, word for word, with who says them ("Dara, who pays") and when."""

    says_who: str
    words: str
    at: datetime


class GivesWords(Protocol):
    """A function of a domain above."""

    def __call__(
        self,
        relationship: relationships.Relationship,
        *,
        by: HasUid,
        at: datetime,
        keyring: vault.Keyring,
    ) -> Iterable[Beside]:
        """Give what this person may read."""


_hung: dict[str, list[GivesWords]] = {}


def show_beside(kind: str, gives: GivesWords) -> None:
    """Show what `gives` gives beneath this kind of swap. Raises KeyError for a kind nobody declared."""
    _hung.setdefault(the_kind(kind).key, []).append(gives)


def words_beside(
    relationship: relationships.Relationship,
    kind: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> tuple[Beside, ...]:
    """Give all that stands beneath a swap from others, oldest first."""
    given = [
        each
        for gives in _hung.get(kind, ())
        for each in gives(relationship, by=by, at=at, keyring=keyring)
    ]
    return tuple(sorted(given, key=lambda each: each.at))
