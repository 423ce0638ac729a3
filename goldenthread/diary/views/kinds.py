"""Kinds of session: a new one, one that is changed, offered or not, and which comes first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.core.verdicts import NotAllowed
from goldenthread.diary import actions, kinds
from goldenthread.diary.actions import KindSaid
from goldenthread.diary.forms import KindForm
from goldenthread.diary.views.here import Here, here, to_diary
from goldenthread.ui import http
from goldenthread.vault import api as vault

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@vault.signed_in
def new_kind(request: Any) -> HttpResponse:
    """Keep a new kind of session."""
    place = here(request)
    if request.method != "POST":
        return _page(request, place, KindForm())
    form = KindForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form)
    try:
        actions.add_kind(_said(form), uid=form.cleaned_data["uid"], **place.deed)
    except NotAllowed as refused:
        form.refuse(str(refused))
        return _page(request, place, form)
    return to_diary(request, _("Kept. Clients can choose it from now on."))


@FORM
@vault.signed_in
def kind(request: Any, uid: UUID) -> HttpResponse:
    """Change a kind of session."""
    place = here(request)
    kept = kinds.the_kind(place.person.uid, uid)
    if request.method != "POST":
        initial = {name: getattr(kept, name) for name in ("name", "minutes", "place", "where")}
        return _page(request, place, KindForm(initial=initial), kept)
    form = KindForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, kept)
    actions.change_kind(uid, _said(form), **place.deed)
    return to_diary(request, _("Kept. Sessions already arranged keep their length."))


@require_POST
@vault.signed_in
def offer(request: Any, uid: UUID) -> HttpResponse:
    """Offer a kind of session to clients."""
    actions.offer_kind(uid, offered=True, **here(request).deed)
    return to_diary(request, _("It’s offered. Clients can choose it from now on."))


@require_POST
@vault.signed_in
def rest(request: Any, uid: UUID) -> HttpResponse:
    """Don't offer a kind of session for now."""
    actions.offer_kind(uid, offered=False, **here(request).deed)
    return to_diary(request, _("It isn’t offered for now. Sessions already arranged stay."))


@require_POST
@vault.signed_in
def put_first(request: Any, uid: UUID) -> HttpResponse:
    """Put a kind before all others."""
    actions.put_kind_first(uid, **here(request).deed)
    return to_diary(request, _("It comes first now."))


def _said(form: KindForm) -> KindSaid:
    typed = form.cleaned_data
    return KindSaid(typed["name"], typed["minutes"], typed["place"], typed["where"])


def _page(
    request: Any, place: Here, form: KindForm, kept: kinds.OpenKind | None = None
) -> HttpResponse:
    context = {"here": place, "form": form, "kept": kept}
    show = http.with_errors if form.errors else http.render
    return show(request, "diary/kind.html", context)
