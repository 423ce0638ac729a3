"""Searching one's own entries. POST only: what is looked for never stands in an address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from goldenthread.core.clock import now
from goldenthread.journal.forms import SearchForm
from goldenthread.journal.queries import searching
from goldenthread.journal.views.entries import FORM
from goldenthread.journal.views.here import day, own_journal
from goldenthread.ui import http
from goldenthread.vault import api as vault


@FORM
@vault.signed_in
def search(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """A field to search with; what was found stands on the answer to its POST."""
    here = own_journal(request, rel)
    if request.method != "POST":
        return http.render(request, "journal/search.html", {"here": here, "form": SearchForm()})
    form = SearchForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "journal/search.html", {"here": here, "form": form})
    findings = searching.search(
        here.relationship,
        form.cleaned_data["q"],
        by=here.person,
        at=now(),
        keyring=request.keyring,
        number=form.cleaned_data["page"] or 1,
    )
    hits = [(f"../{hit.uid}/", hit.heading, day(hit.written_at), hit.line) for hit in findings.hits]
    context = {
        "here": here,
        "form": form,
        "findings": findings,
        "hits": hits,
        "older": findings.number + 1 if findings.has_older else 0,
        "newer": findings.number - 1,
    }
    return http.render(request, "journal/search.html", context)
