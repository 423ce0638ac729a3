"""Which key comes from which (security.md 2.1). Each label has one purpose, and labels never change."""

from __future__ import annotations

from typing import Literal

from goldenthread.seals.framing import lp, u64
from goldenthread.seals.primitives import hkdf

Use = Literal["record", "file", "index", "roster"]

_USES: dict[str, bytes] = {
    "record": b"coach/v1/use/record",
    "file": b"coach/v1/use/file",
    "index": b"coach/v1/use/index",
    "roster": b"coach/v1/use/roster",
}


def auth_key(stretched: bytes) -> bytes:
    """Give what proves a passphrase at sign-in, from stretch()'s 32 bytes; it opens nothing."""
    return hkdf(stretched, b"coach/v1/auth")


def passphrase_kek(stretched: bytes, person_share: bytes) -> bytes:
    """Give the key of the passphrase slot, from stretch()'s 32 bytes and the person's share in the vault."""
    return hkdf(stretched + person_share, b"coach/v1/kek/pw")


def code_kek(code: bytes, person_share: bytes) -> bytes:
    """Give the key of the recovery slot, from the code's 20 bytes and the person's share in the vault."""
    return hkdf(code + person_share, b"coach/v1/kek/rc")


def epoch_key(
    member_secret: bytes, epoch_share: bytes, instance: bytes, compartment: bytes, epoch: int
) -> bytes:
    """Join what a member holds (M) and what the vault holds (S), 32 bytes each, into K of one epoch.

    Raises ValueError for an epoch outside 0 to 2**64-1.
    """
    info = lp(b"coach/v1/epoch", instance, compartment, u64(epoch))
    return hkdf(member_secret + epoch_share, info)


def use_key(epoch: bytes, use: Use) -> bytes:
    """Give an epoch key's key for one use. Raises KeyError for a use that has no label."""
    return hkdf(epoch, _USES[use])


def key_id(key: bytes) -> bytes:
    """Give the 16 bytes that name a key without telling anything of it."""
    return hkdf(key, b"coach/v1/kid", 16)
