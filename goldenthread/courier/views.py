"""The page behind a letter's own link: whoever holds it may turn letters off and on, no more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.core import clock
from goldenthread.courier import actions, choices
from goldenthread.ui.http import see_other


@require_safe
def choice_page(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether letters come, with one button for the other way."""
    choice = choices.the_choice_behind(token)
    context = {"wanted": choice.wanted, "token": token}
    return render(request, "courier/choice.html", context)


@csrf_exempt  # Mail programs press this for their owner (RFC 8058); the token is the proof.
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Turn letters off. Following the header's link by hand leads to the page with the button."""
    if request.method != "POST":
        return see_other(reverse("courier:choice", args=[token]))
    person = choices.the_choice_behind(token).person
    actions.turn_letters_off(person=person, by=person, at=clock.now())
    return see_other(reverse("courier:choice", args=[token]))


@require_POST
def on(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """Turn letters on again."""
    person = choices.the_choice_behind(token).person
    actions.turn_letters_on(person=person, by=person, at=clock.now())
    return see_other(reverse("courier:choice", args=[token]))
