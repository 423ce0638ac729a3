"""Waiting for a slot, and stopping."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenthread.booking import actions, queries
from goldenthread.booking.actions.waiting import Wanted
from goldenthread.booking.forms import WaitForm
from goldenthread.booking.views.booking import FORM, page_of
from goldenthread.booking.views.here import as_client
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_POST
@vault.signed_in
def wait(request: Any, rel: UUID, kind: UUID) -> HttpResponse:
    """Wait for a slot of this kind."""
    at = as_client(request, rel)
    found = at.kind(kind)
    form = WaitForm(request.POST, today=at.clocks.day(at.at))
    if not form.is_valid():
        return http.with_errors(request, "booking/week.html", page_of(at, found, wait=form))
    wanted = Wanted(found.uid, form.cleaned_data["first"], form.cleaned_data["last"])
    uid = form.cleaned_data["uid"]
    actions.begin_to_wait(at.relationship, wanted, uid=uid, by=at.me, at=at.at)
    to = reverse("booking:week", args=[rel, kind])
    return at.go(to, _("You’re waiting. A letter says when a slot comes free; first come."))


@FORM
@vault.signed_in
def wait_instead(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Wait for a slot that a session would be moved to."""
    at = as_client(request, rel)
    session = at.session(uid)
    sent = request.POST if request.method == "POST" else None
    form = WaitForm(sent, today=at.clocks.day(at.at))
    own = queries.still_waited_for(at.relationship, by=at.me, at=at.at)
    waits = [row for row in own if row.session_uid == uid]
    context = {"here": at, "session": session, "form": form, "waits": waits, "kinds": at.kinds}
    if request.method != "POST":
        return http.render(request, "booking/wait_instead.html", context)
    if not form.is_valid() or not at.kinds:
        return http.with_errors(request, "booking/wait_instead.html", context)
    kinds = [kind.uid for kind in at.kinds]
    kind = session.kind_uid if session.kind_uid in kinds else kinds[0]
    wanted = Wanted(kind, form.cleaned_data["first"], form.cleaned_data["last"], session.uid)
    actions.begin_to_wait(at.relationship, wanted, uid=form.cleaned_data["uid"], by=at.me, at=at.at)
    return at.to_session(uid, _("You’re waiting. A letter says when a slot comes free."))


@require_POST
@vault.signed_in
def stop(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Stop waiting."""
    at = as_client(request, rel)
    waiting = queries.the_waiting(at.relationship, uid, by=at.me)
    actions.stop_waiting(at.relationship, waiting, by=at.me, at=at.at)
    return at.go(reverse("booking:book", args=[rel]), _("You aren’t waiting any more."))
