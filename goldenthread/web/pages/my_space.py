"""The client's own home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldenthread.agreements import api as agreements
from goldenthread.commitments import api as commitments
from goldenthread.core.clock import now
from goldenthread.diary import api as diary
from goldenthread.gentle import api as gentle
from goldenthread.journal import api as journal
from goldenthread.people import api as people
from goldenthread.plans import api as plans
from goldenthread.promises import api as promises
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.ui.audience import only_you
from goldenthread.vault import api as vault
from goldenthread.web import where
from goldenthread.web.forms import QuickPageForm
from goldenthread.web.pages.ahead import is_near

FEW = 3


@require_GET
@vault.signed_in
def my_space(request: Any) -> HttpResponse:
    """Show a client's own space; someone who is with nobody yet sees what that means."""
    person = request.person
    mine = [r for r in relationships.relationships_of(person) if r.client_uid == person.uid]
    at = now()
    windows = relationships.seats_held_by(person, at=at)
    if not mine and windows:
        return http.see_other(where.windows_url())
    if not mine:
        return http.render(request, "web/nothing_shared.html", {"name": people.name_of(person)})
    here = mine[0]
    names = people.names_of([person.uid, *(r.coach_uid for r in mine)])
    context = {
        "name": names[person.uid],
        "coach": names.get(here.coach_uid, ""),
        "today": at,
        "rel": here,
        "others": [(r, names.get(r.coach_uid, "")) for r in mine[1:]],
        "audience": replace(
            only_you(names[person.uid], "client"), says=_("Only you can see this page")
        ),
        "agreement": agreements.standing_of(here.uid),
        "new_entry": QuickPageForm(),
        "windows_url": where.windows_url() if windows else "",
    }
    if not gentle.is_gentle(person):
        context |= _the_rest(request, here, names, at)
    return http.render(request, "web/my_space.html", context)


def _the_rest(
    request: Any, here: relationships.Relationship, names: Mapping[UUID, str], at: datetime
) -> dict[str, Any]:
    """Open what stands beside the one thing to do; a quiet page neither shows nor opens it (S4.11)."""
    looks = {"by": request.person, "at": at, "keyring": request.keyring, "limit": FEW}
    return {
        "replies": journal.latest_replies(here, **looks),
        "promises": promises.open_promises(here, **looks, names=names),
        "goals": plans.open_goals(here, **looks),
        **_next_time(request, here, at),
        "entries": journal.latest_entries(here, **looks),
        "commitments": commitments.still_meant(**looks),
    }


def _next_time(request: Any, here: relationships.Relationship, at: datetime) -> dict[str, Any]:
    """Open the next session, with the clocks of both, and say whether its room is open by now."""
    session = sessions.next_session(
        here,
        today=timezone.localtime(at).date(),
        by=request.person,
        at=at,
        keyring=request.keyring,
    )
    return {
        "session": session,
        "session_is_near": session is not None and is_near(session.starts_at, at),
        "may_book": diary.is_open(here.coach_uid) and here.ended_at is None,
        "my_zone": request.person.zone,
        "coach_zone": people.zones_of([here.coach_uid]).get(here.coach_uid, ""),
    }
