"""If the coach can't go on: for the pair, who is named, what they would see, and the last check-in (A24)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from goldenthread.relationships import api as relationships
from goldenthread.sharing import wording
from goldenthread.sharing.queries.continuity import TRUSTEES, continuity_of
from goldenthread.sharing.views.here import pair_at
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def continuity(request: Any, rel: UUID) -> HttpResponse:
    """Show who is named, what they would see and when, and the day of the last check-in."""
    here = pair_at(request, rel)
    named = [
        {
            "role": wording.role_name(role),
            "name": here.holder(seat) if seat else "",
            "asked": seat is not None,
        }
        for role in TRUSTEES
        for seat in [relationships.standing_seat(here.relationship.uid, role)]
    ]
    stands = continuity_of(here.relationship, at=here.at)
    said = [wording.role_name(role) for role in sorted(stands.said_by)]
    context = here.context(named=named, continuity=stands, said=said)
    return http.render(request, "sharing/continuity.html", context)
