"""Texts that may leave: drafted, read once more, approved by key, released, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import NotAllowed
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sharing import chores, policy, wording
from goldenthread.sharing.actions import releases as deeds
from goldenthread.sharing.actions.releases import Leaving, Meant
from goldenthread.sharing.forms import ReleaseForm, YesForm, last_day
from goldenthread.sharing.queries.drafts import DraftSeen, releases_between, the_draft
from goldenthread.sharing.states import ReleaseState
from goldenthread.sharing.views.here import Pair, pair_at
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "sharing/release.html"


@require_GET
@vault.signed_in
def releases(request: Any, rel: UUID) -> HttpResponse:
    """List what may leave and what left, and the seats it could go to."""
    here = pair_at(request, rel)
    every = relationships.seats_of(here.relationship.uid)
    names = people.names_of({seat.person_uid for seat in every if seat.person_uid})
    seats = [
        {
            "seat": seat,
            "name": names.get(seat.person_uid, ""),
            "role": wording.role_name(Role(seat.role)),
        }
        for seat in every
        if seat.person_uid and relationships.is_held(seat, at=here.at)
    ]
    seen = releases_between(here.relationship, **here.looking)
    context = here.context(
        seats=seats,
        lines=[_line(each, names.get(each.release.reader_uid, "")) for each in seen],
    )
    return http.render(request, "sharing/releases.html", context)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def draft(request: Any, rel: UUID, seat: UUID) -> HttpResponse:
    """Write a text for whoever holds a seat."""
    here = pair_at(request, rel)
    chair = here.seat(seat)
    sent = request.POST if request.method == "POST" else None
    form = ReleaseForm(sent, today=here.at.date())
    context = here.context(
        seat=chair,
        form=form,
        holder=here.holder(chair),
        role_name=wording.role_name(Role(chair.role)),
    )
    if request.method == "GET":
        return http.render(request, "sharing/draft.html", context)
    if not form.is_valid():
        return http.with_errors(request, "sharing/draft.html", context)
    typed = form.cleaned_data
    release = deeds.draft_release(
        here.relationship,
        role=Role(chair.role),
        words=typed["words"],
        meant=Meant(typed["purpose"], form.until_moment, form_uid=typed["form_uid"]),
        **here.looking,
    )
    here.tell_other()
    sentence = _("It’s a draft. Nobody outside can read it.")
    return here.to("release", release.uid, sentence=sentence)


@require_GET
@vault.signed_in
def release(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Read one text as it stands, and say yes to exactly these words."""
    here = pair_at(request, rel)
    seen = the_draft(here.relationship, uid, **here.looking)
    form = YesForm(initial={"shown": seen.manifest.shown})
    return http.render(request, PAGE, _page(here, seen, form))


@require_POST
@vault.signed_in
def approve(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say yes, by key, to exactly what was shown."""
    here = pair_at(request, rel)
    seen = the_draft(here.relationship, uid, **here.looking)
    form = YesForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, PAGE, _page(here, seen, form))
    if _asks(here, seen) and not form.cleaned_data["as_if_present"]:
        form.add_error("as_if_present", str(policy.NOT_AS_IF_PRESENT))
        return http.with_errors(request, PAGE, _page(here, seen, form))
    try:
        done = deeds.approve_release(here.relationship, seen, **form.cleaned_data, **here.looking)
    except NotAllowed as refused:
        if form.cleaned_data["shown"] == seen.manifest.shown:
            raise
        again = YesForm({"shown": seen.manifest.shown})
        again.add_error(None, str(refused))
        return http.with_errors(request, PAGE, _page(here, seen, again))
    here.tell_other()
    if done.state == ReleaseState.OPEN:
        here.tell(done.reader_uid)
        chores.close_later(done.until)
        sentence = _("Released: exactly these words, and you can withdraw them whenever you like.")
    else:
        sentence = _("That’s your yes. It waits for the other one’s.")
    return here.to("release", uid, sentence=sentence)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def edit(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Put other words in its place. Every yes given so far is set aside."""
    here = pair_at(request, rel)
    seen = the_draft(here.relationship, uid, **here.looking)
    seen.may_edit.or_raise()
    if request.method == "GET":
        form = ReleaseForm(today=here.at.date(), initial=_as_it_stands(seen))
        return http.render(request, "sharing/edit.html", _page(here, seen, form))
    form = ReleaseForm(request.POST, today=here.at.date())
    if not form.is_valid():
        return http.with_errors(request, "sharing/edit.html", _page(here, seen, form))
    typed = form.cleaned_data
    if typed["edition"] != seen.release.edition:
        form.add_error(
            None,
            _(
                "It changed while you were writing. Both are here: yours below, and the new one above."
            ),
        )
        return http.with_errors(request, "sharing/edit.html", _page(here, seen, form))
    leaving = Leaving(typed["words"], typed["purpose"], form.until_moment)
    deeds.edit_release(here.relationship, seen, leaving, **here.looking)
    here.tell_other()
    return here.to("release", uid, sentence=_("Changed. It waits for every yes anew."))


@require_POST
@vault.signed_in
def withdraw(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Withdraw it at once, without a reason."""
    here = pair_at(request, rel)
    seen = the_draft(here.relationship, uid, **here.looking)
    deeds.withdraw_release(here.relationship, uid, **here.acting)
    return here.to("release", uid, sentence=_was_it_read(here, seen))


def _was_it_read(here: Pair, seen: DraftSeen) -> str:
    if not seen.is_open:
        return _("Withdrawn. It never left.")
    if not here.is_client:
        return _("Withdrawn. No key opens it any more.")
    if seen.read_at is None:
        return _("Withdrawn. No key opens it any more, and nobody had opened it.")
    return _("Withdrawn. No key opens it any more. It had been opened before.")


def _asks(here: Pair, seen: DraftSeen) -> bool:
    return here.role == Role.COACH and seen.release.reader_role == Role.SUPERVISOR


def _as_it_stands(seen: DraftSeen) -> dict[str, Any]:
    """Give an edit's form what stands; its last day is shown as the day it was chosen."""
    return {
        "words": seen.words,
        "purpose": seen.purpose,
        "until": last_day(seen.release.until),
        "edition": seen.release.edition,
    }


def _line(seen: DraftSeen, reader: str) -> dict[str, Any]:
    role = Role(seen.release.reader_role)
    return {
        "seen": seen,
        "reader": reader,
        "role": wording.role_name(role),
        "stands": wording.stands(seen.stands, readable=seen.is_readable),
    }


def _page(here: Pair, seen: DraftSeen, form: Any) -> dict[str, Any]:
    uid = seen.release.reader_uid
    line = _line(seen, people.names_of([uid]).get(uid, ""))
    return here.context(
        seen=seen,
        reader=line["reader"],
        role_name=line["role"],
        stands=line["stands"],
        form=form,
        missing=[wording.role_name(each) for each in seen.missing],
        asks_as_if_present=_asks(here, seen),
        read_is_told=here.is_client,
        last_day=last_day(seen.release.until),
    )
