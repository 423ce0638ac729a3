"""Hunches: the coach's apart, and the one that is offered, for the client to answer (INV-16)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenthread.room.actions import hunches
from goldenthread.room.actions.lines import AlreadyKept
from goldenthread.room.forms import LineForm
from goldenthread.room.views.here import Here, here, inside
from goldenthread.room.views.page import PAGE, page_of
from goldenthread.ui import http
from goldenthread.vault import api as vault

PART = "hunches"


@require_POST
@vault.signed_in
def keep(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Keep a hunch. The client has no such page."""
    found = inside(request, rel, uid)
    if found.is_client:
        raise Http404
    form = LineForm(request.POST, auto_id="hunch_%s")
    if not form.is_valid():
        context = page_of(found, hunch_form=form, form=form)
        return http.with_errors(request, PAGE, context)
    words, once = form.cleaned_data["words"], form.cleaned_data["uid"]
    try:
        hunches.keep_hunch(found.room, words, uid=once, **found.looking)
    except AlreadyKept:
        return found.to_room(_("That was kept a moment ago. It’s here once."), PART)
    return found.to_room(_("Kept apart, unverified. Only you can read it, for 14 days."), PART)


@require_POST
@vault.signed_in
def offer(request: Any, rel: UUID, uid: UUID, hunch: UUID) -> HttpResponse:
    """Offer a hunch to the client."""
    found = _for(request, rel, uid, client=False)
    if hunches.offer_hunch(found.room.relationship, hunch, **found.looking):
        found.changed()
    told = _("Offered. %(name)s says whether there’s something in it.") % {"name": found.other}
    return found.to_room(told, PART)


@require_POST
@vault.signed_in
def take_back(request: Any, rel: UUID, uid: UUID, hunch: UUID) -> HttpResponse:
    """Take back a hunch that was offered."""
    found = _for(request, rel, uid, client=False)
    if hunches.take_hunch_back(found.room.relationship, hunch, **found.looking):
        found.changed()
    return found.to_room(_("Taken back. If it was read already, it was read."), PART)


@require_POST
@vault.signed_in
def drop(request: Any, rel: UUID, uid: UUID, hunch: UUID) -> HttpResponse:
    """Drop a hunch of one's own."""
    found = _for(request, rel, uid, client=False)
    hunches.drop_hunch(found.room.relationship, hunch, **found.doing)
    return found.to_room(_("It’s gone."), PART)


@require_POST
@vault.signed_in
def confirm(request: Any, rel: UUID, uid: UUID, hunch: UUID) -> HttpResponse:
    """Say yes to a hunch, as the client: it becomes a line of both."""
    found = _for(request, rel, uid, client=True)
    if hunches.confirm_hunch(found.room, hunch, **found.looking):
        found.changed()
    return found.to_room(_("Kept among your shared notes."), PART)


@require_POST
@vault.signed_in
def let_go(request: Any, rel: UUID, uid: UUID, hunch: UUID) -> HttpResponse:
    """Let a hunch go, as the client: nothing of it stays."""
    found = _for(request, rel, uid, client=True)
    if hunches.let_hunch_go(found.room.relationship, hunch, **found.doing):
        found.changed()
    return found.to_room(_("Gone. Nothing of it stays."), PART)


def _for(request: Any, rel: UUID, uid: UUID, *, client: bool) -> Here:
    """Find the room for one of the two. Raises Http404 for everyone else."""
    found = here(request, rel, uid)
    if found.is_client != client:
        raise Http404
    return found
