"""Decline and log: what came from outside by another road, and the words to answer it with (S2.14f)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.sharing import citing
from goldenthread.sharing.actions.outside import Outside, note_from_outside
from goldenthread.sharing.forms import OutsideForm
from goldenthread.sharing.queries.outside import notes_from_outside
from goldenthread.sharing.states import OutsideKind
from goldenthread.sharing.views.here import Pair, coach_at, pair_at
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "sharing/note.html"


@require_GET
@vault.signed_in
def outside(request: Any, rel: UUID) -> HttpResponse:
    """Read what came from outside, newest first."""
    here = pair_at(request, rel)
    clauses = dict(citing.clauses_in_force(here.relationship.uid, here.names_by_role, at=here.at))
    notes = notes_from_outside(here.relationship, **here.looking)
    lines = [(note, clauses.get(note.clause_key, note.clause_key)) for note in notes]
    return http.render(request, "sharing/outside.html", here.context(lines=lines))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def note(request: Any, rel: UUID) -> HttpResponse:
    """Note that somebody outside asked, or spoke, and what one answered; with polite words to copy."""
    here = coach_at(request, rel)
    clauses = citing.clauses_in_force(here.relationship.uid, here.names_by_role, at=here.at)
    if request.method == "GET":
        polite = citing.polite_words(here.other)
        form = OutsideForm(
            clauses=clauses,
            today=here.at.date(),
            initial={"answered": polite, "on": here.at.date()},
        )
        return http.render(request, PAGE, _page(here, form))
    form = OutsideForm(request.POST, clauses=clauses, today=here.at.date())
    if not form.is_valid():
        return http.with_errors(request, PAGE, _page(here, form))
    typed = form.cleaned_data
    told = Outside(
        kind=OutsideKind(typed["kind"]),
        who=typed["who"],
        on=typed["on"],
        words=typed["words"],
        answered=typed["answered"],
        clause_key=typed["clause"],
    )
    note_from_outside(here.relationship, told, form_uid=typed["form_uid"], **here.looking)
    here.tell_other()
    return here.to("outside", sentence=_("Noted. %(name)s can read it now.") % {"name": here.other})


def _page(here: Pair, form: OutsideForm) -> dict[str, Any]:
    return here.context(form=form, polite=citing.polite_words(here.other))
