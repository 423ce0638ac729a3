"""Looking at the plan together: what asks to be talked about, and that it was (S1.16, S4.7)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.core.verdicts import NotAllowed
from goldenthread.plans import api as plans
from goldenthread.sessions import actions, queries
from goldenthread.sessions.views.here import here, of_role
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def look(request: Any, rel: UUID) -> HttpResponse:
    """Show what to look at together, in ten minutes, with the questions that were raised."""
    at = here(request, rel)
    context = {
        "here": at,
        "raised": queries.raised(at.relationship, **at.looking, gate=at.gate),
        "goals": plans.open_goals(at.relationship, **at.looking),
    }
    return http.render(request, "sessions/look.html", context)


@require_POST
@vault.signed_in
def looked(request: Any, rel: UUID, *, passed: bool) -> HttpResponse:
    """Note that you looked; or, as the client, leave it for another time with one tap and no reason."""
    at = here(request, rel)
    plans.look_at_plan(at.relationship, passed=passed, **at.doing)
    if passed:
        return at.to_sessions(_("Another time, then."))
    return at.to_sessions(_("Kept: you looked at it together today."))


@require_POST
@vault.signed_in
def still_wanted(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say that an aim is still wanted, though its goal was laid down."""
    at = of_role(request, rel, "client")
    try:
        actions.keep_wanting(at.relationship, uid, **at.doing)
    except NotAllowed:
        return at.to_session(uid)
    return at.to_session(uid, _("Still wanted, then."))
