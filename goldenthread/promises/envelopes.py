"""What a promise's envelope holds: its words, and whose they are, so that neither is swapped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.ledger import api as ledger
from goldenthread.promises.models import Promise
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True)
class Said:
    """What the maker wrote: one line, its day, and for a client what arrangement it is about."""

    words: str
    due_on: date
    arrangement: str = ""

    def __repr__(self) -> str:
        return "Said(…)"


def _clear_part(promise: Promise) -> dict[str, str]:
    return {
        "due_on": promise.due_on.isoformat(),
        "maker": str(promise.maker_uid),
        "receiver": str(promise.receiver_uid),
    }


def seal_said(promise: Promise, said: Said, *, keyring: vault.Keyring) -> None:
    """Seal what was said, together with the promise's day and its two people; the caller saves."""
    payload = {"words": said.words, "arrangement": said.arrangement, **_clear_part(promise)}
    vault.seal(promise, payload, keyring=keyring)


def open_said(promise: Promise, *, keyring: vault.Keyring, witness: ledger.Witness) -> Said:
    """Open what was said. Raises seals.Bad too where its day or people were changed in the row."""
    payload = vault.unseal(promise, keyring=keyring, witness=witness)
    clear = _clear_part(promise)
    if {name: payload.get(name) for name in clear} != clear:
        raise seals.Bad
    return Said(payload["words"], promise.due_on, payload["arrangement"])


def form_mark(said: Said, form_uid: UUID) -> bytes:
    """Give what tells a form sent twice (the same) from one sent again with other words (another).

    The form's uid is random and kept nowhere, so the mark says nothing about the words.
    """
    return seals.hmac_sha256(
        form_uid.bytes,
        seals.lp(said.words.encode(), said.due_on.isoformat().encode(), said.arrangement.encode()),
    )
