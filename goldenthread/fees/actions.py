"""What can happen to packages and invoices. Each leaves one row in the ledger, about the client."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.fees import policy, verbs
from goldenthread.fees.models import Invoice, Package
from goldenthread.fees.opened import InvoiceSaid
from goldenthread.fees.states import InvoiceState
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

_BECAME = {
    InvoiceState.PAID: verbs.INVOICE_PAID,
    InvoiceState.VOID: verbs.INVOICE_VOID,
    InvoiceState.OPEN: verbs.INVOICE_OPEN,
}


class AlreadyKept(Exception):
    """Kept a moment ago; it's here once."""


class _Kept(Protocol):
    uid: UUID


@transaction.atomic
def put_package(
    relationship: relationships.Relationship,
    sessions: int,
    since: date,
    *,
    uid: UUID,
    by: HasUid,
    at: datetime,
) -> Package:
    """Put so many sessions, counted from a day on. Raises AlreadyKept, NotAllowed."""
    policy.may_put_package(
        role=relationships.role_in(relationship, by),
        going_on=relationships.is_going_on(relationship.uid),
        sessions=sessions,
    ).or_raise()
    policy.may_fall_on(since, today=at.date()).or_raise()
    package = Package(
        uid=uid,
        relationship_uid=relationship.uid,
        sessions=sessions,
        since=since,
        made_by=by.uid,
        made_at=at,
    )
    _insert(package)
    _record(verbs.PACKAGE_PUT, relationship, (verbs.PACKAGE, package), by=by, at=at)
    return package


@transaction.atomic
def close_package(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> Package:
    """Close a package: nothing more counts on it, and what did stays. Raises NotAllowed, Http404."""
    rows = Package.objects.select_for_update()
    package = rows.filter(uid=uid, relationship_uid=relationship.uid).first()
    role = relationships.role_in(relationship, by)
    if package is None:
        raise Http404
    policy.may_close_package(role=role, closed=package.closed_at is not None).or_raise()
    package.closed_at = at
    package.save(update_fields=["closed_at"])
    _record(verbs.PACKAGE_CLOSED, relationship, (verbs.PACKAGE, package), by=by, at=at)
    return package


@transaction.atomic
def make_invoice(
    relationship: relationships.Relationship,
    said: InvoiceSaid,
    *,
    uid: UUID,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Invoice:
    """Make an invoice, sealed for the two. It bills nobody by itself. Raises AlreadyKept, NotAllowed."""
    term = agreements.terms_in_force(relationship.uid, at=at).term("A10")
    policy.may_invoice(
        role=relationships.role_in(relationship, by),
        going_on=relationships.is_going_on(relationship.uid),
        payer=term["payer"] if term else None,
    ).or_raise()
    invoice = Invoice(
        uid=uid,
        relationship_uid=relationship.uid,
        compartment=vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED),
        maker_uid=by.uid,
        made_at=at,
    )
    vault.seal(invoice, said.payload, keyring=keyring)
    _insert(invoice)
    _record(verbs.INVOICE_MADE, relationship, (verbs.INVOICE, invoice), by=by, at=at)
    return invoice


@transaction.atomic
def mark_invoice(
    relationship: relationships.Relationship,
    uid: UUID,
    became: InvoiceState,
    *,
    by: HasUid,
    at: datetime,
) -> Invoice:
    """Say as the coach that it was paid, or isn't to be; paid can be taken back. Raises NotAllowed."""
    role = relationships.role_in(relationship, by)
    rows = Invoice.objects.select_for_update(of=("self",))
    invoice = rows.filter(uid=uid, relationship_uid=relationship.uid).first()
    if invoice is None:
        raise Http404
    policy.may_become(role=role, state=invoice.state, became=became).or_raise()
    if invoice.state == became:
        return invoice
    invoice.state, invoice.state_at = became.value, at
    invoice.save(update_fields=["state", "state_at"])
    _record(_BECAME[became], relationship, (verbs.INVOICE, invoice), by=by, at=at)
    return invoice


def _insert(row: Package | Invoice) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AlreadyKept from None


def _record(
    code: str,
    relationship: relationships.Relationship,
    thing: tuple[str, _Kept],
    *,
    by: HasUid,
    at: datetime,
) -> None:
    ledger.record(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=(thing[0], thing[1].uid),
    )
