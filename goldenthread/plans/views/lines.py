"""Lines of the plan that both settle: put one, say yes, stay with what held, leave it out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.core.verdicts import NotAllowed
from goldenthread.plans import queries
from goldenthread.plans.actions import lines as actions
from goldenthread.plans.actions.goals import AlreadyKept
from goldenthread.plans.forms import LineForm
from goldenthread.plans.states import LineKind
from goldenthread.plans.views.here import here, kept_once
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_http_methods(["GET", "POST"])
@vault.signed_in
def new(request: Any, rel: UUID, kind: LineKind) -> HttpResponse:
    """Put a line before the other."""
    at = here(request, rel)
    form = LineForm(request.POST if request.method == "POST" else None)
    context = {"here": at, "form": form, "kind": kind.value}
    if request.method != "POST":
        return http.render(request, "plans/line.html", context)
    if not form.is_valid():
        return http.with_errors(request, "plans/line.html", context)
    words, uid = form.cleaned_data["words"], form.cleaned_data["uid"]
    try:
        actions.propose_line(at.relationship, kind, words, uid=uid, **at.looking)
    except AlreadyKept:
        return at.to_plan(kept_once())
    return at.to_plan(_("Kept. It holds once %(name)s says yes to it too.") % {"name": at.other})


@require_http_methods(["GET", "POST"])
@vault.signed_in
def reword(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Stand by other words; what you both said yes to holds meanwhile."""
    at = here(request, rel)
    line = queries.the_line(at.relationship, uid, **at.looking)
    start = line.mine or line.theirs or line.holds
    form = LineForm(
        request.POST if request.method == "POST" else None,
        initial={"words": start.words if start else ""},
    )
    context = {"here": at, "form": form, "line": line, "kind": line.kind.value}
    if request.method != "POST":
        return http.render(request, "plans/line.html", context)
    if not form.is_valid():
        return http.with_errors(request, "plans/line.html", context)
    actions.reword_line(at.relationship, uid, form.cleaned_data["words"], **at.looking)
    return at.to_plan(_("Kept. It holds once %(name)s says yes to it too.") % {"name": at.other})


@require_POST
@vault.signed_in
def yes(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say yes to the other's words, those that were on the screen."""
    at = here(request, rel)
    try:
        shown = UUID(request.POST.get("wording", ""))
    except ValueError:
        raise Http404 from None
    try:
        actions.say_yes_to_line(at.relationship, uid, shown, **at.doing)
    except NotAllowed as refused:
        return at.to_plan(str(refused))
    return at.to_plan(_("You’ve both said yes. It holds from now."))


@require_POST
@vault.signed_in
def stay(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Go back to what held, or take one's own new words back."""
    at = here(request, rel)
    try:
        actions.stay_with_line(at.relationship, uid, **at.doing)
    except NotAllowed as refused:
        return at.to_plan(str(refused))
    return at.to_plan(_("Left as it was."))


@require_POST
@vault.signed_in
def leave_out(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Want a line to go. It goes when the other wants that too."""
    at = here(request, rel)
    actions.reword_line(at.relationship, uid, "", **at.looking)
    return at.to_plan(_("Kept. It goes when you both want it to go."))
