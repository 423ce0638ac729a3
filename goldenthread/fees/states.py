"""The life of an invoice. Pure."""

from __future__ import annotations

from enum import StrEnum


class InvoiceState(StrEnum):
    """What became of an invoice. The coach says so; nothing here knows about money arriving."""

    OPEN = "open"
    PAID = "paid"
    VOID = "void"


# A hand slips: paid may be taken back. What was made void stays so, for a number is used once.
MAY_BECOME: dict[InvoiceState, frozenset[InvoiceState]] = {
    InvoiceState.OPEN: frozenset({InvoiceState.PAID, InvoiceState.VOID}),
    InvoiceState.PAID: frozenset({InvoiceState.OPEN}),
    InvoiceState.VOID: frozenset(),
}


def invoice_words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in InvoiceState]
