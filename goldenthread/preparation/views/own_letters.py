"""Letters about one's own sessions: chosen on one's own page, turned off by the link each of them holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.preparation import actions
from goldenthread.preparation.choices import wish_of
from goldenthread.preparation.forms import LettersForm
from goldenthread.preparation.links import the_letters_behind
from goldenthread.preparation.models import OwnLetters
from goldenthread.preparation.states import Ahead
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "preparation/letters.html"


@require_GET
@vault.signed_in
def letters(request: Any) -> HttpResponse:
    """Show which letters somebody chose, and when the next one leaves."""
    return http.render(request, PAGE, _page(request, _form(request)))


@require_POST
@vault.signed_in
def keep(request: Any) -> HttpResponse:
    """Keep what was chosen: for whoever is signed in, and for nobody else."""
    form = _form(request, request.POST)
    if form.is_valid():
        try:
            actions.choose_letters(request.person, form.wish, by=request.person, at=now())
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            http.tell(request, _("Kept. Only you get these letters, and only you set them."))
            return http.see_other(reverse("preparation:letters"))
    return http.with_errors(request, PAGE, _page(request, form))


def _form(request: Any, sent: Any = None) -> LettersForm:
    is_client = relationships.is_a_client(request.person)
    return LettersForm(sent, wish=wish_of(request.person), is_client=is_client)


def _page(request: Any, form: LettersForm) -> dict[str, Any]:
    row = OwnLetters.objects.filter(person=request.person).first()
    return {"form": form, "zone": request.person.zone, "next_at": row.next_at if row else None}


@require_safe
def turn_off_page(request: Any, token: str) -> HttpResponse:
    """Say whether these letters come, with a button that stops them. A link can't start them."""
    found = the_letters_behind(token)
    context = {"wanted": found.ahead != Ahead.NONE, "token": token}
    return http.render(request, "preparation/turn_off.html", context)


@csrf_exempt  # Mail programs press this for their owner (RFC 8058); the token is the proof.
@require_http_methods(["GET", "HEAD", "POST"])
def turn_off(request: Any, token: str) -> HttpResponse:
    """Turn these letters off. Following the header's link by hand leads to the page with the button."""
    found = the_letters_behind(token)
    if request.method == "POST" and found.ahead != Ahead.NONE:
        actions.turn_letters_off(found, by=None, at=now())
    return http.see_other(reverse("preparation:turn_off_page", args=[token]))
