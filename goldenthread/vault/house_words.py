"""What the house itself must read while nobody is signed in: a calendar's address, a kind's name.

Sealed under the identity key, as addresses and names are. Not for what people confide: whoever has
both stores can open it without anybody's passphrase, and the page that asks for it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

NO_COMPARTMENT = bytes(16)


def seal_for_house(kind: str, uid: UUID, revision: int, payload: Mapping[str, Any]) -> bytes:
    """Seal a payload that the house may open by itself. `kind` is the model's, such as "diary.kind/1"."""
    secrets = shares.secrets()
    where = _context(secrets, kind, uid, revision)
    return seals.seal(secrets.identity_key, where, seals.canonical_json(dict(payload)))


def open_for_house(kind: str, uid: UUID, revision: int, sealed: bytes) -> dict[str, Any]:
    """Open what was sealed for the house. Raises seals.Bad when it isn't as it was kept."""
    secrets = shares.secrets()
    where = _context(secrets, kind, uid, revision)
    opened = seals.unseal(secrets.identity_key, where, bytes(sealed))
    found: dict[str, Any] = seals.from_canonical_json(opened)
    return found


def _context(secrets: shares.Secrets, kind: str, uid: UUID, revision: int) -> seals.Context:
    return seals.Context(
        instance=secrets.instance_id,
        compartment=NO_COMPARTMENT,
        epoch=0,
        kind=kind,
        record=uid.bytes,
        revision=revision,
    )
