"""Sessions on one page, one session on its own, and its day: put, moved, called off, over."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.verdicts import NotAllowed
from goldenthread.diary import api as diary
from goldenthread.sessions import actions, queries
from goldenthread.sessions.answered import who_declines
from goldenthread.sessions.forms import LEVELS, CardForm, DayForm, EndForm
from goldenthread.sessions.opened import OpenSession
from goldenthread.sessions.states import SessionState
from goldenthread.sessions.views.around import around
from goldenthread.sessions.views.here import Here, here
from goldenthread.sessions.when import When
from goldenthread.ui import http
from goldenthread.vault import api as vault

_TOLD = {
    SessionState.TOOK_PLACE: gettext_lazy("Kept: it took place. Either of you can take that back."),
    SessionState.CALLED_OFF: gettext_lazy("It’s called off. You can take that back."),
    SessionState.PLANNED: gettext_lazy("It stands as it did before."),
}


@require_GET
@vault.signed_in
def sessions(request: Any, rel: UUID) -> HttpResponse:
    """Show the sessions of a pair, those ahead first."""
    at = here(request, rel)
    return http.render(request, "sessions/sessions.html", _list(at, _day_form(at)))


@require_POST
@vault.signed_in
def arrange(request: Any, rel: UUID) -> HttpResponse:
    """Put the day of a session."""
    at = here(request, rel)
    form = _day_form(at, request.POST)
    if not form.is_valid():
        return http.with_errors(request, "sessions/sessions.html", _list(at, form))
    uid = form.cleaned_data["uid"]
    try:
        actions.arrange_session(at.relationship, form.when, uid=uid, **at.looking)
    except actions.AlreadyKept:
        return at.to_sessions(_("That was kept a moment ago. It’s here once."))
    except diary.TimeTaken as taken:
        page = _list(at, form) | {"taken": taken}
        return http.with_errors(request, "sessions/sessions.html", page)
    return at.to_session(uid, _("The day stands. You both see it."))


@require_GET
@vault.signed_in
def session(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show one session as this person may read it."""
    at = here(request, rel)
    return http.render(request, "sessions/session.html", page_of(at, at.session(uid)))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def move(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Put a session on another day."""
    at = here(request, rel)
    found = at.session(uid)
    start = _typed_before(at, found)
    form = _day_form(at, request.POST if request.method == "POST" else None, initial=start)
    context = {"here": at, "session": found, "form": form, "arranged": around(at, found)}
    if request.method != "POST":
        return http.render(request, "sessions/move.html", context)
    if not form.is_valid():
        return http.with_errors(request, "sessions/move.html", context)
    try:
        actions.move_session(at.relationship, uid, form.when, **at.looking)
    except diary.TimeTaken as taken:
        return http.with_errors(request, "sessions/move.html", context | {"taken": taken})
    return at.to_session(uid, _("The new day stands. You both see it."))


@require_POST
@vault.signed_in
def waive(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Let the other's short notice be (A9)."""
    at = here(request, rel)
    try:
        actions.waive_notice(at.relationship, uid, **at.doing)
    except NotAllowed as refused:
        return at.to_session(uid, str(refused))
    return at.to_session(uid, _("You let it be. Nothing comes of it."))


@require_POST
@vault.signed_in
def mark(request: Any, rel: UUID, uid: UUID, became: SessionState) -> HttpResponse:
    """Say what became of a session, or take that back."""
    at = here(request, rel)
    mine = request.POST.get("mine") == "yes"
    try:
        actions.mark_session(at.relationship, uid, became, **at.looking, mine=mine)
    except diary.TimeTaken:
        return at.to_session(uid, _("Another session has that time by now. Put it at another."))
    return at.to_session(uid, str(_TOLD[became]))


def page_of(at: Here, found: OpenSession, **forms: Any) -> dict[str, Any]:
    """Give the context of a session's own page, with forms as they were typed."""
    return {
        "here": at,
        "session": found,
        "declined": _declined(at, found),
        "level": LEVELS[found.card] if found.card else "",
        "card_form": CardForm(),
        "end_form": EndForm(initial={"words": found.end}),
        "marked_by": at.names.get(found.state_by, "") if found.state_by else "",
        "recording_allowed": bool(at.gate.recording),
        "arranged": around(at, found),
        **forms,
    }


def _declined(at: Here, found: OpenSession) -> list[dict[str, Any]]:
    """Give those whose calendar said no to the time, while it lies ahead."""
    if not found.is_ahead or found.starts_at is None or not at.goes_on:
        return []
    me = at.request.person.uid
    return [{"mine": uid == me, "name": at.names.get(uid, "")} for uid in who_declines(found.uid)]


def _list(at: Here, form: DayForm) -> dict[str, Any]:
    found = queries.sessions_of(at.relationship, **at.looking, gate=at.gate)
    return {
        "here": at,
        "form": form,
        "ahead": [each for each in found if each.is_ahead],
        "over": [each for each in found if not each.is_ahead],
        "raised": queries.raised(at.relationship, **at.looking, gate=at.gate)
        if at.goes_on
        else None,
    }


def _day_form(at: Here, sent: Any = None, **more: Any) -> DayForm:
    moment: datetime = at.at
    return DayForm(sent, person=at.request.person, at=moment, usual=at.gate.minutes, **more)


def _typed_before(at: Here, found: OpenSession) -> dict[str, Any]:
    """Give the time of a session as the one who looks would type it."""
    if found.starts_at is None:
        return {"on_day": found.on_day, "lasts": found.lasts or at.gate.minutes}
    stands = When.at(found.starts_at, at.request.person.zone, found.lasts)
    return {"on_day": stands.on_day, "hour": stands.hour, "lasts": stands.lasts}
