"""A signed version to take away: one file that proves itself, in HTML or as a PDF."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import documents, queries
from goldenthread.agreements.printing.from_version import copy_of
from goldenthread.agreements.printing.in_html import html_of
from goldenthread.agreements.printing.in_pdf import pdf_of
from goldenthread.agreements.printing.signed_copy import SignedCopy
from goldenthread.agreements.printing.verifier_text import verifier_text
from goldenthread.agreements.views.seat import Seat, seat_at
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_POST
@vault.signed_in
def copy_in_html(request: http.AppRequest, rel: UUID, number: int) -> HttpResponse:
    """Give a signed version as one HTML file."""
    seat = seat_at(request, rel)
    return _file(html_of(_copy(seat, number)), "text/html; charset=utf-8", number, "html")


@require_POST
@vault.signed_in
def copy_in_pdf(request: http.AppRequest, rel: UUID, number: int) -> HttpResponse:
    """Give a signed version as a PDF, with the signed document attached."""
    seat = seat_at(request, rel)
    return _file(pdf_of(_copy(seat, number), at=seat.at), "application/pdf", number, "pdf")


@require_GET
def verifier(_request: http.AppRequest) -> HttpResponse:
    """Give the verifier to anybody: it is the same for all, and holds nothing of anyone."""
    answer = HttpResponse(verifier_text(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify_agreement.py"'
    return answer


def _copy(seat: Seat, number: int) -> SignedCopy:
    found = queries.the_version(seat.relationship, number)
    return copy_of(documents.signed_version(seat.relationship, found, **seat.looking), seat.reader)


def _file(content: bytes, kind: str, number: int, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"agreement-version-{number}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
