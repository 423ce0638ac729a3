"""How a client wants to be met: one page of theirs alone, and two buttons that say yes to several."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.core.clock import now
from goldenthread.gentle import actions, queries
from goldenthread.gentle.forms import ChoicesForm
from goldenthread.gentle.questions import GENTLE, SLOW, Choice, with_yes
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import only_you
from goldenthread.vault import api as vault


@require_http_methods(["GET", "POST"])
@vault.signed_in
def choices(request: Any, rel: UUID) -> HttpResponse:
    """Show the choices as they stand, or keep new ones."""
    here, at = _theirs(request, rel), now()
    standing = queries.choices_of(here, by=request.person, at=at, keyring=request.keyring)
    form = ChoicesForm(request.POST if request.method == "POST" else None, standing=standing)
    if request.method == "POST" and form.is_valid():
        actions.choose(here, form.answers, by=request.person, at=at, keyring=request.keyring)
        http.tell(request, _("Kept, and it holds from this page on."))
        return http.see_other(reverse("gentle:choices", args=[here.uid]))
    names = people.names_of([request.person.uid, here.coach_uid])
    says = only_you(names[request.person.uid], "client")
    context = {
        "rel": here,
        "form": form,
        "coach": names.get(here.coach_uid, ""),
        "audience": replace(says, says=_("Only you can see this page")),
    }
    if request.method == "POST":
        return http.with_errors(request, "gentle/choices.html", context)
    return http.render(request, "gentle/choices.html", context)


@require_POST
@vault.signed_in
def turn_gentle_on(request: Any, rel: UUID) -> HttpResponse:
    """Say yes to all of gentle mode at once (S4.11)."""
    return _say_yes(request, rel, GENTLE)


@require_POST
@vault.signed_in
def start_slowly(request: Any, rel: UUID) -> HttpResponse:
    """Say yes to all of a slow start at once (S0.8)."""
    return _say_yes(request, rel, SLOW)


def _say_yes(request: Any, rel: UUID, wanted: Collection[Choice]) -> HttpResponse:
    here, at = _theirs(request, rel), now()
    keys = {"by": request.person, "at": at, "keyring": request.keyring}
    standing = queries.choices_of(here, **keys)
    actions.choose(here, with_yes(standing, wanted), **keys)
    http.tell(request, _("It holds from this page on. You can change each part below."))
    return http.see_other(reverse("gentle:choices", args=[here.uid]))


def _theirs(request: Any, rel: UUID) -> relationships.Relationship:
    """Give the relationship to its client. Raises Http404 for its coach: there is no such page."""
    here = relationships.the_relationship(rel, by=request.person)
    if relationships.role_in(here, request.person) != "client":
        raise Http404
    return here
