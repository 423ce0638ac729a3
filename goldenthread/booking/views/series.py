"""A series: listed before it is booked, looked at, moved and called off from one on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldenthread.booking import actions, queries
from goldenthread.booking import series as rules
from goldenthread.booking.forms import PlacesForm, RhythmForm, SlotForm
from goldenthread.booking.queries import OpenSeries
from goldenthread.booking.views.booking import CHOICE, FORM, to_choice
from goldenthread.booking.views.here import Here, here
from goldenthread.booking.views.week import Wanted, shown_week
from goldenthread.diary import api as diary
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.ui.times import both_times
from goldenthread.vault import api as vault


@FORM
@vault.signed_in
def series_ahead(request: Any, rel: UUID, kind: UUID) -> HttpResponse:
    """List every one of a series before it is booked, with a choice for each that can't be there."""
    at = here(request, rel)
    found = at.kind(kind)
    asked = RhythmForm(request.GET)
    if not asked.is_valid():
        raise Http404
    rhythm = rules.Rhythm.from_moment(
        asked.moment, queries.zone_kept(at.coach_uid), asked.cleaned_data["every"]
    )
    places = queries.places_for_series(
        at.coach_uid, found.minutes, rhythm, asked.cleaned_data["times"], at=at.at
    )
    form = _places_form(at, places, skip=_("Leave this one out"))
    context = {"here": at, "kind": found, "rhythm": rhythm, "gone": None}
    if request.method != "POST":
        return http.render(request, "booking/series_ahead.html", context | _listed(form))
    if queries.is_kept(at.relationship, uid := form.once):
        # Sent again after a lost answer: its own sessions are what stands in the way now.
        return http.see_other(reverse("booking:series", args=[rel, uid]))
    if not form.is_valid():
        return http.with_errors(request, "booking/series_ahead.html", context | _listed(form))
    return _book(at, found, form, context)


def _book(
    at: Here, kind: diary.OpenKind, form: PlacesForm, context: dict[str, Any]
) -> HttpResponse:
    uid = form.cleaned_data["uid"]
    to = reverse("booking:series", args=[at.rel, uid])
    chosen = [each for each in form.chosen if each is not None]
    try:
        actions.book_series(
            at.relationship, kind.uid, chosen, every=context["rhythm"].every, uid=uid, **at.looking
        )
    except actions.SeriesKept:
        return http.see_other(to)
    except diary.TimeTaken as gone:
        shown = context | _listed(form) | {"gone": gone}
        return http.with_errors(at.request, "booking/series_ahead.html", shown)
    return at.go(to, _("They’re booked, all of them. You both see them."))


def _places_form(at: Here, places: Sequence[rules.Place], *, skip: str) -> PlacesForm:
    def says(moment: datetime) -> str:
        said = both_times(moment, mine=at.my_zone, theirs=at.their_zone, name=at.other)
        return f"{said.day}, {said}"

    sent = at.request.POST if at.request.method == "POST" else None
    return PlacesForm(sent, places=places, says=says, may_anyhow=not at.is_client, skip=skip)


def _listed(form: PlacesForm) -> dict[str, Any]:
    """Give the page's list: those that are free, and those that need a choice, in their order."""
    fields = {place.number: bound for place, bound in form.clashes()}
    return {
        "form": form,
        "listed": [
            {"place": place, "field": fields.get(place.number), "says": _why(place)}
            for place in form.places
        ],
        "clashes": len(fields),
    }


def _why(place: rules.Place) -> str:
    match place.clash:
        case rules.Clash.TAKEN:
            return _("That hour isn’t free, or the diary isn’t open so far ahead.")
        case rules.Clash.LEFT_OUT:
            return _("The clocks go forward over that hour, so it doesn’t come on that day.")
        case rules.Clash.TWICE:
            return _("The clocks go back over that hour, so it comes twice. Which one?")
        case _:
            return ""


