"""What the ledger says of fees. Codes never change and are never used again."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

PACKAGE: Final = "package"
INVOICE: Final = "invoice"

PACKAGE_PUT: Final = "fees.package.put"
PACKAGE_CLOSED: Final = "fees.package.closed"
INVOICE_MADE: Final = "fees.invoice.made"
INVOICE_PAID: Final = "fees.invoice.paid"
INVOICE_VOID: Final = "fees.invoice.void"
INVOICE_OPEN: Final = "fees.invoice.open_again"
READ: Final = "fees.invoices.read"
COPIED: Final = "fees.invoices.copied"

ledger.declare(PACKAGE_PUT, _("{who} put a package of sessions"))
ledger.declare(PACKAGE_CLOSED, _("{who} closed a package of sessions"))
ledger.declare(INVOICE_MADE, _("{who} made an invoice"))
ledger.declare(INVOICE_PAID, _("{who} said that an invoice was paid"))
ledger.declare(INVOICE_VOID, _("{who} said that an invoice isn’t to be paid"))
ledger.declare(INVOICE_OPEN, _("{who} took back that an invoice was paid"))
ledger.declare(
    READ,
    _("{who} read an invoice"),
    several=_("{who} read {count} invoices"),
    reading=True,
)
ledger.declare(
    COPIED,
    _("{who} took a copy of an invoice"),
    several=_("{who} took a copy of {count} invoices"),
    reading=True,
)
