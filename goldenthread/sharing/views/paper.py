"""The seat's paper: the clauses that bind its holder, to read and to sign with their own key."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.sharing import papers
from goldenthread.sharing.forms import PaperForm
from goldenthread.sharing.views.here import AtSeat, at_seat
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "sharing/paper.html"


@require_GET
@vault.signed_in
def paper(request: Any, seat: UUID) -> HttpResponse:
    """Read the paper, and sign it where it waits for a signature."""
    here = at_seat(request, seat)
    return http.render(request, PAGE, _page(here, None))


@require_POST
@vault.signed_in
def sign(request: Any, seat: UUID) -> HttpResponse:
    """Sign exactly the words that were shown."""
    here = at_seat(request, seat)
    form = PaperForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, PAGE, _page(here, form))
    typed = form.cleaned_data
    agreements.sign_paper(here.seat, shown=typed["shown"], name=typed["name"], **here.looking)
    return here.to("window", _("Signed. Your window is open from now on."))


def _page(here: AtSeat, form: PaperForm | None) -> dict[str, Any]:
    standing = papers.standing_of(here.seat)
    shown = None if standing == "none" else agreements.the_paper_of(here.seat, **here.looking)
    return {
        "seat": here.seat,
        "standing": standing,
        "paper": shown,
        "form": form or PaperForm(initial={"shown": shown.digest if shown else ""}),
    }
