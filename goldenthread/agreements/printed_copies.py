"""Printed copies of every signed version, for whoever takes a copy of everything."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404

from goldenthread.agreements import documents, queries
from goldenthread.agreements.models import Version
from goldenthread.agreements.policy import role_of
from goldenthread.agreements.printing.from_paper import copy_of_paper
from goldenthread.agreements.printing.from_version import copy_of
from goldenthread.agreements.printing.in_html import html_of
from goldenthread.agreements.printing.in_pdf import pdf_of
from goldenthread.agreements.seen import Reader
from goldenthread.agreements.terms import CLIENT, COACH
from goldenthread.core.persons import HasUid
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

HTML, PDF = "html", "pdf"


def signed_numbers(relationship: relationships.Relationship) -> list[int]:
    """Give the numbers of the versions that came into force, oldest first."""
    rows = Version.objects.filter(relationship_uid=relationship.uid, in_force_at__isnull=False)
    return list(rows.order_by("number").values_list("number", flat=True))


def printed(
    relationship: relationships.Relationship,
    number: int,
    kind: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> bytes:
    """Give one signed version as one file, "html" or "pdf", that proves itself.

    Raises Http404 for a version that isn't there, PermissionError for anyone but the two.
    """
    role = role_of(relationship, by)
    if role is None:
        raise PermissionError
    found = queries.the_version(relationship, number)
    opened = documents.signed_version(relationship, found, by=by, at=at, keyring=keyring)
    roles = {party.uid: role for role, party in opened.paper.parties.items()}
    names = people.names_of(roles)
    called = {COACH: "", CLIENT: ""} | {roles[uid]: name for uid, name in names.items()}
    copy = copy_of(opened, Reader(role, called, roles))
    return pdf_of(copy, at=at) if kind == PDF else html_of(copy)


def printed_paper(
    seat: relationships.Seat, kind: str, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> bytes:
    """Give a seat's signed paper as one file, "html" or "pdf", that proves itself.

    For its holder and for either of the two. Raises Http404 before it was signed, and NoGrant for
    anyone without a key to the seat's window.
    """
    read = queries.the_paper_of(seat, by=by, at=at, keyring=keyring)
    if read is None or read.signed_at is None:
        raise Http404
    copy = copy_of_paper(read)
    return pdf_of(copy, at=at) if kind == PDF else html_of(copy)
