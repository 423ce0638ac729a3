"""The client's own home."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.journal import api as journal
from goldenthread.people import api as people
from goldenthread.promises import api as promises
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import only_you
from goldenthread.vault import api as vault
from goldenthread.web import where
from goldenthread.web.forms import QuickPageForm

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
        "replies": journal.latest_replies(
            here, by=person, at=at, keyring=request.keyring, limit=FEW
        ),
        "promises": promises.open_promises(
            here, by=person, at=at, keyring=request.keyring, limit=FEW, names=names
        ),
        "entries": journal.latest_entries(
            here, by=person, at=at, keyring=request.keyring, limit=FEW
        ),
        "new_entry": QuickPageForm(),
        "windows_url": where.windows_url() if windows else "",
    }
    return http.render(request, "web/my_space.html", context)
