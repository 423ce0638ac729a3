"""What somebody with a seat beside a pair sees and does. None of these addresses names the pair."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sharing import wording
from goldenthread.sharing.actions import room
from goldenthread.sharing.forms import AskForm, HopeForm
from goldenthread.sharing.naming import names_for, without_name
from goldenthread.sharing.places import may_ask
from goldenthread.sharing.queries.reading import the_released
from goldenthread.sharing.queries.room import the_request
from goldenthread.sharing.queries.window import the_window
from goldenthread.sharing.states import HopePart
from goldenthread.sharing.views.here import AtSeat, at_seat
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "sharing/window.html"


@require_GET
@vault.signed_in
def windows(request: Any) -> HttpResponse:
    """List the windows somebody looks through: their home, where they are neither coach nor client."""
    seats = relationships.seats_held_by(request.person, at=now())
    pairs = [seat.relationship for seat in seats]
    names = people.names_outside(
        {uid for pair in pairs for uid in (pair.client_uid, pair.coach_uid) if uid}
    )
    lines = [
        {
            "seat": seat,
            "client": without_name(names, seat.relationship, seat.role, at=now()).get(
                seat.relationship.client_uid or seat.uid, ""
            ),
            "coach": names.get(seat.relationship.coach_uid, ""),
            "role": wording.role_name(Role(seat.role)),
            "looks": relationships.may_look_through(seat, at=now()),
        }
        for seat in seats
    ]
    return http.render(request, "sharing/windows.html", {"lines": lines})


@require_GET
@vault.signed_in
def window(request: Any, seat: UUID) -> HttpResponse:
    """Look through the window: first what is never received, then what is."""
    here = at_seat(request, seat)
    return http.render(request, PAGE, _page(here, _hope_form(here)))


@require_POST
@vault.signed_in
def hope(request: Any, seat: UUID) -> HttpResponse:
    """Write a hope, what would be noticed, or what one will do oneself to help."""
    here = at_seat(request, seat)
    form = _hope_form(here, request.POST)
    if not form.is_valid():
        return http.with_errors(request, PAGE, _page(here, form))
    typed = form.cleaned_data
    room.write_hope(
        here.seat,
        HopePart(typed["part"]),
        typed["words"],
        form_uid=typed["form_uid"],
        **here.looking,
    )
    here.tell_client()
    return here.to("window", _("Kept. All three of you can read it now, word for word."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def ask(request: Any, seat: UUID) -> HttpResponse:
    """Ask for something. What nothing opens is refused in fixed words, and the refusal is written down."""
    here = at_seat(request, seat)
    allowed = may_ask(here.seat, **here.acting)
    if request.method == "GET":
        return http.render(request, "sharing/ask.html", _asking(here, AskForm()))
    form = AskForm(request.POST)
    if not allowed or form.data.get("what") == "measure":
        room.refuse_to_say(here.seat, **here.acting)
        return here.to("not_given")
    if not form.is_valid():
        return http.with_errors(request, "sharing/ask.html", _asking(here, form))
    typed = form.cleaned_data
    room.ask(here.seat, typed["words"], form_uid=typed["form_uid"], **here.looking)
    here.tell_client()
    return here.to("window", _("Asked. It’s read word for word, and may or may not be answered."))


@require_GET
@vault.signed_in
def not_given(request: Any, seat: UUID) -> HttpResponse:
    """Say in fixed words what is never given to anybody outside."""
    here = at_seat(request, seat)
    return http.render(request, "sharing/not_given.html", {"seat": here.seat})


@require_POST
@vault.signed_in
def take_back(request: Any, seat: UUID, uid: UUID) -> HttpResponse:
    """Take back what one asked for."""
    here = at_seat(request, seat)
    room.take_request_back(here.seat, the_request(here.seat, uid), **here.acting)
    return here.to("window", _("Taken back."))


@require_GET
@vault.signed_in
def released(request: Any, seat: UUID, uid: UUID) -> HttpResponse:
    """Read what was released: exactly the words that were approved."""
    here = at_seat(request, seat)
    text = the_released(here.seat, uid, **here.looking)
    return http.render(request, "sharing/released.html", {"seat": here.seat, "text": text})


def _hope_form(here: AtSeat, sent: Any = None) -> HopeForm:
    return HopeForm(sent, parts=wording.parts_for(Role(here.seat.role)))


def _page(here: AtSeat, form: HopeForm) -> dict[str, Any]:
    return {
        "seat": here.seat,
        "window": the_window(here.seat, **here.looking),
        "form": form,
        "role_name": wording.role_name(Role(here.seat.role)),
        "part_names": wording.PART_NAMES,
    }


def _asking(here: AtSeat, form: AskForm) -> dict[str, Any]:
    pair = here.seat.relationship
    names = names_for(pair, here.seat.role, at=here.at)
    allowed = may_ask(here.seat, **here.acting)
    return {
        "seat": here.seat,
        "form": form,
        "client": names.get(pair.client_uid or here.seat.uid, ""),
        "allowed": allowed,
    }
