"""What an invoice holds, and what pages are given of it: plain, frozen, made for one request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.fees.money import said_sum
from goldenthread.fees.states import InvoiceState


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line: what for, and how much."""

    what: str
    amount: Decimal


@dataclass(frozen=True, slots=True, repr=False)
class InvoiceSaid:
    """An invoice in its maker's words. `pay_at` is an https address, or empty; `due` may be None."""

    number: str
    day: date
    lines: tuple[Line, ...]
    currency: str
    due: date | None = None
    maker: str = ""
    to: str = ""
    pay_at: str = ""
    note: str = ""

    @property
    def total(self) -> Decimal:
        """The sum of its lines."""
        return sum((line.amount for line in self.lines), Decimal())

    @property
    def payload(self) -> dict[str, Any]:
        """Give what is sealed: words, and sums as they were written."""
        return {
            "number": self.number,
            "day": self.day.isoformat(),
            "due": self.due.isoformat() if self.due else "",
            "lines": [[line.what, str(line.amount)] for line in self.lines],
            "currency": self.currency,
            "maker": self.maker,
            "to": self.to,
            "pay_at": self.pay_at,
            "note": self.note,
        }


def said_from(payload: Mapping[str, Any]) -> InvoiceSaid:
    """Read an invoice from its sealed form."""
    return InvoiceSaid(
        number=payload["number"],
        day=date.fromisoformat(payload["day"]),
        due=date.fromisoformat(payload["due"]) if payload["due"] else None,
        lines=tuple(Line(what, Decimal(amount)) for what, amount in payload["lines"]),
        currency=payload["currency"],
        maker=payload["maker"],
        to=payload["to"],
        pay_at=payload["pay_at"],
        note=payload["note"],
    )


@dataclass(frozen=True, slots=True, repr=False)
class OpenInvoice:
    """An invoice, opened for one of the two."""

    uid: UUID
    said: InvoiceSaid
    state: InvoiceState
    made_at: datetime
    state_at: datetime | None

    @property
    def total(self) -> str:
        """Its sum, as it's written: "120.00 EUR"."""
        return said_sum(self.said.total, self.said.currency)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Its lines, each with its sum as it's written."""
        return [(each.what, said_sum(each.amount, self.said.currency)) for each in self.said.lines]

    @property
    def is_open(self) -> bool:
        """Whether it's still to be paid, as far as anybody has said."""
        return self.state == InvoiceState.OPEN


def number_after(number: str) -> str:
    """Give the number that follows: "2026-008" after "2026-007". Empty where it ends in no digit."""
    found = re.search(r"(\d+)$", number, re.ASCII)
    if found is None:
        return ""
    digits = found.group()
    return number[: found.start()] + str(int(digits) + 1).zfill(len(digits))
