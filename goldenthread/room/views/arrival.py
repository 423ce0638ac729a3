"""Coming in, ninety quiet seconds, leaving, and saying that something failed (S0.17)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.core.verdicts import NotAllowed
from goldenthread.room import policy
from goldenthread.room.actions import lines
from goldenthread.room.chores import forget_what_was_put_down
from goldenthread.room.forms import LineForm
from goldenthread.room.states import Column
from goldenthread.room.views.here import Here, inside
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.vault import api as vault

QUIET = "room/quiet.html"


@require_GET
@vault.signed_in
def quiet(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show ninety quiet seconds. Whoever looks at them is not told of to anybody (INV-13)."""
    found = inside(request, rel, uid)
    return http.render(request, QUIET, _quiet(found, LineForm()))


@require_POST
@vault.signed_in
def put_down(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Put something down, as the coach. It is gone with the hour."""
    found = inside(request, rel, uid)
    if found.is_client:
        raise Http404
    form = LineForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, QUIET, _quiet(found, form))
    goes_at = policy.put_down_goes_at(found.ends_at, shuts_at=found.room.span.shuts_at, at=found.at)
    words, once = form.cleaned_data["words"], form.cleaned_data["uid"]
    try:
        lines.put_down(found.room, words, uid=once, goes_at=goes_at, **found.looking)
    except lines.AlreadyKept:
        http.tell(request, _("That was kept a moment ago. It’s here once."))
    else:
        http.tell(request, _("Put down. Only you can read it, and it goes with the hour."))
    return http.see_other(found.url("quiet"))


@require_POST
@vault.signed_in
def come_in(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say "I'm here"."""
    found = inside(request, rel, uid)
    sessions.come_in(found.room.relationship, uid, **found.doing)
    found.changed()
    return found.to_room(_("You’re here."), "arrival")


@require_GET
@vault.signed_in
def leaving(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Ask whether it's over, or you're only out for a moment."""
    return http.render(request, "room/leaving.html", {"here": inside(request, rel, uid)})


@require_POST
@vault.signed_in
def go_out(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say that it's over. What was put down goes now."""
    found = inside(request, rel, uid)
    if found.came_at is not None:
        sessions.go_out(found.room.relationship, uid, **found.doing)
    forget_what_was_put_down(found.uid, by=request.person)
    if found.attended.began_at is not None:
        _took_place(found)
    found.changed()
    return http.see_other(reverse("afterwards:after", args=[rel, uid]))


def _took_place(found: Here) -> None:
    """Mark it as one that took place, where it isn't marked yet; either can take that back."""
    if found.room.session.state != sessions.SessionState.PLANNED:
        return
    became = sessions.SessionState.TOOK_PLACE
    try:
        sessions.mark_session(found.room.relationship, found.uid, became, **found.looking)
    except NotAllowed:
        return


@require_POST
@vault.signed_in
def outage(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say that something failed: this session's times count for nothing."""
    found = inside(request, rel, uid)
    sessions.mark_outage(found.room.relationship, uid, **found.doing)
    found.changed()
    return found.to_room(_("Marked. You both see it, and the times aren’t counted."), "outage")


@require_POST
@vault.signed_in
def outage_back(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Take that back."""
    found = inside(request, rel, uid)
    sessions.take_outage_back(found.room.relationship, uid, **found.doing)
    found.changed()
    return found.to_room(_("Taken back."), "outage")


def _quiet(found: Here, form: LineForm) -> dict[str, Any]:
    return {
        "here": found,
        "form": form,
        "put": found.notes.put_down,
        "opened": bool(found.opens[Column.PUT_DOWN.value]),
    }
