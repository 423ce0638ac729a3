"""One goal: its words and their history, and what the client does with it alone."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.roles import Role
from goldenthread.core.word_diff import word_diff
from goldenthread.people import api as people
from goldenthread.plans import policy, queries
from goldenthread.plans.actions import goals as actions
from goldenthread.plans.forms import GoalForm, SuggestionForm
from goldenthread.plans.hanging import what_hangs_on
from goldenthread.plans.opened import OpenGoal, OpenWording
from goldenthread.plans.states import GoalState
from goldenthread.plans.views.here import Here, here, kept_once, of_client
from goldenthread.relationships import api as relationships
from goldenthread.sharing import api as sharing
from goldenthread.ui import http
from goldenthread.vault import api as vault

_PARTS = ("words", "signs", "low", "high", "again")


@require_GET
@vault.signed_in
def goal(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show one goal, every wording of it this person may read, and what hangs on it."""
    at = here(request, rel)
    found = _goal(at, uid)
    context = {
        "here": at,
        "goal": found,
        "opened": queries.Opening(at.relationship, at.at).may(),
        "sponsor": _sponsor(at, found),
        "history": _history(found.wordings),
        "first": found.wordings[-1],
        "hanging": what_hangs_on(at.relationship, uid, **at.doing),
    }
    return http.render(request, "plans/goal.html", context)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def new(request: Any, rel: UUID) -> HttpResponse:
    """Write a goal down. It is the client's alone until they share it."""
    at = of_client(request, rel)
    form = GoalForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return http.render(request, "plans/new_goal.html", {"here": at, "form": form})
    if not form.is_valid():
        return http.with_errors(request, "plans/new_goal.html", {"here": at, "form": form})
    uid = form.cleaned_data["uid"]
    try:
        actions.add_goal(at.relationship, form.said, uid=uid, **at.looking)
    except actions.AlreadyKept:
        return at.to_plan(kept_once())
    return at.to_plan(_("Kept. Only you can read it."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def reword(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Put a goal in other words; the earlier ones stay to be seen."""
    at = of_client(request, rel)
    found = _goal(at, uid)
    context: dict[str, Any] = {"here": at, "goal": found}
    if request.method != "POST":
        context["form"] = GoalForm(initial={**found.said.payload, "seen": found.now.number})
        return http.render(request, "plans/reword_goal.html", context)
    form = context["form"] = GoalForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "plans/reword_goal.html", context)
    seen = form.cleaned_data["seen"] or 0
    try:
        actions.reword_goal(at.relationship, uid, form.said, seen=seen, **at.looking)
    except actions.WordedElsewhere:
        typed = {**form.said.payload, "seen": found.now.number}
        context |= {"elsewhere": found.now, "form": GoalForm(initial=typed)}
        return http.with_errors(request, "plans/reword_goal.html", context)
    return at.to_goal(uid, _("Kept. The words before it are here too, with their day."))


@require_POST
@vault.signed_in
def move(request: Any, rel: UUID, uid: UUID, *, up: bool) -> HttpResponse:
    """Put a goal one place up or down."""
    at = of_client(request, rel)
    actions.move_goal(at.relationship, uid, up=up, **at.doing)
    return at.to_plan()


@require_POST
@vault.signed_in
def retire(request: Any, rel: UUID, uid: UUID, became: GoalState) -> HttpResponse:
    """Retire a goal with honour."""
    at = of_client(request, rel)
    actions.retire_goal(at.relationship, uid, became, **at.doing)
    return at.to_plan(_("It’s kept among the retired ones. You can bring it back at any time."))


@require_POST
@vault.signed_in
def bring_back(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Want a retired goal again."""
    at = of_client(request, rel)
    actions.bring_back_goal(at.relationship, uid, **at.doing)
    return at.to_plan(_("It’s back among your goals."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def share(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show what the coach will read, then let them read it."""
    at = of_client(request, rel)
    found = _goal(at, uid)
    if request.method != "POST":
        opened = queries.Opening(at.relationship, at.at).may()
        context = {"here": at, "goal": found, "opened": opened}
        return http.render(request, "plans/share_goal.html", context)
    if request.POST.get("seen") != str(found.now.number):
        return at.to_goal(uid, _("Its words changed meanwhile, so it wasn’t shared. Look again."))
    actions.share_goal(at.relationship, found, **at.looking)
    return at.to_goal(uid, _("%(name)s can read this goal now.") % {"name": at.other})


@require_POST
@vault.signed_in
def unshare(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Close a goal to the coach at once."""
    at = of_client(request, rel)
    actions.unshare_goal(at.relationship, _goal(at, uid), **at.looking)
    return at.to_goal(uid, _("Only you can read it now. What was read before has been read."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def suggest(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Lay other words beside a goal, for the client to take up, change or leave."""
    at = here(request, rel)
    if at.is_client:
        raise Http404
    found = _goal(at, uid)
    start = found.suggestion.words if found.suggestion else ""
    form = SuggestionForm(
        request.POST if request.method == "POST" else None, initial={"words": start}
    )
    context = {"here": at, "goal": found, "form": form}
    if request.method != "POST":
        return http.render(request, "plans/suggest.html", context)
    if not form.is_valid():
        return http.with_errors(request, "plans/suggest.html", context)
    actions.suggest_wording(at.relationship, uid, form.cleaned_data["words"], **at.looking)
    return at.to_goal(uid, _("It lies beside the goal now. %(name)s decides.") % {"name": at.other})


@require_POST
@vault.signed_in
def for_sponsor(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Put a goal's exact words before the client, to release to the sponsor or not (INV-4).

    Nothing leaves here: the draft goes nowhere before its signers have said yes to it.
    """
    at = of_client(request, rel)
    found = _goal(at, uid)
    policy.may_release(role=at.role, open_to_coach=found.is_open_to_coach).or_raise()
    release = sharing.draft_release(
        at.relationship,
        role=Role.SPONSOR,
        words=found.said.words,
        source=("plans.goal", uid),
        **at.looking,
    )
    return http.see_other(reverse("sharing:release", args=[rel, release.uid]))


@require_POST
@vault.signed_in
def take_up(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Make suggested words one's own."""
    at = of_client(request, rel)
    found = _goal(at, uid)
    if found.suggestion is None or request.POST.get("suggestion") != str(found.suggestion.uid):
        return at.to_goal(
            uid, _("Those words aren’t there any more. Here is the goal as it stands.")
        )
    actions.take_up_suggestion(at.relationship, found, found.suggestion, **at.looking)
    return at.to_goal(uid, _("These are your words now."))


@require_POST
@vault.signed_in
def put_away(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Let suggested words go."""
    at = here(request, rel)
    actions.put_suggestion_away(at.relationship, _goal(at, uid).uid, **at.doing)
    return at.to_goal(uid)


def _sponsor(at: Here, found: OpenGoal) -> str:
    """Give the name of the sponsor who could be let read this goal's words; empty for nobody."""
    may = policy.may_release(role=at.role, open_to_coach=found.is_open_to_coach)
    if not may or not queries.Opening(at.relationship, at.at).to_sponsor():
        return ""
    seat = relationships.standing_seat(at.rel, Role.SPONSOR)
    if seat is None or seat.person_uid is None:
        return ""
    return people.names_of([seat.person_uid]).get(seat.person_uid, "")


def _goal(at: Here, uid: UUID) -> OpenGoal:
    return queries.the_goal(at.relationship, uid, **at.looking)


def _history(wordings: tuple[OpenWording, ...]) -> list[dict[str, Any]]:
    """Give each change of words, newest first: its day, and what went and came in each part."""
    changes = []
    for later, earlier in pairwise(wordings):
        parts = [
            (piece.kind, piece.text)
            for part in _PARTS
            if later.said.payload[part] != earlier.said.payload[part]
            for piece in word_diff(earlier.said.payload[part], later.said.payload[part])
        ]
        changes.append({"at": later.written_at, "pieces": parts, "coachs": later.coachs_words})
    return changes
