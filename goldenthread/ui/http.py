"""Answers to a browser: whole pages, forms with errors, and where to look next."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render as _whole_page
from django.utils.cache import patch_vary_headers
from django.utils.encoding import force_str

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from goldenthread.core.persons import HasUid


class AppRequest(HttpRequest):
    """A request as our middleware leaves it. Used for typing only; never built by us.

    `person` is who is signed in, or None; `keyring` is theirs, or None while the vault is locked.
    They are typed loosely because ui stands below people and vault.
    """

    person: "HasUid | None"
    keyring: Any
    htmx: "HtmxDetails"
    csp_nonce: str


class _SeeOther(HttpResponseRedirect):
    status_code = 303


def see_other(url: str) -> HttpResponse:
    """Answer a POST that did its work: look there now (303, always a GET)."""
    return _SeeOther(url)


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """A whole page. htmx forms take the part they need from it, so a view never asks who asked."""
    return _page(request, template, context, 200)


def with_errors(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page again with what was typed and what needs another look (422)."""
    return _page(request, template, context, 422)


def _page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None, status: int
) -> HttpResponse:
    page = _whole_page(request, template, dict(context or {}), status=status)
    patch_vary_headers(page, ["HX-Request"])  # the layouts leave scripts out for htmx
    return page


def tell(request: HttpRequest, sentence: object) -> None:
    """Leave one translated sentence for the next page ("Kept. Only you can read it.").

    Never content. The vault's middleware carries `request.tells` there, sealed.
    """
    request.tells = force_str(sentence)  # type: ignore[attr-defined]
