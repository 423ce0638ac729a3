"""See as: the client looks at what their sponsor, their coach, a supervisor would see. The same page, the same path."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from goldenthread.agreements import api as agreements
from goldenthread.core.roles import BESIDE, Role
from goldenthread.relationships import api as relationships
from goldenthread.sharing import shown, wording
from goldenthread.sharing.queries.reading import the_released
from goldenthread.sharing.queries.window import an_empty_window, the_window
from goldenthread.sharing.views.here import client_at
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def preview(request: Any, rel: UUID, role: Role) -> HttpResponse:
    """Show the window as somebody in this role sees it, or what the coach can open now."""
    here = client_at(request, rel)
    if role == Role.COACH:
        lines = shown.what_the_coach_can_open(here.relationship, **here.acting)
        return http.render(request, "sharing/as_coach.html", here.context(lines=lines))
    seat = relationships.standing_seat(here.relationship.uid, role)
    if seat is None or seat.person_uid is None:
        window = an_empty_window(here.relationship, role, **here.acting)
    else:
        seat.relationship = here.relationship
        window = the_window(seat, **here.looking)
    context = here.context(
        preview=True,
        seat=seat,
        window=window,
        holder=here.holder(seat) if seat else "",
        role_name=wording.role_name(role),
        part_names=wording.PART_NAMES,
    )
    return http.render(request, "sharing/window.html", context)


@require_GET
@vault.signed_in
def preview_released(request: Any, rel: UUID, seat: UUID, uid: UUID) -> HttpResponse:
    """Read a text as its reader reads it. That the client looked is written as the client's own look."""
    here = client_at(request, rel)
    chair = here.seat(seat)
    text = the_released(chair, uid, **here.looking)
    context = here.context(
        preview=True, seat=chair, seat_role=chair.role, text=text, holder=here.holder(chair)
    )
    return http.render(request, "sharing/released.html", context)


@require_GET
@vault.signed_in
def previews(request: Any, rel: UUID) -> HttpResponse:
    """List as whom one can look."""
    here = client_at(request, rel)
    terms = agreements.terms_in_force(here.relationship.uid, at=here.at)
    named = [role for role in Role if role in BESIDE and terms.opens_seat(role)]
    roles = [Role.COACH, *sorted({Role.SPONSOR, Role.SUPERVISOR, *named})]
    lines = [(role.value, wording.role_name(role)) for role in roles]
    return http.render(request, "sharing/previews.html", here.context(lines=lines))
