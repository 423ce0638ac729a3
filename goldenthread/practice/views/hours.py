"""The hours log on a coach's desk: taken in, written, changed, added up, taken away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.practice import actions, queries, verbs
from goldenthread.practice.forms import LineForm, TakeInForm
from goldenthread.practice.lines import OpenLine, rows_of, totals
from goldenthread.practice.spreadsheet import spreadsheet_of
from goldenthread.ui import http
from goldenthread.ui.audience import only_you
from goldenthread.vault import api as vault


def _doing(request: Any) -> dict[str, Any]:
    """Say who, when and with which keys. Raises Http404 for whoever doesn't coach."""
    if not request.person.coaches:
        raise Http404
    return {"by": request.person, "at": now(), "keyring": request.keyring}


def _lines(request: Any, code: str = verbs.READ) -> list[OpenLine]:
    doing = _doing(request)
    return queries.lines_of(request.person, at=doing["at"], keyring=request.keyring, code=code)


@require_GET
@vault.signed_in
def log(request: Any) -> HttpResponse:
    """Show the log: what waits to be taken in, the lines, and what they add up to."""
    return http.render(request, "practice/hours.html", _page(request))


def _page(request: Any, form: TakeInForm | None = None) -> dict[str, Any]:
    lines = _lines(request)
    waiting = queries.not_taken_in(request.person)
    return {
        "lines": list(reversed(lines)),
        "totals": totals(lines),
        "waiting": waiting,
        "form": form or TakeInForm(waiting=waiting),
        "audience": only_you(people.name_of(request.person), "coach"),
    }


@require_POST
@vault.signed_in
def take_in(request: Any) -> HttpResponse:
    """Take sessions that took place into the log."""
    doing = _doing(request)
    form = TakeInForm(request.POST, waiting=queries.not_taken_in(request.person))
    if not form.is_valid():
        return http.with_errors(request, "practice/hours.html", _page(request, form))
    taken = actions.take_in(form.worked, **doing)
    told = ngettext("%(n)d session is in your log.", "%(n)d sessions are in your log.", taken)
    return _to_log(request, told % {"n": taken} if taken else _("Nothing was ticked."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def write(request: Any) -> HttpResponse:
    """Write a line by hand."""
    doing = _doing(request)
    form = LineForm(request.POST if request.method == "POST" else None, today=localdate())
    if request.method != "POST":
        return http.render(request, "practice/line.html", {"form": form})
    if not form.is_valid():
        return http.with_errors(request, "practice/line.html", {"form": form})
    actions.write_line(form.worked, uid=form.cleaned_data["uid"], **doing)
    return _to_log(request, _("Kept. Only you can read it."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def change(request: Any, uid: UUID) -> HttpResponse:
    """Change a line."""
    doing = _doing(request)
    line = next((each for each in _lines(request) if each.uid == uid), None)
    if line is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = LineForm(sent, today=localdate(), line=line)
    context = {"form": form, "line": line}
    if request.method != "POST":
        return http.render(request, "practice/line.html", context)
    if not form.is_valid():
        return http.with_errors(request, "practice/line.html", context)
    actions.change_line(uid, form.worked, **doing)
    return _to_log(request, _("Kept. Only you can read it."))


@require_POST
@vault.signed_in
def drop(request: Any, uid: UUID) -> HttpResponse:
    """Take a line out of the log."""
    doing = _doing(request)
    actions.drop_line(uid, by=doing["by"], at=doing["at"])
    return _to_log(request, _("The line is out of your log."))


@require_GET
@vault.signed_in
def spreadsheet(request: Any) -> HttpResponse:
    """Give the log as a file for a spreadsheet."""
    rows = rows_of(_lines(request, verbs.COPIED))
    answer = HttpResponse(spreadsheet_of(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="coaching-hours.csv"'
    return answer


@require_GET
@vault.signed_in
def paper(request: Any) -> HttpResponse:
    """Show the log as a table to print."""
    lines = _lines(request, verbs.COPIED)
    context = {"rows": rows_of(lines), "totals": totals(lines), "today": localdate()}
    return http.render(request, "practice/paper.html", context)


def _to_log(request: Any, told: str) -> HttpResponse:
    http.tell(request, told)
    return http.see_other(reverse("practice:hours"))
