"""A signed version to take away: one file that proves itself, in HTML or as a PDF."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements.printed_copies import HTML, PDF, printed
from goldenthread.agreements.printing.verifier_text import verifier_text
from goldenthread.agreements.views.seat import seat_at
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_POST
@vault.signed_in
def copy_in_html(request: http.AppRequest, rel: UUID, number: int) -> HttpResponse:
    """Give a signed version as one HTML file."""
    seat = seat_at(request, rel)
    content = printed(seat.relationship, number, HTML, **seat.looking)
    return _file(content, "text/html; charset=utf-8", number, "html")


@require_POST
@vault.signed_in
def copy_in_pdf(request: http.AppRequest, rel: UUID, number: int) -> HttpResponse:
    """Give a signed version as a PDF, with the signed document attached."""
    seat = seat_at(request, rel)
    content = printed(seat.relationship, number, PDF, **seat.looking)
    return _file(content, "application/pdf", number, "pdf")


@require_GET
def verifier(_request: http.AppRequest) -> HttpResponse:
    """Give the verifier to anybody: it is the same for all, and holds nothing of anyone."""
    answer = HttpResponse(verifier_text(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify_agreement.py"'
    return answer


def _file(content: bytes, kind: str, number: int, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"agreement-version-{number}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
