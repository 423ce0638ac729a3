"""Leaving at once, for those who chose such a way out (S4.11). It hides; it can't undo what was seen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web import where


@csrf_exempt  # A stale form must not hold anybody back. Another site's form ends no visit: see below.
@require_POST
def leave_now(request: Any) -> HttpResponse:
    """End the visit, ask the browser to forget what it holds, and go where nothing tells of us."""
    response = http.see_other(settings.QUICK_EXIT or reverse("web:away"))
    if where.is_from_this_house(request):
        vault.let_out(request)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_GET
def away(request: HttpRequest) -> HttpResponse:
    """Show a page that says nothing: no name, no link, no way back in."""
    return render(request, "web/away.html", {})
