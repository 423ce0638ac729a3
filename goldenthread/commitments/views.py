"""One's own list, for its owner alone. To everybody else there is no such page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.commitments import actions, queries
from goldenthread.commitments.forms import LineForm, RewordForm
from goldenthread.commitments.states import CommitmentState
from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import Audience, only_you
from goldenthread.vault import api as vault

_TOLD = {
    CommitmentState.TICKED: gettext_lazy("Ticked. Only you see it."),
    CommitmentState.MEANT: gettext_lazy("It stands as before."),
}


@require_GET
@vault.signed_in
def commitments(request: Any) -> HttpResponse:
    """Show what one decided to do."""
    return http.render(request, "commitments/list.html", _page(request, LineForm()))


@require_POST
@vault.signed_in
def write(request: Any) -> HttpResponse:
    """Write one down; go back to where it was written."""
    mine = _as_client(request.person)
    form = LineForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "commitments/list.html", _page(request, form))
    beside = _beside(mine, form.cleaned_data["rel"])
    words, uid = form.cleaned_data["words"], form.cleaned_data["uid"]
    looking = {"by": request.person, "at": now(), "keyring": request.keyring}
    try:
        actions.write_commitment(beside, words, uid=uid, **looking)
    except actions.AlreadyKept:
        return _back(request, _("That was kept a moment ago. It’s here once."), form)
    return _back(request, _("Kept. Only you can read it."), form)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def reword(request: Any, uid: UUID) -> HttpResponse:
    """Show one on its own, with a field to change its words."""
    found = queries.the_commitment(uid, **_looking(request))
    start = {"words": found.words, "seen": found.revision}
    form = RewordForm(request.POST if request.method == "POST" else None, initial=start)
    context = {"one": found, "form": form, "audience": _audience(request.person)}
    if request.method != "POST":
        return http.render(request, "commitments/one.html", context)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            actions.reword_commitment(uid, typed["words"], seen=typed["seen"], **_looking(request))
        except actions.WordedElsewhere:
            # What was typed stays in the field; what stands now is above it, and is what's seen.
            context["form"] = RewordForm({"words": typed["words"], "seen": found.revision})
            context["worded_elsewhere"] = True
            return http.with_errors(request, "commitments/one.html", context)
        return _to_list(request, _("Kept. Only you can read it."))
    return http.with_errors(request, "commitments/one.html", context)


@require_POST
@vault.signed_in
def mark(request: Any, uid: UUID, became: CommitmentState) -> HttpResponse:
    """Tick one, or take that back."""
    actions.mark_commitment(uid, became, by=request.person, at=now())
    return _to_list(request, str(_TOLD[became]))


@require_POST
@vault.signed_in
def let_go(request: Any, uid: UUID) -> HttpResponse:
    """Let go of one; its words are deleted."""
    actions.let_go_of_commitment(uid, by=request.person, at=now())
    return _to_list(request, _("It’s gone."))


def _as_client(person: people.Person) -> list[relationships.Relationship]:
    mine = [r for r in relationships.relationships_of(person) if r.client_uid == person.uid]
    if not mine:
        raise Http404
    return mine


def _beside(mine: list[relationships.Relationship], rel: UUID | None) -> relationships.Relationship:
    """Give the relationship beside which it is kept: one that goes on, best the one named; else any."""
    going_on = [each for each in mine if each.ended_at is None]
    named = [each for each in going_on if each.uid == rel]
    return [*named, *going_on, *mine][0]


def _looking(request: Any) -> dict[str, Any]:
    return {"by": request.person, "at": now(), "keyring": request.keyring}


def _audience(person: people.Person) -> Audience:
    return replace(only_you(people.name_of(person), "client"), says=_("Only you can see this page"))


def _page(request: Any, form: LineForm) -> dict[str, Any]:
    found = queries.commitments_of(**_looking(request))
    return {
        "meant": [each for each in found if not each.is_ticked],
        "ticked": [each for each in found if each.is_ticked],
        "form": form,
        "audience": _audience(request.person),
    }


def _to_list(request: Any, told: str) -> HttpResponse:
    http.tell(request, told)
    return http.see_other(reverse("commitments:list"))


def _back(request: Any, told: str, form: LineForm) -> HttpResponse:
    rel, after = form.cleaned_data["rel"], form.cleaned_data["after"]
    http.tell(request, told)
    if rel and after:
        return http.see_other(reverse("afterwards:after", args=[rel, after]))
    return http.see_other(reverse("commitments:list"))
