"""What a named person does when a coach can't go on (A24)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenthread.sharing.actions import continuity
from goldenthread.sharing.views.here import at_seat
from goldenthread.vault import api as vault


@require_POST
@vault.signed_in
def cannot_go_on(request: Any, seat: UUID) -> HttpResponse:
    """Say that the coach can't go on."""
    here = at_seat(request, seat)
    continuity.say_cannot_go_on(here.seat, **here.acting)
    here.tell_client()
    return here.to(
        "window", _("Noted. It opens something only once the other named person says so too.")
    )


@require_POST
@vault.signed_in
def can_go_on(request: Any, seat: UUID) -> HttpResponse:
    """Take it back."""
    here = at_seat(request, seat)
    continuity.take_back_cannot_go_on(here.seat, **here.acting)
    return here.to("window", _("Taken back."))


@require_POST
@vault.signed_in
def open_contact(request: Any, seat: UUID) -> HttpResponse:
    """Open the three things, and tell the client."""
    here = at_seat(request, seat)
    continuity.open_continuity(here.seat, **here.acting)
    return here.to("window", _("Opened. It’s written down, and has been told."))
