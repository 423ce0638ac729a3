"""Other calendars with a coach's busy times: added, changed, read now, taken away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.calendars import actions, chores, policy, queries
from goldenthread.calendars.forms import BusyForm
from goldenthread.calendars.views.page import PAGE, page_of
from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.ui import http
from goldenthread.vault import api as vault


@sensitive_post_parameters()
@require_POST
@vault.signed_in
def add(request: Any) -> HttpResponse:
    """Have busy times read from another calendar."""
    _coaches(request)
    form = BusyForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, PAGE, page_of(request, busy_form=form))
    try:
        actions.add_busy_calendar(
            form.asking(), uid=form.cleaned_data["form_uid"], by=request.person, at=now()
        )
    except actions.AlreadyKept:
        return _to_page(request, _("That was kept a moment ago. It’s here once."))
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return http.with_errors(request, PAGE, page_of(request, busy_form=form))
    return _to_page(request, _("Kept. It’s being read; look again in a minute."))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@vault.signed_in
def change(request: Any, uid: UUID) -> HttpResponse:
    """Ask another calendar in another way."""
    _coaches(request)
    busy = queries.the_busy_calendar(uid, by=request.person)
    start = {"name": busy.name, "kind": busy.row.kind, "address": busy.address}
    start |= {"account": busy.account}
    form = BusyForm(request.POST or None, kept=bool(busy.word), initial=start)
    context = {"busy": busy, "form": form}
    if request.method != "POST":
        return http.render(request, "calendars/change.html", context)
    if not form.is_valid():
        return http.with_errors(request, "calendars/change.html", context)
    asking = form.asking(word_kept=_kept_for(busy, form.cleaned_data["address"]))
    actions.change_busy_calendar(uid, asking, by=request.person, at=now())
    return _to_page(request, _("Kept. It’s being read; look again in a minute."))


def _kept_for(busy: queries.Busy, address: str) -> str:
    """Give the kept password for the same server only: another one is never told it."""
    return busy.word if policy.server_of(address) == policy.server_of(busy.address) else ""


@require_POST
@vault.signed_in
def read_now(request: Any, uid: UUID) -> HttpResponse:
    """Read a calendar at once, unless that was just done."""
    _coaches(request)
    busy, at = queries.the_busy_calendar(uid, by=request.person), now()
    tried_at = busy.row.tried_at
    if tried_at is not None and at - tried_at < policy.BETWEEN_OWN_READINGS:
        return _to_page(request, _("It was read a moment ago. Wait a minute, then ask again."))
    chores.read_soon(uid, at=at)
    return _to_page(request, _("It’s being read; look again in a minute."))


@require_POST
@vault.signed_in
def remove(request: Any, uid: UUID) -> HttpResponse:
    """Read a calendar no more."""
    _coaches(request)
    actions.remove_busy_calendar(uid, by=request.person, at=now())
    return _to_page(request, _("It’s read no more, and what it said is forgotten."))


def _coaches(request: Any) -> None:
    if not request.person.coaches:
        raise Http404


def _to_page(request: Any, told: str) -> HttpResponse:
    http.tell(request, told)
    return http.see_other(reverse("calendars:calendars"))