@require_GET
@vault.signed_in
def series(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show a series: each of its sessions, and what can be done from one on."""
    at = here(request, rel)
    found = queries.the_series(at.relationship, uid, by=at.me)
    ahead = {row.uid for row in found.ahead(at.at)}
    context = {
        "here": at,
        "series": found,
        "rows": [{"session": row, "ahead": row.uid in ahead} for row in found.rows],
        "ahead": len(ahead),
    }
    return http.render(request, "booking/series.html", context)


@require_GET
@vault.signed_in
def move_after(request: Any, rel: UUID, uid: UUID, one: UUID) -> HttpResponse:
    """Show a week of slots for one of a series; those after it are moved along."""
    at = here(request, rel)
    context = _moving(at, uid, one)
    return http.render(request, "booking/move_after.html", context)


def _moving(at: Here, uid: UUID, one: UUID, *, form: Any = None) -> dict[str, Any]:
    found, moved = _from_one_on(at, uid, one)
    week = at.request.GET.get("week", "")
    minutes = at.minutes_of(moved[0])
    wanted = Wanted(at.coach_uid, minutes, week, at.clocks, at.at, leaving_out=one)
    return {
        "here": at,
        "series": found,
        "moved": moved,
        "session": moved[0],
        "week": shown_week(wanted),
        "form": form,
    }


def _from_one_on(
    at: Here, uid: UUID, one: UUID
) -> tuple[OpenSeries, tuple[sessions.CoachingSession, ...]]:
    found = queries.the_series(at.relationship, uid, by=at.me)
    return found, found.after(one, at.at)


@FORM
@vault.signed_in
def confirm_move_after(request: Any, rel: UUID, uid: UUID, one: UUID) -> HttpResponse:
    """List where each would be moved, with a choice for those that can't; then move them."""
    at = here(request, rel)
    if CHOICE in request.POST:
        return to_choice(request)
    asked = SlotForm(request.GET)
    if not asked.is_valid():
        context = _moving(at, uid, one, form=asked)
        return http.with_errors(request, "booking/move_after.html", context)
    found, moved = _from_one_on(at, uid, one)
    minutes = {row.uid: at.minutes_of(row) for row in moved}
    places = queries.places_when_moved(
        at.coach_uid,
        max(minutes.values()),
        moved,
        asked.moment,
        zone=queries.zone_kept(at.coach_uid),
        at=at.at,
    )
    form = _places_form(at, places, skip=_("Leave this one where it is"))
    context = {"here": at, "series": found, "session": moved[0], "gone": None} | _listed(form)
    if request.method != "POST":
        return http.render(request, "booking/confirm_move_after.html", context)
    if not form.is_valid():
        return http.with_errors(request, "booking/confirm_move_after.html", context)
    pairs = zip(moved, form.chosen, strict=True)
    moves = {row.uid: chosen for row, chosen in pairs if chosen is not None}
    try:
        actions.move_series(at.relationship, moves, minutes, **at.looking)
    except diary.TimeTaken as gone:
        return http.with_errors(
            request, "booking/confirm_move_after.html", context | {"gone": gone}
        )
    to = reverse("booking:series", args=[rel, uid])
    return at.go(to, _("They’re moved. You both see the new times."))


@FORM
@vault.signed_in
def call_off_after(request: Any, rel: UUID, uid: UUID, one: UUID) -> HttpResponse:
    """Ask whether to call off one of a series and all after it; then do it."""
    at = here(request, rel)
    found, ahead = _from_one_on(at, uid, one)
    if request.method != "POST":
        context = {"here": at, "series": found, "rows": ahead, "notice": at.notice_of(ahead[0])}
        return http.render(request, "booking/call_off_after.html", context)
    actions.call_off_series(at.relationship, [row.uid for row in ahead], **at.looking)
    to = reverse("booking:series", args=[rel, uid])
    return at.go(to, _("They’re called off. Their time is free again."))
