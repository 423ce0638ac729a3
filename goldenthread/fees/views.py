"""Fees between the two: packages as a number, invoices as a record. Both see all of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed, Verdict
from goldenthread.fees import actions, policy, printing, queries
from goldenthread.fees.forms import InvoiceForm, PackageForm, typed_before
from goldenthread.fees.opened import number_after
from goldenthread.fees.states import InvoiceState
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault

_TOLD = {
    InvoiceState.PAID: gettext_lazy("Kept: it’s paid. You can take that back."),
    InvoiceState.VOID: gettext_lazy("Kept: it isn’t to be paid."),
    InvoiceState.OPEN: gettext_lazy("It’s open again."),
}


@dataclass(frozen=True, repr=False)
class Here(relationships.OneOfTwo):
    """One of a pair, on a page of their fees."""

    @cached_property
    def payer(self) -> str | None:
        """Who pays by the clause in force (A10): client, sponsor or nobody; None without one."""
        term = agreements.terms_in_force(self.rel, at=self.at).term("A10")
        return term["payer"] if term else None

    @property
    def may_invoice(self) -> Verdict:
        """Whether an invoice can be made now, and why not."""
        return policy.may_invoice(role=self.role, going_on=self.goes_on, payer=self.payer)

    def to(self, name: str, *uids: UUID, told: Any = "") -> HttpResponse:
        """Go to a page of fees, with a sentence on it."""
        if told:
            http.tell(self.request, str(told))
        return http.see_other(reverse(f"fees:{name}", args=[self.rel, *uids]))


def here(request: Any, rel: UUID) -> Here:
    """Find the pair. Raises Http404 for anyone who isn't one of the two."""
    return Here.find(request, rel, at=now())


def as_coach(request: Any, rel: UUID) -> Here:
    """Find the pair for its coach. Raises Http404 for everyone else."""
    found = here(request, rel)
    if not found.is_coach:
        raise Http404
    return found


@require_GET
@vault.signed_in
def fees(request: Any, rel: UUID) -> HttpResponse:
    """Show what is used of the packages, and the invoices: the very same to both."""
    at = here(request, rel)
    return http.render(request, "fees/fees.html", _page(at, PackageForm(today=at.today)))


@require_POST
@vault.signed_in
def put_package(request: Any, rel: UUID) -> HttpResponse:
    """Put a package of sessions."""
    at = as_coach(request, rel)
    form = PackageForm(request.POST, today=at.today)
    if not form.is_valid():
        return http.with_errors(request, "fees/fees.html", _page(at, form))
    typed = form.cleaned_data
    try:
        actions.put_package(
            at.relationship, typed["sessions"], typed["since"], uid=typed["uid"], **at.doing
        )
    except actions.AlreadyKept:
        return at.to("fees", told=_("That was kept a moment ago. It’s here once."))
    return at.to("fees", told=_("The package stands. You both see it."))


@require_POST
@vault.signed_in
def close_package(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Close a package."""
    at = as_coach(request, rel)
    try:
        actions.close_package(at.relationship, uid, **at.doing)
    except NotAllowed as refused:
        return at.to("fees", told=refused)
    return at.to("fees", told=_("It’s closed. What was used of it stays."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def new_invoice(request: Any, rel: UUID) -> HttpResponse:
    """Make an invoice."""
    at = as_coach(request, rel)
    if not at.may_invoice:
        return at.to("fees")
    context: dict[str, Any] = {"here": at}
    if request.method != "POST":
        before = queries.invoices_of(at.relationship, **at.looking)
        last = before[0].said if before else None
        number = number_after(last.number) if last else ""
        start = typed_before(last, today=at.today, number=number)
        context["form"] = InvoiceForm(initial=start, today=at.today)
        return http.render(request, "fees/new_invoice.html", context)
    form = context["form"] = InvoiceForm(request.POST, today=at.today)
    if not form.is_valid():
        return http.with_errors(request, "fees/new_invoice.html", context)
    uid = form.cleaned_data["uid"]
    try:
        actions.make_invoice(at.relationship, form.said, uid=uid, **at.looking)
    except actions.AlreadyKept:
        return at.to("fees", told=_("That was kept a moment ago. It’s here once."))
    return at.to("invoice", uid, told=_("Kept. You both see it; nobody was sent it."))


@require_GET
@vault.signed_in
def invoice(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show one invoice."""
    at = here(request, rel)
    found = queries.the_invoice(at.relationship, uid, **at.looking)
    context = {"here": at, "invoice": found, "pay_host": urlsplit(found.said.pay_at).hostname}
    return http.render(request, "fees/invoice.html", context)


@require_POST
@vault.signed_in
def mark(request: Any, rel: UUID, uid: UUID, became: InvoiceState) -> HttpResponse:
    """Say what became of an invoice."""
    at = as_coach(request, rel)
    try:
        actions.mark_invoice(at.relationship, uid, became, **at.doing)
    except NotAllowed as refused:
        return at.to("invoice", uid, told=refused)
    return at.to("invoice", uid, told=_TOLD[became])


@require_POST
@vault.signed_in
def paper(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Give an invoice as a PDF, under a name that says nothing."""
    at = here(request, rel)
    found = queries.the_invoice(at.relationship, uid, **at.looking)
    answer = HttpResponse(printing.pdf_of(found, at=at.at), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="invoice.pdf"'
    return answer


def _page(at: Here, form: PackageForm) -> dict[str, Any]:
    return {
        "here": at,
        "form": form,
        "balance": queries.balance_of(at.relationship, by=at.request.person),
        "invoices": queries.invoices_of(at.relationship, **at.looking),
    }
