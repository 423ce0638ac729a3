"""The client's page of links to a session's time: for an assistant, or by letter to oneself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.booking import actions, links, policy
from goldenthread.booking.views.here import Here, as_client
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def own_links(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show which links there are to a session's time."""
    at = as_client(request, rel)
    return http.render(request, "booking/links.html", _page(at, at.session(uid)))


@require_POST
@vault.signed_in
def hand_out(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Make a link for the assistant. It is shown on this one page: the house keeps no link."""
    at = as_client(request, rel)
    session = at.session(uid)
    token = actions.hand_link_out(at.relationship, session, by=at.me, at=at.at)
    url = f"{settings.BASE_URL}{reverse('booking:by_link', args=[token])}"
    return http.render(request, "booking/links.html", _page(at, session) | {"shown_once": url})


@require_POST
@vault.signed_in
def take_back(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Take the assistant's links back."""
    at = as_client(request, rel)
    actions.take_link_back(at.relationship, at.session(uid).uid, by=at.me, at=at.at)
    return _back(at, uid, _("They’re taken back. They open nothing any more."))


@require_POST
@vault.signed_in
def send(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Send oneself the letter with a link."""
    at = as_client(request, rel)
    actions.send_own_link(at.relationship, at.session(uid), by=at.me, at=at.at)
    return _back(at, uid, _("It’s on its way to your own address."))


def _back(at: Here, uid: UUID, told: str) -> HttpResponse:
    return at.go(reverse("booking:links", args=[at.rel, uid]), told)


def _page(at: Here, session: sessions.CoachingSession) -> dict[str, Any]:
    opened = links.assistant_may_move(at.rel, at=at.at)
    planned = session.state == sessions.SessionState.PLANNED
    return {
        "here": at,
        "session": session,
        "may_hand_out": opened,
        "may_link": policy.may_link(planned=planned, starts_at=session.starts_at, at=at.at),
        "handed_out": links.assistants_links(session.uid, session.sequence),
    }
