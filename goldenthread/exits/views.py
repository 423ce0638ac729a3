"""Leaving, on one page: what happens, the end, the clock, a copy, and having it erased sooner."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.exits import actions, policy, queries
from goldenthread.exits.chores import erase_later
from goldenthread.exits.forms import ErasureForm
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "exits/exits.html"


@require_GET
@vault.signed_in
def exits(request: Any, rel: UUID) -> HttpResponse:
    """Show what leaving means, or where a leaving stands."""
    here = relationships.the_relationship(rel, by=request.person)
    return http.render(request, PAGE, _page(request, here, at=now()))


@require_POST
@vault.signed_in
def end(request: Any, rel: UUID) -> HttpResponse:
    """End it: at once, without a reason, by either (A26, INV-20)."""
    here = relationships.the_relationship(rel, by=request.person)
    _end_all(here, by=request.person, at=now())
    http.tell(
        request, _("It has ended. What was yours is still yours; take a copy whenever you like.")
    )
    return http.see_other(reverse("exits:exits", args=[here.uid]))


@require_POST
@vault.signed_in
def erase(request: Any, rel: UUID) -> HttpResponse:
    """Have it all erased in seven days."""
    here = relationships.the_relationship(rel, by=request.person)
    form = ErasureForm(request.POST)
    form.is_valid()  # one box, ticked or not: nothing in it can be wrong
    at = now()
    with transaction.atomic():
        departure = actions.ask_for_erasure(
            here, with_journal=form.cleaned_data["with_journal"], by=request.person, at=at
        )
        relationships.tell_the_other(here, by=request.person, at=at)
        erase_later(departure.erase_at)
    http.tell(request, _("It’s set. Until that day you can think again."))
    return http.see_other(reverse("exits:exits", args=[here.uid]))


@require_POST
@vault.signed_in
def think_again(request: Any, rel: UUID) -> HttpResponse:
    """Put it back to the day that the agreement says."""
    here = relationships.the_relationship(rel, by=request.person)
    actions.think_again(here, by=request.person, at=now())
    http.tell(request, _("It’s back to its first day."))
    return http.see_other(reverse("exits:exits", args=[here.uid]))


def _end_all(here: relationships.Relationship, *, by: people.Person, at: datetime) -> None:
    """End the agreement and the relationship and start the clock, all together or none of it."""
    with transaction.atomic():
        kept_days = agreements.terms_in_force(here.uid, at=at).retention_days
        departure = actions.begin_leaving(here, kept_days=kept_days, by=by, at=at)
        agreements.end_agreement(here, by=by, at=at)
        relationships.end_relationship(relationship=here, by=by, at=at)
        erase_later(departure.erase_at)


def _page(request: Any, here: relationships.Relationship, *, at: datetime) -> dict[str, Any]:
    other = relationships.other_in(here, request.person)
    departure = queries.departure_of(here.uid)
    kept_days = agreements.terms_in_force(here.uid, at=at).retention_days
    return {
        "rel": here,
        "role": relationships.role_in(here, request.person),
        "other": people.names_of([other]).get(other, ""),
        "may": relationships.may_end(here, by=request.person),
        "departure": departure,
        "kept_days": policy.KEPT_DAYS if kept_days is None else kept_days,
        "days_left": _days(departure.erase_at - at) if departure else 0,
        "form": ErasureForm(),
    }


def _days(left: timedelta) -> int:
    """Give the days that are left, one that has begun as a whole one: just after the end it's all of them."""
    return max(0, -(-left // timedelta(days=1)))
