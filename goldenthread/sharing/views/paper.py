"""The seat's paper: the clauses that bind its holder, to read and to sign with their own key."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.sharing.citing import names_by_role
from goldenthread.sharing.forms import PaperForm
from goldenthread.sharing.naming import names_for
from goldenthread.sharing.views.here import AtSeat, at_seat
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "sharing/paper.html"
_TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


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
    try:
        agreements.sign_paper(here.seat, shown=typed["shown"], name=typed["name"], **here.looking)
    except agreements.WordsChanged:
        return here.to("paper", _("The clauses changed while you were reading. Read them again."))
    return here.to("window", _("Signed. Your window is open from now on."))


@require_POST
@vault.signed_in
def copy(request: Any, seat: UUID, kind: str) -> HttpResponse:
    """Give the signed paper as one file that proves itself, in HTML or as a PDF."""
    here = at_seat(request, seat)
    answer = HttpResponse(
        agreements.printed_paper(here.seat, kind, **here.looking), content_type=_TYPES[kind]
    )
    answer["Content-Disposition"] = f'attachment; filename="my-clauses.{kind}"'
    return answer


def _page(here: AtSeat, form: PaperForm | None) -> dict[str, Any]:
    read = agreements.the_paper_of(here.seat, **here.looking)
    pair = here.seat.relationship
    names = names_by_role(pair, names_for(pair, here.seat.role, at=here.at))
    names["Client"] = capfirst(names["Client"])
    return {
        "seat": here.seat,
        "standing": read.standing if read else "none",
        "paper": read,
        "clauses": _clauses(read, names) if read else (),
        "form": form or PaperForm(initial={"shown": read.document.digest if read else ""}),
    }


def _clauses(read: agreements.PaperRead, names: dict[str, str]) -> list[dict[str, str]]:
    """Give each clause with what its term means on screen, from the same term that is signed."""
    return [
        {
            "sentence": each.sentence,
            "means": agreements.sentence_of(each.term, names, _) if each.term else "",
        }
        for each in read.document.clauses
    ]
