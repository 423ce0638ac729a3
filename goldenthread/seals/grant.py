"""cG, the grant: an epoch's secret, sealed to one member and signed by the one who gives it."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.seals.errors import Bad
from goldenthread.seals.framing import ID_BYTES, lp, stored, u64
from goldenthread.seals.primitives import (
    HPKE_ADDED_BYTES,
    KEY_BYTES,
    SIGNATURE_BYTES,
    hpke_open,
    hpke_seal,
    sha256,
    sign,
    verify,
)

_START = b"cG\x01"  # magic, suite 1
_SEALED_BYTES = KEY_BYTES + HPKE_ADDED_BYTES
GRANT_BYTES = len(_START) + _SEALED_BYTES + SIGNATURE_BYTES


@dataclass(frozen=True, slots=True)
class GrantContext:
    """All that a grant is bound to. Ids are 16 bytes.

    `recipient_key` is the member's X25519 public key, `role` theirs in the relationship,
    `history_from_epoch` is the first epoch the member may read; `created` is in Unix seconds.
    """

    instance: bytes
    compartment: bytes
    epoch: int
    recipient: bytes
    recipient_key: bytes
    role: str
    granter: bytes
    history_from_epoch: int
    created: int


def seal_grant(epoch_secret: bytes, context: GrantContext, granter_private: bytes) -> bytes:
    """Seal 32 bytes to `context.recipient_key`, signed by the granter's Ed25519 key: 147 bytes.

    Raises ValueError for a secret or context of the wrong size, Bad when one of the keys is no key.
    """
    if len(epoch_secret) != KEY_BYTES:
        raise ValueError("An epoch secret is 32 bytes")
    info = _info(context)
    sealed = hpke_seal(context.recipient_key, info, epoch_secret)
    return _START + sealed + sign(granter_private, _signed(info, sealed))


def open_grant(
    grant: bytes, context: GrantContext, recipient_private: bytes, granter_public: bytes
) -> bytes:
    """Give the 32-byte secret, if the granter signed just this context. Raises Bad if not (G5)."""
    grant = stored(grant)
    if len(grant) != GRANT_BYTES or not grant.startswith(_START):
        raise Bad
    try:
        info = _info(context)
    except ValueError:
        raise Bad from None
    sealed, signature = grant[len(_START) : -SIGNATURE_BYTES], grant[-SIGNATURE_BYTES:]
    if not verify(granter_public, _signed(info, sealed), signature):
        raise Bad
    return hpke_open(recipient_private, info, sealed)


def _info(context: GrantContext) -> bytes:
    ids = (context.instance, context.compartment, context.recipient, context.granter)
    if any(len(uid) != ID_BYTES for uid in ids):
        raise ValueError("Ids in a context are 16 bytes")
    return lp(
        b"coach/v1/grant",
        context.instance,
        context.compartment,
        u64(context.epoch),
        context.recipient,
        sha256(context.recipient_key),
        context.role.encode(),
        context.granter,
        u64(context.history_from_epoch),
        u64(context.created),
    )


def _signed(info: bytes, sealed: bytes) -> bytes:
    return lp(b"coach/v1/grant-sig", info, sha256(sealed))
