"""How parts become bytes, before they are sealed, signed or hashed."""

from __future__ import annotations

import json
import struct
from typing import Any

from goldenthread.seals.errors import Bad

ID_BYTES = 16

_U16 = struct.Struct(">H")
_U32 = struct.Struct(">I")
_U64 = struct.Struct(">Q")
_LENGTH_BYTES = _U32.size
_JSON_LEAVES = (str, int, float, type(None))


def u16(number: int) -> bytes:
    """Two bytes, big-endian. Raises ValueError out of range."""
    return _packed(_U16, number)


def u32(number: int) -> bytes:
    """Four bytes, big-endian. Raises ValueError out of range."""
    return _packed(_U32, number)


def u64(number: int) -> bytes:
    """Eight bytes, big-endian. Raises ValueError out of range."""
    return _packed(_U64, number)


def lp(*parts: bytes) -> bytes:
    """Join parts, injectively: u16 count, then each part after its u32 length.

    Raises ValueError over 65,535 parts or 4 GiB in one.
    """
    pieces = [u16(len(parts))]
    for part in parts:
        pieces.append(u32(len(part)))
        pieces.append(part)
    return b"".join(pieces)


def framed(payload: bytes, *, pad: bool) -> bytes:
    """Put a u32 length before the payload and, if asked, zeros after it up to the Padmé length."""
    plain = _U32.pack(len(payload)) + payload
    return plain.ljust(padme(len(plain)), b"\x00") if pad else plain


def unframed(plain: bytes, *, pad: bool) -> bytes:
    """Undo framed. Raises Bad unless the length, the padding and each byte of it are exact."""
    if len(plain) < _LENGTH_BYTES:
        raise Bad
    (length,) = _U32.unpack_from(plain)
    end = _LENGTH_BYTES + length
    if len(plain) != (padme(end) if pad else end) or plain.count(0, end) != len(plain) - end:
        raise Bad
    return plain[_LENGTH_BYTES:end]


def padme(length: int) -> int:
    """Give the Padmé size of a message of `length` bytes, 1 or more: at most 12 % more."""
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask


def stored(sealed: object) -> bytes:
    """Take as bytes what a database driver hands over, memoryview or not. Raises Bad otherwise."""
    if isinstance(sealed, bytes | bytearray | memoryview):
        return bytes(sealed)
    raise Bad


def canonical_json(value: Any) -> bytes:
    """Write JSON in its one form: UTF-8, keys sorted by code point, no spaces.

    Raises TypeError for what JSON has no word for, a key that is not text included, and ValueError
    for NaN, infinity, a ring, or text that is not Unicode.
    """
    _refuse_odd_keys(value)
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def from_canonical_json(text: bytes) -> Any:
    """Read what canonical_json wrote. Raises Bad for any other bytes, equivalent JSON included."""
    # The raise stands outside `except`: a JSON error carries the text, and would ride along.
    try:
        value = json.loads(text.decode())
        if canonical_json(value) == text:
            return value
    except (ValueError, TypeError, RecursionError):
        pass
    raise Bad


def _packed(layout: struct.Struct, number: int) -> bytes:
    try:
        return layout.pack(number)
    except struct.error:
        raise ValueError("This number doesn't fit its field") from None


def _refuse_odd_keys(value: Any) -> None:
    """Python would quietly write 1 as "1", sorted as a number: bytes that never read back."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError("Keys in canonical JSON are text")
            _refuse_odd_keys(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            if not isinstance(inner, _JSON_LEAVES):
                _refuse_odd_keys(inner)
