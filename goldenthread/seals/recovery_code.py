"""The recovery code: 160 random bits written so that a person can copy them from paper.

Eight groups in Crockford's base 32: seven of four symbols, the last of four and a check symbol.
The check symbol is Crockford's, the number modulo 37; of the 37 only those below 32 have a symbol
everyone can type, so a number with another check is drawn again. Modulo 37 finds each single wrong
symbol and each swap of two neighbours.
"""

from __future__ import annotations

from goldenthread.seals.errors import Bad
from goldenthread.seals.hierarchy import CODE_BYTES
from goldenthread.seals.primitives import random_bytes

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {symbol: value for value, symbol in enumerate(_SYMBOLS)}
_FORGIVEN = str.maketrans(
    {"O": "0", "I": "1", "L": "1"} | dict.fromkeys(" -–—_.,\t\r\n\u00a0\u2010\u2011\u2212")
)
_CHECK = 37
_LENGTH = 33


def new_recovery_code() -> str:
    """Draw a code, as "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ7"."""
    while True:
        number = int.from_bytes(random_bytes(CODE_BYTES))
        if number % _CHECK < len(_SYMBOLS):
            return write_recovery_code(number.to_bytes(CODE_BYTES))


def write_recovery_code(code: bytes) -> str:
    """Write 20 bytes as a code. Raises Bad for any that new_recovery_code would not draw."""
    number = int.from_bytes(code)
    if len(code) != CODE_BYTES or number % _CHECK >= len(_SYMBOLS):
        raise Bad
    symbols = [_SYMBOLS[number >> shift & 31] for shift in range(155, -1, -5)]
    groups = ["".join(symbols[start : start + 4]) for start in range(0, 32, 4)]
    return "-".join(groups) + _SYMBOLS[number % _CHECK]


def read_recovery_code(text: str) -> bytes:
    """Give the 20 bytes of a typed code: any case, spaces and dashes, O for 0, I or L for 1.

    Raises Bad for anything else, a single slip of the pen included.
    """
    symbols = read_group(text)
    if len(symbols) != _LENGTH:
        raise Bad
    number = 0
    for symbol in symbols[:-1]:
        number = number << 5 | _VALUES[symbol]
    if number % _CHECK != _VALUES[symbols[-1]]:
        raise Bad
    return number.to_bytes(CODE_BYTES)


def recovery_groups(code: str) -> list[str]:
    """Give a code's eight groups in their one form, the last with the check symbol. Raises Bad."""
    return write_recovery_code(read_recovery_code(code)).split("-")


def read_group(text: str) -> str:
    """Give the symbols of a typed group or more in their one form, forgiving as above.

    This is what a group typed back is compared by. Raises Bad where a sign stands that no code has.
    """
    symbols = text.upper().translate(_FORGIVEN)
    if not all(symbol in _VALUES for symbol in symbols):
        raise Bad
    return symbols
