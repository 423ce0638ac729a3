"""Reading fees: the balance of packages, the same for both; and invoices, under a line of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.core.wall import zone_called
from goldenthread.fees import verbs
from goldenthread.fees.balance import Agreed, Balance, count_up
from goldenthread.fees.models import Invoice, Package
from goldenthread.fees.opened import OpenInvoice, said_from
from goldenthread.fees.states import InvoiceState
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault

MANY: Final = 60


def balance_of(relationship: relationships.Relationship, *, by: HasUid) -> Balance:
    """Count what is used of the packages of a pair and what is left: a number, from clear rows.

    For either of the two, who get the very same. Raises Http404 for anyone else.
    """
    relationships.role_in(relationship, by)
    packages = list(Package.objects.filter(relationship_uid=relationship.uid))
    if not packages:
        return Balance((), ())
    coach = people.find_person(relationship.coach_uid)
    zone = zone_called(coach.zone if coach else "UTC")
    dated = [
        Agreed(
            row.uid,
            row.sessions,
            row.since,
            row.closed_at.astimezone(zone).date() if row.closed_at else None,
        )
        for row in packages
    ]
    return count_up(dated, sessions.session_rows(relationship))


def invoices_of(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> list[OpenInvoice]:
    """Open the invoices of a pair, newest first. Writes nothing down where there are none."""
    rows = _rows(relationship, by).order_by("-made_at", "-uid")[:MANY]
    return _opened(relationship, list(rows), code=verbs.READ, by=by, at=at, keyring=keyring)


def the_invoice(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> OpenInvoice:
    """Open one invoice. Raises Http404 for any other pair's, and anyone but the two."""
    rows = list(_rows(relationship, by).filter(uid=uid))
    if not rows:
        raise Http404
    return _opened(relationship, rows, code=verbs.READ, by=by, at=at, keyring=keyring)[0]


def copy_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give each invoice as plain values for a copy to keep, oldest first."""
    rows = list(_rows(relationship, by).order_by("made_at", "uid"))
    opened = _opened(relationship, rows, code=verbs.COPIED, by=by, at=at, keyring=keyring)
    for each in opened:
        yield {
            "uid": str(each.uid),
            **each.said.payload,
            "total": str(each.said.total),
            "state": each.state.value,
            "made_at": each.made_at.isoformat(),
            "state_at": each.state_at.isoformat() if each.state_at else None,
        }


def packages_copy_for(
    relationship: relationships.Relationship, *, by: HasUid
) -> Iterator[dict[str, Any]]:
    """Give each package and the sessions that used it up, as plain values."""
    for each in balance_of(relationship, by=by).packages:
        yield {
            "uid": str(each.uid),
            "sessions": each.count,
            "since": each.since.isoformat(),
            "closed_on": each.closed_on.isoformat() if each.closed_on else None,
            "used": [
                {"session": str(use.session_uid), "day": use.day.isoformat(), "late": use.late}
                for use in each.uses
            ],
        }


def _rows(relationship: relationships.Relationship, by: HasUid) -> Any:
    relationships.role_in(relationship, by)
    return Invoice.objects.filter(relationship_uid=relationship.uid)


def _opened(
    relationship: relationships.Relationship,
    rows: Sequence[Invoice],
    *,
    code: str,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> list[OpenInvoice]:
    if not rows:
        return []
    witness = ledger.witness(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        covers=[row.uid for row in rows],
        count=len(rows),
        thing=(verbs.INVOICE, rows[0].uid) if len(rows) == 1 else None,
    )
    return [
        OpenInvoice(
            row.uid,
            said_from(vault.unseal(row, keyring=keyring, witness=witness)),
            InvoiceState(row.state),
            row.made_at,
            row.state_at,
        )
        for row in rows
    ]
