"""How I like to work: the client writes it, the coach reads it, both see what changed and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.clock import now
from goldenthread.relationships import api as relationships
from goldenthread.swaps import actions, liking_queries, policy
from goldenthread.swaps.actions import ChangedElsewhere
from goldenthread.swaps.forms import AdjustmentForm, LikingForm
from goldenthread.swaps.liking_queries import LikingPage
from goldenthread.swaps.likings import FITS
from goldenthread.swaps.states import Noticed
from goldenthread.swaps.views.here import Here, day, here, said
from goldenthread.swaps.views.shown import ops_of
from goldenthread.ui import http
from goldenthread.vault import api as vault

FORM = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = "swaps/liking.html"
WRITE = "swaps/liking_write.html"


@require_GET
@vault.signed_in
def liking(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Show how the client likes to work, as it stands, and what changed on which day."""
    place = here(request, rel)
    return http.render(request, SHOWN, _showing(request, place, AdjustmentForm(), now()))


def _showing(
    request: http.AppRequest, place: Here, form: AdjustmentForm, at: datetime
) -> dict[str, Any]:
    page = _opened(request, place, at)
    adjustments = liking_queries.adjustments_of(
        place.relationship, by=place.person, at=at, keyring=request.keyring
    )
    written = page.number > 0
    return {
        "here": place,
        "form": form,
        "draft": place.draft("adjust"),
        "adjustments": [{"one": each, "day": day(each.said_at)} for each in adjustments],
        "may_adjust": policy.may_adjust(
            role=place.role, going_on=place.going_on, written=written, words="x"
        ),
        "may_say_noticed": policy.may_say_noticed(role=place.role, going_on=place.going_on),
        "shown": _shown(page),
        "day": day(page.kept_at) if page.kept_at else "",
        "changes": [
            {
                "day": day(change.kept_at),
                "places": [
                    {"asks": said(where.asks), "ops": ops_of(pieces)}
                    for where, pieces in change.places
                ],
            }
            for change in page.changes
        ],
        "may_write": policy.may_change_liking(role=place.role, going_on=place.going_on),
        "may_take_back": page.number and place.role == "client",
    }


@require_POST
@vault.signed_in
def adjust(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Let the coach say what they'll change (S1.15)."""
    place, at = here(request, rel), now()
    form = AdjustmentForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, SHOWN, _showing(request, place, form, at))
    actions.say_what_changes(
        place.relationship,
        form.cleaned_data["words"],
        uid=form.cleaned_data["uid"],
        by=place.person,
        at=at,
        keyring=request.keyring,
    )
    relationships.tell_the_other(place.relationship, by=place.person, at=at)
    return _kept(request, place)


@require_POST
@vault.signed_in
def noticed(request: http.AppRequest, rel: UUID, uid: UUID, noticed: str) -> HttpResponse:
    """Let the client say whether they've noticed a change; nobody else can."""
    place = here(request, rel)
    found = liking_queries.the_adjustment(place.relationship, uid)
    actions.say_noticed(place.relationship, found, Noticed(noticed), by=place.person, at=now())
    http.tell(request, _("Said. You can say otherwise any day."))
    return _see(place)


@FORM
@vault.signed_in
def write(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Write it, any day. If it changed in another window, that is said and nothing is lost."""
    place, at = here(request, rel), now()
    policy.may_change_liking(role=place.role, going_on=place.going_on).or_raise()
    page = _opened(request, place, at)
    if request.method != "POST":
        form = LikingForm(initial={"number": page.number, **page.said.words})
        return http.render(request, WRITE, _writing(place, page, form))
    form = LikingForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, WRITE, _writing(place, page, form))
    if form.said.words == page.said.words:
        return _kept(request, place)
    try:
        actions.keep_liking(
            place.relationship,
            form.said,
            seen_number=form.cleaned_data["number"],
            by=place.person,
            at=at,
            keyring=request.keyring,
        )
    except ChangedElsewhere:
        return _both(request, place, at)
    return _kept(request, place)


@FORM
@vault.signed_in
def take_back(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Ask once, then delete all that was ever written here."""
    place = here(request, rel)
    policy.may_take_back_liking(role=place.role).or_raise()
    if request.method != "POST":
        return http.render(request, "swaps/liking_take_back.html", {"here": place})
    actions.take_back_likings(place.relationship, by=place.person, at=now())
    http.tell(request, _("Taken back, with everything that stood here before."))
    return _see(place)


def _see(place: Here) -> HttpResponse:
    return http.see_other(reverse("swaps:how_i_like_to_work", args=[place.rel]))


def _kept(request: http.AppRequest, place: Here) -> HttpResponse:
    http.tell(request, _("Kept. Only you and %(name)s can read it.") % {"name": place.theirs})
    return _see(place)


def _opened(request: http.AppRequest, place: Here, at: datetime) -> LikingPage:
    return liking_queries.liking_page(
        place.relationship, by=place.person, at=at, keyring=request.keyring
    )


def _shown(page: LikingPage) -> list[dict[str, str]]:
    return [
        {"asks": said(where.asks), "words": said(words) if where in FITS else words}
        for where, words in page.shown
    ]


def _writing(place: Here, page: LikingPage, form: LikingForm) -> dict[str, Any]:
    return {"here": place, "form": form, "saved": page.kept_at, "draft": place.draft("liking")}


def _both(request: http.AppRequest, place: Here, at: datetime) -> HttpResponse:
    """Show what is kept above what was typed, to be kept in its place or not."""
    page = _opened(request, place, at)
    sent = request.POST.copy()
    sent["number"] = str(page.number)
    context = _writing(place, page, LikingForm(sent)) | {"kept": _shown(page), "elsewhere": True}
    return http.with_errors(request, WRITE, context)
