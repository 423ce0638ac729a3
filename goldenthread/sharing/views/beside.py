"""The pair's own page of a seat beside them: the room of three, what was asked, and the way to close it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.core.roles import Role
from goldenthread.relationships import api as relationships
from goldenthread.sharing import opens, wording
from goldenthread.sharing.actions import releases, room
from goldenthread.sharing.actions.releases import Meant
from goldenthread.sharing.forms import HopeForm, ReleaseForm
from goldenthread.sharing.queries.room import the_request, the_room
from goldenthread.sharing.states import HopePart, RequestState
from goldenthread.sharing.views.here import Pair, Seat, client_at, coach_at, pair_at
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "sharing/beside.html"


@require_GET
@vault.signed_in
def beside(request: Any, rel: UUID, seat: UUID) -> HttpResponse:
    """Show the room of three: what they hope, what was answered, what was asked."""
    here = pair_at(request, rel)
    chair = here.seat(seat)
    return http.render(request, PAGE, _page(here, chair, _form(here)))


@require_POST
@vault.signed_in
def say(request: Any, rel: UUID, seat: UUID) -> HttpResponse:
    """Answer, as the client; say what won't be reported, as the coach. All three read it."""
    here = pair_at(request, rel)
    chair = here.seat(seat)
    form = _form(here, request.POST)
    if not form.is_valid():
        return http.with_errors(request, PAGE, _page(here, chair, form))
    typed = form.cleaned_data
    room.write_hope(
        chair, HopePart(typed["part"]), typed["words"], form_uid=typed["form_uid"], **here.looking
    )
    here.tell_other()
    terms = agreements.terms_in_force(here.relationship.uid, at=here.at)
    if not terms.may(chair.role, "read", opens.HOPE):
        # A letter would tell of something behind a window that's shut.
        return here.to("beside", chair.uid, sentence=_("Kept. The two of you can read it now."))
    here.tell(chair.person_uid)
    return here.to("beside", chair.uid, sentence=_("Kept. All three of you can read it now."))


@require_POST
@vault.signed_in
def put_off(request: Any, rel: UUID, seat: UUID) -> HttpResponse:
    """Read the hopes after the first session."""
    here = coach_at(request, rel)
    chair = here.seat(seat)
    room.put_hopes_off(chair, **here.acting)
    sentence = _("They wait until after your first session.")
    return here.to("beside", chair.uid, sentence=sentence)


@require_POST
@vault.signed_in
def take_up(request: Any, rel: UUID, seat: UUID) -> HttpResponse:
    """Read the hopes now, after all."""
    here = coach_at(request, rel)
    chair = here.seat(seat)
    room.take_hopes_up(chair, **here.acting)
    return here.to("beside", chair.uid, sentence=_("Here they are."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def answer(request: Any, rel: UUID, seat: UUID, uid: UUID, *, became: RequestState) -> HttpResponse:
    """Accept or reword what was asked: write the words, which still wait for every yes they need."""
    here = client_at(request, rel)
    chair = here.seat(seat)
    asked = _open_request(here, chair, uid)
    form = ReleaseForm(request.POST if request.method == "POST" else None, today=here.at.date())
    context = here.context(
        seat=chair,
        form=form,
        asked=asked,
        became=became.value,
        holder=here.holder(chair),
        action_name=f"sharing:{became.value}",
    )
    if request.method == "GET":
        return http.render(request, "sharing/answer.html", context)
    if not form.is_valid():
        return http.with_errors(request, "sharing/answer.html", context)
    typed = form.cleaned_data
    with transaction.atomic():
        row = the_request(chair, uid)
        room.answer_request(chair, row, became, **here.acting)
        release = releases.draft_release(
            here.relationship,
            role=Role(chair.role),
            words=typed["words"],
            meant=Meant(typed["purpose"], form.until_moment, row, typed["form_uid"]),
            **here.looking,
        )
    here.tell_other()
    sentence = _("It’s a draft. Read it once more, and say yes to exactly these words.")
    return here.to("release", release.uid, sentence=sentence)


@require_POST
@vault.signed_in
def decline(request: Any, rel: UUID, seat: UUID, uid: UUID) -> HttpResponse:
    """Say not this time. No reason is asked for, shown or kept."""
    here = client_at(request, rel)
    chair = here.seat(seat)
    row = the_request(chair, uid)
    room.answer_request(chair, row, RequestState.DECLINED, **here.acting)
    sentence = _("They read “not this time”, and nothing else.")
    return here.to("beside", chair.uid, sentence=sentence)


def _form(here: Pair, sent: Any = None) -> HopeForm:
    return HopeForm(sent, parts=wording.parts_for(here.role))


def _open_request(here: Pair, chair: Seat, uid: UUID) -> Any:
    seen = the_room(chair, "pair", **here.looking)
    found = next((each for each in seen.requests if each.uid == uid and each.is_open), None)
    if found is None:
        raise Http404
    return found


def _page(here: Pair, chair: Seat, form: HopeForm) -> dict[str, Any]:
    role = Role(chair.role)
    terms = agreements.terms_in_force(here.relationship.uid, at=here.at)
    return here.context(
        seat=chair,
        seat_role=role.value,
        role_name=wording.role_name(role),
        holder=here.holder(chair),
        stands=relationships.is_held(chair, at=here.at) and here.relationship.ended_at is None,
        looks=relationships.may_look_through(chair, at=here.at),
        paper=agreements.paper_standing(chair),
        room=the_room(chair, "pair", **here.looking),
        has_room=role == Role.SPONSOR,
        may_release=opens.to_read(terms, role),
        form=form,
        part_names=wording.PART_NAMES,
    )
