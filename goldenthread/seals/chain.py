"""The ledger's hashes: a salted leaf for each row, and the chain that shows a gap."""

from __future__ import annotations

from goldenthread.seals.framing import ID_BYTES, u64
from goldenthread.seals.primitives import hmac_sha256, sha256

HASH_BYTES = 32
FIRST_PREVIOUS = bytes(HASH_BYTES)


def leaf_hash(salt: bytes, entry: bytes, stream: bytes, seq: int) -> bytes:
    """Give SHA-256(0x00 ‖ HMAC-SHA-256(salt, entry) ‖ stream16 ‖ u64 seq).

    Once the salt is destroyed the leaf tells nothing of the entry, and the chain still holds
    (security.md 2.9). Raises ValueError when the stream is not 16 bytes or seq not 0 to 2**64-1.
    """
    if len(stream) != ID_BYTES:
        raise ValueError("A stream is 16 bytes")
    return sha256(b"\x00" + hmac_sha256(salt, entry) + stream + u64(seq))


def chain_hash(previous: bytes, leaf: bytes) -> bytes:
    """Give SHA-256(0x01 ‖ previous32 ‖ leaf32); before the first leaf stands FIRST_PREVIOUS.

    Raises ValueError when either is not 32 bytes.
    """
    if len(previous) != HASH_BYTES or len(leaf) != HASH_BYTES:
        raise ValueError("Hashes in a chain are 32 bytes")
    return sha256(b"\x01" + previous + leaf)
