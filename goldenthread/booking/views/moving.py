"""Moving one session to a free slot."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldenthread.booking import actions
from goldenthread.booking.forms import SlotForm
from goldenthread.booking.views.booking import CHOICE, FORM, not_free, to_choice
from goldenthread.booking.views.here import Here, here
from goldenthread.booking.views.week import Wanted, shown_week
from goldenthread.diary import api as diary
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def move(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show a week of slots that this session could be moved to."""
    at = here(request, rel)
    return http.render(request, "booking/move.html", _page(at, at.session(uid)))


@FORM
@vault.signed_in
def confirm_move(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say where it would be moved, and what notice that is; then move it."""
    at = here(request, rel)
    session = at.session(uid)
    if CHOICE in request.POST:
        return to_choice(request)
    form = SlotForm(request.GET if request.method != "POST" else request.POST)
    if not form.is_valid():
        return http.with_errors(request, "booking/move.html", _page(at, session, form=form))
    minutes = at.minutes_of(session)
    if request.method != "POST":
        context = _page(at, session) | {"moment": form.moment, "slot": request.GET["slot"]}
        return http.render(request, "booking/confirm_move.html", context)
    try:
        actions.move_to_slot(at.relationship, session, form.moment, minutes=minutes, **at.looking)
    except diary.TimeTaken as gone:
        args = [rel, uid]
        to, back = reverse("booking:confirm_move", args=args), reverse("booking:move", args=args)
        return not_free(at, gone, to=to, back=back, moment=form.moment)
    return at.to_session(uid, _("It’s moved. You both see the new time."))


def _page(at: Here, session: sessions.CoachingSession, *, form: Any = None) -> dict[str, Any]:
    minutes = at.minutes_of(session)
    week = at.request.GET.get("week", "")
    wanted = Wanted(at.coach_uid, minutes, week, at.clocks, at.at, leaving_out=session.uid)
    return {
        "here": at,
        "session": session,
        "minutes": minutes,
        "week": shown_week(wanted),
        "form": form,
        "notice": at.notice_of(session),
    }
