"""The page behind a letter's question: whoever holds the link may write, and can read nothing by it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.people import api as people
from goldenthread.preparation import actions, policy, queries
from goldenthread.preparation.forms import SentenceForm
from goldenthread.preparation.links import AskedSession, the_asked
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.ui.times import both_times, day_said


@require_safe
def ask(request: Any, token: str) -> HttpResponse:
    """Show the question, with the day and the hour it is for. Changes nothing, whoever looks."""
    asked = _holding(token)
    if asked is None:
        return _over(request)
    return http.render(request, "preparation/by_link.html", _page(asked, token, SentenceForm()))


@require_POST
def keep(request: Any, token: str) -> HttpResponse:
    """Seal the sentence; this link can't show it any more, to anyone."""
    asked, at = _holding(token), now()
    if asked is None:
        return _over(request)
    form = SentenceForm(request.POST)
    if form.is_valid():
        try:
            people.knock_with_link(token, at=at)
            actions.write_by_link(asked, form.cleaned_data["words"], by=None, at=at)
        except people.WaitAtTheDoor as wait:
            form.add_error(None, _wait(wait.seconds))
        except NotAllowed:
            return _over(request)
        else:
            return http.see_other(reverse("preparation:sent", args=[token]))
    return http.with_errors(request, "preparation/by_link.html", _page(asked, token, form))


@require_safe
def sent(request: Any, token: str) -> HttpResponse:
    """Say that it's sealed: the same whoever asks, so it tells nothing of what was sent."""
    if _holding(token) is None:
        return _over(request)
    return http.render(request, "preparation/sent.html", {"token": token})


@require_POST
def stop(request: Any, token: str) -> HttpResponse:
    """Stop such letters. The link can do that even once its session is over, and can't start them."""
    try:
        asked = the_asked(token)
    except Http404:
        return _over(request)
    actions.stop_asking(asked, by=None, at=now())
    return http.see_other(reverse("preparation:stopped", args=[token]))


@require_safe
def stopped(request: Any, token: str) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """Say that the question comes no more."""
    return http.render(request, "preparation/stopped.html", {})


def _holding(token: str) -> AskedSession | None:
    """Give what the link asks about while it holds; None for one that is over or that nobody was sent."""
    try:
        asked = the_asked(token)
    except Http404:
        return None
    ahead = policy.is_ahead(
        planned=asked.session.state == sessions.SessionState.PLANNED,
        over_at=queries.over_at(asked.session, asked.client),
        at=now(),
    )
    goes_on = relationships.is_going_on(asked.relationship.uid)
    return asked if policy.link_holds(ahead=ahead, going_on=goes_on) else None


def _over(request: Any) -> HttpResponse:
    """Say kindly that the link opens nothing: the same for one that is over and one never sent."""
    answer = http.render(request, "preparation/link_over.html", {})
    answer.status_code = 410
    return answer


def _page(asked: AskedSession, token: str, form: SentenceForm) -> dict[str, Any]:
    return {
        "token": token,
        "form": form,
        "when": _when(asked),
        "coach_may_read": queries.may_coach_read(asked.relationship, now()),
        "sign_in_url": reverse("web:sign_in"),
    }


def _wait(seconds: int) -> str:
    minutes = (seconds + 59) // 60
    return ngettext(
        "This link was used several times just now. Wait about %(n)d minute, then send it again.",
        "This link was used several times just now. Wait about %(n)d minutes, then send it again.",
        minutes,
    ) % {"n": minutes}


def _when(asked: AskedSession) -> str:
    """Write the day and the hour as the client's clock shows them."""
    session, zone = asked.session, asked.client.zone
    if session.starts_at is None:
        return day_said(session.on_day)
    said = both_times(session.starts_at, mine=zone)
    return f"{said.day}, {said.hours}"
