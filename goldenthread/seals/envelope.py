"""cE, the symmetric envelope, for every sealed record, key slot, wrapped key and session.

The layout is frozen (docs/formats/envelope-1.md): change one byte here, and nothing written
before opens.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from goldenthread.seals.errors import Bad
from goldenthread.seals.framing import ID_BYTES, framed, padme, stored, unframed
from goldenthread.seals.hierarchy import key_id
from goldenthread.seals.primitives import (
    GCM_TAG_BYTES,
    KEY_BYTES,
    aes_open,
    aes_seal,
    hmac_sha512,
    random_bytes,
    same,
)

SALT_BYTES = 24
HEADER_BYTES = 61
PAYLOAD_MAX_BYTES = 64 * 1024 * 1024
INFLATED_MAX_BYTES = 8 * 1024 * 1024

_START = b"cE\x01\x01"  # magic, version 1, suite 1
_DEFLATED = 1
_PADDED = 2
_RAW_DEFLATE = -15
_LEVEL = 6
_SMALLEST = HEADER_BYTES + 4 + GCM_TAG_BYTES
_LARGEST = HEADER_BYTES + padme(4 + PAYLOAD_MAX_BYTES) + GCM_TAG_BYTES

# lp("coach/v1/rec", header[0:45], AAD) up to the header, and the two fixed stretches of
# AAD = lp(instance16, compartment16, u64(epoch), kind, record16, u64(revision)).
_LABEL = b"\x00\x03\x00\x00\x00\x0ccoach/v1/rec\x00\x00\x00\x2d"
_AAD_START = struct.Struct(">IHI16sI16sIQI")
_AAD_END = struct.Struct(">I16sIQ")
_AAD_FIXED_BYTES = 2 + 6 * 4 + 16 + 16 + 8 + 16 + 8


@dataclass(frozen=True, slots=True)
class Context:
    """Where an envelope belongs; bound into it, never stored in it, so that it opens nowhere else.

    `instance`, `compartment` and `record` are 16 bytes; `epoch` and `revision` 0 to 2**64-1;
    `kind` is the model's word and its schema's version, as "journal.entry/1".
    """

    instance: bytes
    compartment: bytes
    epoch: int
    kind: str
    record: bytes
    revision: int


def seal(
    key: bytes,
    context: Context,
    payload: bytes,
    *,
    deflate: bool = False,
    pad: bool = True,
    salt: bytes | None = None,
) -> bytes:
    """Seal `payload` (up to 64 MiB) under a 32-byte key for one context: 81 bytes more, and zeros.

    `deflate` is kept only where it makes the payload shorter. `salt` is for known-answer tests and
    nothing else: a repeated salt in a repeated context would repeat the AES key.

    Raises ValueError when a size is wrong; that is the caller's mistake, never the reader's.
    """
    if len(key) != KEY_BYTES or len(payload) > PAYLOAD_MAX_BYTES:
        raise ValueError("A key is 32 bytes, a payload at most 64 MiB")
    if salt is None:
        salt = random_bytes(SALT_BYTES)
    elif len(salt) != SALT_BYTES:
        raise ValueError("A salt is 24 bytes")
    flags = _PADDED if pad else 0
    if deflate and (shorter := _deflated(payload)) is not None:
        flags |= _DEFLATED
        payload = shorter
    head = b"%b%c%b%b" % (_START, flags, key_id(key), salt)
    secret = hmac_sha512(key, _bound(head, context))
    return head + secret[32:48] + aes_seal(secret[:32], framed(payload, pad=pad))


def unseal(key: bytes, context: Context, envelope: bytes) -> bytes:
    """Open what seal made for exactly this key and context. Raises Bad for anything else (G5)."""
    if type(envelope) is not bytes:
        envelope = stored(envelope)
    if not _SMALLEST <= len(envelope) <= _LARGEST or len(key) != KEY_BYTES:
        raise Bad
    flags = envelope[4]
    if not envelope.startswith(_START) or flags > (_DEFLATED | _PADDED):
        raise Bad
    head = envelope[:45]
    try:
        bound = _bound(head, context)
    except ValueError:
        raise Bad from None
    secret = hmac_sha512(key, bound)
    # The commitment is checked before anything is decrypted, and covers the header with its key id.
    if not same(secret[32:48], envelope[45:61]) or not same(key_id(key), envelope[5:21]):
        raise Bad
    payload = unframed(aes_open(secret[:32], envelope[61:]), pad=bool(flags & _PADDED))
    return _inflated(payload) if flags & _DEFLATED else payload


def _bound(head: bytes, context: Context) -> bytes:
    """Give lp("coach/v1/rec", head, AAD). Raises ValueError for a context that has no encoding."""
    kind = context.kind.encode()
    instance, compartment, record = context.instance, context.compartment, context.record
    if not len(instance) == len(compartment) == len(record) == ID_BYTES:
        raise ValueError("Ids in a context are 16 bytes")
    try:
        start = _AAD_START.pack(
            _AAD_FIXED_BYTES + len(kind),
            6,
            16,
            instance,
            16,
            compartment,
            8,
            context.epoch,
            len(kind),
        )
        end = _AAD_END.pack(16, record, 8, context.revision)
    except struct.error:
        raise ValueError("Numbers in a context are 0 to 2**64-1") from None
    return b"".join((_LABEL, head, start, kind, end))


def _deflated(payload: bytes) -> bytes | None:
    if len(payload) > INFLATED_MAX_BYTES:
        return None
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW_DEFLATE)
    packed = packer.compress(payload) + packer.flush()
    return packed if len(packed) < len(payload) else None


def _inflated(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(_RAW_DEFLATE)
    try:
        payload = unpacker.decompress(packed, INFLATED_MAX_BYTES + 1)
    except zlib.error:
        raise Bad from None
    whole = unpacker.eof and not unpacker.unused_data
    if not whole or not len(packed) < len(payload) <= INFLATED_MAX_BYTES:
        raise Bad
    return payload
