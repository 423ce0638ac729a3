"""Booking: a kind, a week, a slot; then once more in words, by both clocks, before it stands."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.booking import actions, queries, slots
from goldenthread.booking.forms import BookForm, SlotForm, WaitForm
from goldenthread.booking.views.here import Here, here
from goldenthread.booking.views.week import Wanted, choices_of, shown_week
from goldenthread.diary import api as diary
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.vault import api as vault

CHOICE = "choice"
FORM = require_http_methods(["GET", "HEAD", "POST"])


def to_choice(request: Any) -> HttpResponse:
    """Go to where the slot that was chosen in a week is said once more in words."""
    asked = urlencode({"slot": request.POST[CHOICE][:20]})
    return http.see_other(f"{request.path}?{asked}")


@require_GET
@vault.signed_in
def book(request: Any, rel: UUID) -> HttpResponse:
    """Show what can be booked: the kinds, and the week of the only one where there is one."""
    at = here(request, rel)
    if len(at.kinds) == 1 and at.goes_on:
        return http.see_other(reverse("booking:week", args=[rel, at.kinds[0].uid]))
    return http.render(request, "booking/kinds.html", {"here": at})


@require_GET
@vault.signed_in
def week(request: Any, rel: UUID, kind: UUID) -> HttpResponse:
    """Show a week of free slots for one kind of session."""
    at = here(request, rel)
    return http.render(request, "booking/week.html", page_of(at, at.kind(kind)))


def page_of(
    at: Here, kind: diary.OpenKind, *, form: Any = None, wait: Any = None
) -> dict[str, Any]:
    """Give the context of a week, with what was chosen or typed and didn't go."""
    today = at.clocks.day(at.at)
    wanted = Wanted(at.coach_uid, kind.minutes, at.request.GET.get("week", ""), at.clocks, at.at)
    waits = queries.still_waited_for(at.relationship, by=at.me, at=at.at)
    return {
        "here": at,
        "kind": kind,
        "week": shown_week(wanted),
        "form": form,
        "waits": [row for row in waits if row.kind_uid == kind.uid and row.session_uid is None],
        "wait_form": wait or WaitForm(today=today),
    }


@FORM
@vault.signed_in
def confirm(request: Any, rel: UUID, kind: UUID) -> HttpResponse:
    """Say the slot once more in words, and book it: once, or as the first of a series."""
    at = here(request, rel)
    found = at.kind(kind)
    if CHOICE in request.POST:
        return to_choice(request)
    chosen = SlotForm(request.GET if request.method != "POST" else request.POST)
    if not chosen.is_valid():
        return http.with_errors(request, "booking/week.html", page_of(at, found, form=chosen))
    zone = queries.zone_kept(at.coach_uid)
    form = BookForm(
        request.POST if request.method == "POST" else None,
        zone=zone,
        initial={"slot": slots.written(chosen.moment)},
    )
    context = {"here": at, "kind": found, "form": form, "moment": chosen.moment}
    if request.method != "POST":
        return _ask(at, found, context)
    if not form.is_valid():
        return http.with_errors(request, "booking/confirm.html", context)
    if form.repeats:
        return http.see_other(_series_url(at, found, form))
    return _book(at, found, form)


def _ask(at: Here, kind: diary.OpenKind, context: dict[str, Any]) -> HttpResponse:
    """Ask whether to book this slot; where it isn't free, say so at once and what is."""
    moment = context["moment"]
    may = diary.may_be_booked(at.coach_uid, starts_at=moment, minutes=kind.minutes, at=at.at)
    if may:
        return http.render(at.request, "booking/confirm.html", context)
    nearest = diary.nearest_slots(at.coach_uid, minutes=kind.minutes, around=moment, at=at.at)
    reason = getattr(may, "reason", "")
    return not_free(at, diary.TimeTaken(reason, nearest), **_to_kind(at, kind), moment=moment)


def _book(at: Here, kind: diary.OpenKind, form: BookForm) -> HttpResponse:
    uid = form.cleaned_data["uid"]
    try:
        actions.book_session(at.relationship, kind.uid, form.moment, uid=uid, **at.looking)
    except sessions.AlreadyKept:
        return http.see_other(reverse("sessions:sessions", args=[at.rel]))
    except diary.TimeTaken as gone:
        return not_free(at, gone, **_to_kind(at, kind), moment=form.moment)
    return at.to_session(uid, _("It’s booked. You both see it."))


def _to_kind(at: Here, kind: diary.OpenKind) -> dict[str, str]:
    args = [at.rel, kind.uid]
    return {
        "to": reverse("booking:confirm", args=args),
        "back": reverse("booking:week", args=args),
    }


def not_free(at: Here, gone: diary.TimeTaken, *, to: str, back: str, moment: Any) -> HttpResponse:
    """Say that a time isn't free, whether another took it meanwhile, and which are, near it."""
    context = {
        "here": at,
        "gone": gone,
        "was": at.clocks.choice(moment),
        "choices": choices_of(gone.nearest, at.clocks),
        "to": to,
        "back": back,
    }
    return http.with_errors(at.request, "booking/not_free.html", context)


def _series_url(at: Here, kind: diary.OpenKind, form: BookForm) -> str:
    asked = {"slot": slots.written(form.moment), "every": form.weeks, "times": form.count}
    return f"{reverse('booking:series_ahead', args=[at.rel, kind.uid])}?{urlencode(asked)}"
