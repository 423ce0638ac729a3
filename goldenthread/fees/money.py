"""Sums of money, exactly. Pure; no rate, no tax, no rounding: what was typed is what stands."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

MOST: Final = Decimal(1_000_000)
CENT: Final = Decimal("0.01")


class NoSum(Exception):
    """What was typed is no sum of money."""


def read_sum(typed: str) -> Decimal:
    """Read a sum as people write it, "1 200,50" or "1,200.50". Raises NoSum for anything else.

    The last comma or point parts the cents, where two digits or one follow it.
    """
    text = "".join(typed.split()).replace("\u2019", "").replace("'", "")
    whole, mark, cents = text, "", ""
    place = max(text.rfind(","), text.rfind("."))
    if place >= 0 and len(text) - place - 1 in {1, 2}:
        whole, mark, cents = text[:place], ".", text[place + 1 :]
    elif place >= 0 and len(text) - place - 1 != len("000"):
        raise NoSum
    number = whole.replace(",", "").replace(".", "") + mark + cents
    if not number.removeprefix("-").replace(".", "", 1).isdecimal() or not number.isascii():
        raise NoSum
    try:
        found = Decimal(number).quantize(CENT)
    except InvalidOperation:
        raise NoSum from None
    if abs(found) >= MOST:
        raise NoSum
    return found


def said_sum(amount: Decimal, currency: str) -> str:
    """Say a sum: "1,200.50 EUR"."""
    return f"{amount:,.2f} {currency}".strip()
