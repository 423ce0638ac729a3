"""Take a copy of everything: one page, one button, one stream."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from goldenthread.bridge.bundle import Taker, parts_for, zip_of
from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.ui import http
from goldenthread.ui.proof import ProveForm
from goldenthread.vault import api as vault

FILE_NAME = "golden-thread-copy.zip"


@require_GET
@vault.signed_in
def copy(request: Any) -> HttpResponse:
    """Say what the copy will hold, and offer it."""
    return http.render(request, "bridge/copy.html", _page(request, ProveForm()))


def _page(request: Any, form: ProveForm) -> dict[str, Any]:
    return {"form": form, "proved": vault.proved_lately(request), "file_name": FILE_NAME}


@sensitive_post_parameters()
@require_POST
@vault.signed_in
def prove(request: Any) -> HttpResponse:
    """Take the passphrase once more; then the button stands there."""
    at = now()

    def proves(words: str) -> bool:
        return people.prove_again(request.person, words, at=at) is not None

    form = ProveForm(request.POST, proves=proves)
    if not form.is_valid():
        page = _page(request, form) | {"proved": False}
        return http.with_errors(request, "bridge/copy.html", page)
    vault.proved_again(request, at)
    return http.render(request, "bridge/copy.html", _page(request, ProveForm()))


@require_POST
@vault.signed_in
def take(request: Any) -> HttpResponseBase:
    """Stream the zip. The ledger has its rows before the first byte is opened (INV-3)."""
    if not vault.proved_lately(request):
        return http.render(request, "bridge/copy.html", _page(request, ProveForm()))
    taker = Taker(request.person, request.keyring, now())
    bundle = zip_of(taker, parts_for(taker))
    response = StreamingHttpResponse(iter(bundle), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
