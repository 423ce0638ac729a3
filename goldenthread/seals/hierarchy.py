"""Which key comes from which (security.md 2.1). One purpose each label; labels never change."""

from __future__ import annotations

from typing import Literal

from goldenthread.seals.errors import Bad
from goldenthread.seals.framing import lp, u64
from goldenthread.seals.primitives import KEY_BYTES, hkdf

Use = Literal["record", "file", "index", "roster"]

CODE_BYTES = 20

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
    """Give the passphrase slot's key, from stretch()'s 32 bytes and the person's 32 in the vault.

    Raises Bad when either is not whole: a lost share must never give a key without it.
    """
    return hkdf(_joined(stretched, KEY_BYTES, person_share), b"coach/v1/kek/pw")


def code_kek(code: bytes, person_share: bytes) -> bytes:
    """Give the recovery slot's key, from the code's 20 bytes and the person's 32 in the vault.

    Raises Bad when either is not whole.
    """
    return hkdf(_joined(code, CODE_BYTES, person_share), b"coach/v1/kek/rc")


def epoch_key(  # noqa: PLR0917 - the order of security.md 2.1, used the same everywhere
    member_secret: bytes, epoch_share: bytes, instance: bytes, compartment: bytes, epoch: int
) -> bytes:
    """Join what a member holds (M) and what the vault holds (S), 32 bytes each, into an epoch's K.

    Raises Bad when either is not whole, and ValueError for an epoch outside 0 to 2**64-1.
    """
    info = lp(b"coach/v1/epoch", instance, compartment, u64(epoch))
    return hkdf(_joined(member_secret, KEY_BYTES, epoch_share), info)


def use_key(epoch: bytes, use: Use) -> bytes:
    """Give an epoch key's key for one use. Raises KeyError for a use that has no label."""
    return hkdf(epoch, _USES[use])


def key_id(key: bytes) -> bytes:
    """Give the 16 bytes that name a key without telling anything of it."""
    return hkdf(key, b"coach/v1/kid", 16)


def _joined(held: bytes, size: int, share: bytes) -> bytes:
    if len(held) != size or len(share) != KEY_BYTES:
        raise Bad
    return bytes(held) + bytes(share)
