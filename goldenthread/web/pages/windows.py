"""What somebody who holds a seat can do about the seat itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldenthread.core.clock import now
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web.pages.entrance import home_of
from goldenthread.web.saying import SEATS


@require_http_methods(["GET", "POST"])
@vault.signed_in
def leave(request: Any, seat: UUID) -> HttpResponse:
    """Give a seat back: one page that says what happens, one button, no reason asked."""
    held = relationships.the_seat(seat, by=request.person, at=now())
    if request.method == "POST":
        relationships.leave_seat(seat=held, by=request.person, at=now())
        http.tell(request, _("You’ve given the seat back. Nothing of it opens to you any more."))
        return http.see_other(home_of(request.person))
    return http.render(request, "web/seat_leave.html", {"seat": held, "label": SEATS[held.role]})
