"""The door of fees. No room asks it before opening: nothing is ever closed for money (A10)."""

from goldenthread.fees.actions import (
    AlreadyKept,
    close_package,
    make_invoice,
    mark_invoice,
    put_package,
)
from goldenthread.fees.balance import Balance, Counted, Use
from goldenthread.fees.models import Invoice, Package
from goldenthread.fees.opened import InvoiceSaid, Line, OpenInvoice
from goldenthread.fees.queries import (
    balance_of,
    copy_for,
    invoices_of,
    packages_copy_for,
    the_invoice,
)
from goldenthread.fees.states import InvoiceState

__all__ = [
    "AlreadyKept",
    "Balance",
    "Counted",
    "Invoice",
    "InvoiceSaid",
    "InvoiceState",
    "Line",
    "OpenInvoice",
    "Package",
    "Use",
    "balance_of",
    "close_package",
    "copy_for",
    "invoices_of",
    "make_invoice",
    "mark_invoice",
    "packages_copy_for",
    "put_package",
    "the_invoice",
]
