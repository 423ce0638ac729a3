"""Sums of money, exactly. Pure; no rate, no tax, no rounding: what was typed is what stands."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

MOST: Final = Decimal(1_000_000)
CENT: Final = Decimal("0.01")
_WRITTEN: Final = re.compile(
    r"(?P<less>-?)(?P<whole>\d{1,12}|\d{1,3}(?:[.,]\d{3}){1,3})(?:[.,](?P<cents>\d{1,2}))?\Z",
    re.ASCII,
)


class NoSum(Exception):
    """What was typed is no sum of money."""


def read_sum(typed: str) -> Decimal:
    """Read a sum as people write it, "1 200,50" or "1,200.50". Raises NoSum for anything else.

    A comma or a point with one or two digits after it parts the cents; with three, thousands.
    """
    found = _WRITTEN.match("".join(typed.split()).replace("\u2019", "").replace("'", ""))
    if found is None:
        raise NoSum
    whole = found["whole"].replace(",", "").replace(".", "")
    amount = Decimal(f"{found['less']}{whole}.{found['cents'] or 0}").quantize(CENT)
    if abs(amount) >= MOST:
        raise NoSum
    return amount


def said_sum(amount: Decimal, currency: str) -> str:
    """Say a sum: "1,200.50 EUR"."""
    return f"{amount:,.2f} {currency}".strip()
