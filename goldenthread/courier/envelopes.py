"""Sealing where a waiting letter goes and the link it holds, under the house's identity key."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

KIND = "courier.letter/1"
NO_COMPARTMENT = bytes(16)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An address, the token of a link where the letter has one, and a part for a calendar.

    A calendar part is the text of a calendar, with the method it says (RFC 5546).
    """

    address: str
    token: str | None
    calendar: str | None = None
    method: str | None = None

    def __repr__(self) -> str:
        return "Envelope(…)"


def _context(secrets: shares.Secrets, uid: UUID) -> seals.Context:
    return seals.Context(
        instance=secrets.instance_id,
        compartment=NO_COMPARTMENT,
        epoch=0,
        kind=KIND,
        record=uid.bytes,
        revision=1,
    )


def close_envelope(uid: UUID, envelope: Envelope) -> bytes:
    """Seal an envelope for the letter with this uid."""
    secrets = shares.secrets()
    payload = seals.canonical_json(_said(envelope))
    return seals.seal(secrets.identity_key, _context(secrets, uid), payload)


def _said(envelope: Envelope) -> dict[str, str | None]:
    said = {"address": envelope.address, "token": envelope.token}
    if envelope.calendar is not None:
        said |= {"calendar": envelope.calendar, "method": envelope.method}
    return said


def open_envelope(uid: UUID, closed: bytes) -> Envelope:
    """Open the envelope of the letter with this uid. Raises seals.Bad when it was tampered with."""
    secrets = shares.secrets()
    payload = seals.unseal(secrets.identity_key, _context(secrets, uid), closed)
    return Envelope(**seals.from_canonical_json(payload))
