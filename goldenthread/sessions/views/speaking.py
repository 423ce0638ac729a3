"""The client says what a session is for, the coach adds, both say yes; and at the end: did we."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.core.verdicts import NotAllowed
from goldenthread.plans import api as plans
from goldenthread.sessions import actions
from goldenthread.sessions.forms import OUTSIDE, AddForm, AimForm, CardForm, EndForm
from goldenthread.sessions.opened import OpenSession
from goldenthread.sessions.states import Part
from goldenthread.sessions.views.arranging import page_of
from goldenthread.sessions.views.here import Here, here, of_role
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_http_methods(["GET", "POST"])
@vault.signed_in
def speak(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say what a session is for. The coach has no such page (S4.10)."""
    at = of_role(request, rel, "client")
    found = at.session(uid)
    goals = _goals(at, found)
    given: dict[str, Any] = {"goals": goals, "recording": bool(at.gate.recording)}
    context: dict[str, Any] = {"here": at, "session": found, "part": Part.AIM.value}
    if request.method != "POST":
        context["form"] = AimForm(initial=_said_before(found, minutes=at.gate.minutes), **given)
        return http.render(request, "sessions/speak.html", context)
    form = context["form"] = AimForm(request.POST, **given)
    if not form.is_valid():
        return http.with_errors(request, "sessions/speak.html", context)
    seen = form.cleaned_data["seen"] or 0
    try:
        actions.say_what_for(at.relationship, uid, form.aim, form.wishes, seen=seen, **at.looking)
    except actions.WordedElsewhere:
        typed = {**request.POST.dict(), "seen": found.round}
        context |= {"elsewhere": True, "form": AimForm(initial=typed, **given)}
        return http.with_errors(request, "sessions/speak.html", context)
    return at.to_session(uid, _kept(at))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def add(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Add to what the client said, once they have."""
    at = of_role(request, rel, "coach")
    found = at.session(uid)
    context: dict[str, Any] = {"here": at, "session": found, "part": Part.ADDED.value}
    if found.aim is None:
        return at.to_session(uid)
    if request.method != "POST":
        context["form"] = AddForm(initial={"words": found.added, "seen": found.round})
        return http.render(request, "sessions/add.html", context)
    form = context["form"] = AddForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "sessions/add.html", context)
    words, seen = form.cleaned_data["words"], form.cleaned_data["seen"] or 0
    try:
        actions.add_to_aim(at.relationship, uid, words, seen=seen, **at.looking)
    except actions.WordedElsewhere:
        typed = {"words": words, "seen": found.round}
        context |= {"elsewhere": True, "form": AddForm(initial=typed)}
        return http.with_errors(request, "sessions/add.html", context)
    return at.to_session(uid, _("Kept. %(name)s sees it.") % {"name": at.other})


@require_POST
@vault.signed_in
def agree(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say yes to what was on the screen."""
    at = here(request, rel)
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < len("100000000") else 0
    try:
        actions.agree_to_aim(at.relationship, uid, seen=number, **at.doing)
    except NotAllowed as refused:
        return at.to_session(uid, str(refused))
    return at.to_session(uid, _("You said yes to this."))


@require_POST
@vault.signed_in
def card(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Set the challenge card, for this session only (S2.2)."""
    at = of_role(request, rel, "client")
    form = CardForm(request.POST)
    if not form.is_valid():
        page = page_of(at, at.session(uid), card_form=form)
        return http.with_errors(request, "sessions/session.html", page)
    actions.set_card(at.relationship, uid, form.level_chosen, **at.looking)
    return at.to_session(uid, _("The card is on the table, until this session is over."))


@require_POST
@vault.signed_in
def card_back(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Take the challenge card back."""
    at = of_role(request, rel, "client")
    actions.set_card(at.relationship, uid, None, **at.looking)
    return at.to_session(uid, _("The card is gone."))


@require_POST
@vault.signed_in
def did_we(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say whether a session was what it was for, or take that back."""
    at = of_role(request, rel, "client")
    form = EndForm(request.POST)
    if not form.is_valid():
        page = page_of(at, at.session(uid), end_form=form)
        return http.with_errors(request, "sessions/session.html", page)
    actions.say_whether(at.relationship, uid, form.cleaned_data["words"], **at.looking)
    return at.to_session(uid, _kept(at))


def _kept(at: Here) -> str:
    if at.gate.may():
        return _("Kept. %(name)s can read it.") % {"name": at.other}
    return _("Kept. Only you can read it.")


def _goals(at: Here, found: OpenSession) -> list[tuple[str, str]]:
    """Give the client's goals to choose from, and the one this session hung on, if laid down since."""
    goals = plans.open_goals(at.relationship, **at.looking)
    choices = [(str(goal.uid), Truncator(goal.said.words).words(20)) for goal in goals]
    if found.goal_is_retired:
        label = _("%(goal)s (laid down)") % {"goal": Truncator(found.goal).words(20)}
        choices.append((str(found.goal_uid), label))
    return choices


def _said_before(found: OpenSession, *, minutes: int | None) -> dict[str, Any]:
    """Give what the client wrote before; of a new one nothing but the agreed time."""
    if found.aim is None:
        return {"seen": found.round, "minutes": minutes}
    chosen = OUTSIDE if found.outside else str(found.goal_uid or "")
    return {
        **found.aim.payload,
        "seen": found.round,
        "minutes": found.minutes,
        "goal": chosen,
        "recording": found.recording,
    }
