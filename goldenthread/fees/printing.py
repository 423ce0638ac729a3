"""An invoice on paper."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldenthread.agreements import api as agreements
from goldenthread.fees.opened import OpenInvoice
from goldenthread.fees.states import InvoiceState


def pdf_of(invoice: OpenInvoice, *, at: datetime) -> bytes:
    """Give the PDF. The same invoice at the same moment gives the same bytes."""
    said, pdf = invoice.said, agreements.Sheet(at)
    pdf.big(_("Invoice %(number)s") % {"number": said.number})
    if said.maker:
        pdf.words(said.maker)
    pdf.ln(3)
    if said.to:
        pdf.small(_("To"))
        pdf.words(said.to)
    pdf.ln(3)
    pdf.words(_("Day: %(day)s") % {"day": _day(said.day)})
    if said.due:
        pdf.words(_("To be paid by: %(day)s") % {"day": _day(said.due)})
    pdf.ln(4)
    for what, amount in invoice.rows:
        pdf.row(what, amount)
    pdf.ln(2)
    pdf.row(_("In all"), invoice.total)
    pdf.ln(4)
    if said.pay_at:
        pdf.words(_("It can be paid here: %(address)s") % {"address": said.pay_at})
    if said.note:
        pdf.words(said.note)
    if invoice.state == InvoiceState.PAID and invoice.state_at:
        pdf.small(_("Paid, as said on %(day)s.") % {"day": _day(invoice.state_at)})
    if invoice.state == InvoiceState.VOID:
        pdf.heading(_("This invoice isn’t to be paid."))
    if pdf.has_gaps:
        pdf.small(_("Some letters can’t be drawn here and stand as �."))
    return bytes(pdf.output())


def _day(day: date) -> str:
    return date_format(day, "j F Y")
