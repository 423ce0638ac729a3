"""The first coach of a new house: a link that the command prints, a name, a passphrase."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web.forms import ComeInForm


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def begin(request: Any, token: str) -> HttpResponse:
    """Make the first account of the house, a coach's. Raises Http404 for a link that no longer works."""
    at = now()
    if not people.first_link_works(token, at):
        raise Http404
    if request.method == "GET":
        return http.render(request, "web/begin.html", _page(ComeInForm()))
    form = ComeInForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "web/begin.html", _page(form))
    passphrase = people.stretch_new(form.cleaned_data["passphrase"])
    # Together or not at all: somebody without keys would shut the house before it was opened.
    with transaction.atomic():
        if not people.use_first_link(token, at):
            raise Http404
        unlocked = come_in(form, passphrase, coaches=True, at=at)
    vault.let_in(request, unlocked, at)
    return http.see_other(reverse("web:keep_code"))


def _page(form: ComeInForm) -> dict[str, Any]:
    return {"form": form, "offered": seals.six_words()}


def come_in(
    form: ComeInForm, passphrase: people.NewPassphrase, *, coaches: bool, at: datetime
) -> vault.Unlocked:
    """Make the person and their keys. Raises people.SignInTaken."""
    asked = form.cleaned_data
    person = people.register_person(
        name=asked["name"],
        address=asked["address"],
        coaches=coaches,
        zone=asked["zone"],
        sign_in_name=asked.get("sign_in_name", ""),
        by=None,
        at=at,
    )
    return vault.make_keys(person=person, passphrase=passphrase, by=person, at=at)
