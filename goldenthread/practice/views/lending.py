"""The client's page: whether their name may stand in the coach's hours log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.practice import actions, queries
from goldenthread.practice.forms import LendForm
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault


def _theirs(request: Any, rel: UUID) -> relationships.Relationship:
    """Give the relationship to its client. Raises Http404 for its coach: there is no such page."""
    here = relationships.the_relationship(rel, by=request.person)
    if relationships.role_in(here, request.person) != "client":
        raise Http404
    return here


@require_GET
@vault.signed_in
def lending(request: Any, rel: UUID) -> HttpResponse:
    """Show what stands, and the way to change it."""
    here = _theirs(request, rel)
    names = people.names_of([request.person.uid, here.coach_uid])
    lent = queries.is_lent(here.uid)
    context = {
        "rel": here,
        "coach": names.get(here.coach_uid, ""),
        "mine": names.get(request.person.uid, ""),
        "lent": lent,
        "goes_on": here.ended_at is None,
        "form": LendForm(initial={"contact": bool(lent and lent.contact)}),
    }
    return http.render(request, "practice/lending.html", context)


@require_POST
@vault.signed_in
def lend(request: Any, rel: UUID) -> HttpResponse:
    """Let one's name stand there."""
    here, form = _theirs(request, rel), LendForm(request.POST)
    contact = form.is_valid() and form.cleaned_data["contact"] and request.person.has_address
    actions.lend_name(here, contact=bool(contact), by=request.person, at=now())
    return _back(request, here, _("Your name may stand there. You can take it back any day."))


@require_POST
@vault.signed_in
def take_back(request: Any, rel: UUID) -> HttpResponse:
    """Take one's name out."""
    here = _theirs(request, rel)
    actions.take_name_back(here, by=request.person, at=now())
    return _back(request, here, _("Your name is out of it, from this moment."))


def _back(request: Any, here: relationships.Relationship, told: str) -> HttpResponse:
    http.tell(request, told)
    return http.see_other(reverse("practice:lending", args=[here.uid]))
