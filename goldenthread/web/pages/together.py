"""The pair's home, and its exit."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.promises import api as promises
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import Role, you_and
from goldenthread.vault import api as vault
from goldenthread.web.pages.entrance import home_of

FEW = 5


@require_GET
@vault.signed_in
def together(request: Any, rel: UUID) -> HttpResponse:
    """Show the pair's home: what was agreed, what was promised, who can check whom."""
    person, at = request.person, now()
    here = relationships.the_relationship(rel, by=person)
    role, other = relationships.role_in(here, person), relationships.other_in(here, person)
    names = people.names_of([person.uid, other])
    shared = vault.compartment_of(here.uid, vault.CompartmentKind.SHARED)
    context = {
        "rel": here,
        "role": role,
        "other": names.get(other, ""),
        "audience": you_and(names[person.uid], cast("Role", role), names.get(other, "")),
        "agreement": agreements.standing_of(here.uid),
        "promises": promises.open_promises(
            here, by=person, at=at, keyring=request.keyring, limit=FEW, names=names
        ),
        "fingerprint": vault.fingerprint(shared, keyring=request.keyring),
    }
    return http.render(request, "web/together.html", context)


def _end_all(here: relationships.Relationship, *, by: people.Person) -> None:
    """End the agreement and the relationship together, or neither."""
    at = now()
    with transaction.atomic():
        agreements.end_agreement(here, by=by, at=at)
        relationships.end_relationship(relationship=here, by=by, at=at)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def end(request: Any, rel: UUID) -> HttpResponse:
    """End the relationship: one page that says what happens, one button, no reason asked (INV-20)."""
    here = relationships.the_relationship(rel, by=request.person)
    if request.method == "POST":
        _end_all(here, by=request.person)
        http.tell(
            request,
            _("It has ended. What was yours is still yours; take a copy whenever you like."),
        )
        return http.see_other(home_of(request.person))
    other = people.names_of([relationships.other_in(here, request.person)])
    context = {
        "rel": here,
        "role": relationships.role_in(here, request.person),
        "other": next(iter(other.values()), ""),
        "may": relationships.may_end(here, by=request.person),
    }
    return http.render(request, "web/end.html", context)
