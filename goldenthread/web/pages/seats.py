"""Who has a seat beside the two of you: inviting, pausing, closing. Each can close one alone, at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.core.roles import Role as SeatRole
from goldenthread.core.verdicts import Verdict
from goldenthread.gentle import api as gentle
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import Role, you_and
from goldenthread.vault import api as vault
from goldenthread.web.forms import SeatForm
from goldenthread.web.saying import SEATS, WHAT_FOR


@dataclass(frozen=True, slots=True)
class Chair:
    """One role's place on the page: who sits there, or why nobody can yet."""

    role: str
    label: str
    what_for: str
    seat: relationships.SeatBeside | None
    link_is_over: bool
    why_not: str

    def __repr__(self) -> str:
        return f"Chair({self.role})"


@require_GET
@vault.signed_in
def seats(request: Any, rel: UUID) -> HttpResponse:
    """Show who has a seat beside the two, in words, and what either can do about it."""
    here = relationships.the_relationship(rel, by=request.person)
    return http.render(request, "web/seats.html", _page(request, here))


def _page(request: Any, here: relationships.Relationship) -> dict[str, Any]:
    person, at = request.person, now()
    role, other = relationships.role_in(here, person), relationships.other_in(here, person)
    names = people.names_of([person.uid, other])
    beside = relationships.seats_beside(here, by=person, at=at, keyring=request.keyring)
    terms = agreements.terms_in_force(here.uid, at=at)
    chairs = [_chair(each, beside, _opens(terms, here.uid, each), at) for each in SEATS]
    return {
        "rel": here,
        "role": role,
        "other": names.get(other, ""),
        "audience": you_and(names[person.uid], cast("Role", role), names.get(other, "")),
        "chairs": chairs,
        "free": any(not chair.seat and not chair.why_not for chair in chairs),
        "closed": [(one, SEATS[one.role]) for one in beside if not one.stands],
    }


def _opens(terms: agreements.TermsInForce, rel: UUID, role: str) -> Verdict:
    """Say whether what both signed opens this seat, and the client’s own choices leave room for it."""
    opens = terms.opens_seat(SeatRole(role))
    return gentle.may_seat(rel, SeatRole(role)) if opens else opens


def _chair(
    role: str, beside: list[relationships.SeatBeside], opens: Verdict, at: datetime
) -> Chair:
    seat = next((one for one in beside if one.role == role and one.stands), None)
    return Chair(
        role=role,
        label=str(SEATS[role]),
        what_for=str(WHAT_FOR[role]),
        seat=seat,
        link_is_over=bool(seat and seat.expires_at and at >= seat.expires_at),
        why_not=getattr(opens, "reason", ""),
    )


@require_http_methods(["GET", "POST"])
@vault.signed_in
def invite(request: Any, rel: UUID) -> HttpResponse:
    """Invite somebody to a seat that what you both signed opens: one letter, one link, no content."""
    here = relationships.the_relationship(rel, by=request.person)
    at = now()
    taken = {seat.role for seat in relationships.standing_seats_of(here.uid)}
    terms = agreements.terms_in_force(here.uid, at=at)
    free = [role for role in SEATS if role not in taken and _opens(terms, here.uid, role)]
    if not free:
        http.tell(request, _("There’s no free seat. What you both signed says which there are."))
        return http.see_other(reverse("web:seats", args=[rel]))
    choices = [(str(role), str(SEATS[role])) for role in free]
    form = SeatForm(request.POST or None, roles=choices, today=localdate(at))
    context = {"rel": here, "form": form}
    if request.method == "GET":
        return http.render(request, "web/seat_invite.html", context)
    if not form.is_valid():
        return http.with_errors(request, "web/seat_invite.html", context)
    asked = form.cleaned_data
    relationships.invite_to_seat(
        relationship=here,
        role=SeatRole(asked["role"]),
        address=asked["address"],
        called=asked["called"],
        allowed=_opens(terms, here.uid, asked["role"]),
        keyring=request.keyring,
        by=request.person,
        at=at,
        until=asked["until"],
    )
    relationships.tidy_later(asked["until"])
    http.tell(request, _("The letter is on its way. It holds one link, and not a word about why."))
    return http.see_other(reverse("web:seats", args=[rel]))


def _seat_here(request: Any, rel: UUID, uid: UUID) -> relationships.Seat:
    here = relationships.the_relationship(rel, by=request.person)
    return relationships.seat_of_pair(uid, here)


@require_POST
@vault.signed_in
def resend(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Send a new link; the one before stops working."""
    here, at = relationships.the_relationship(rel, by=request.person), now()
    seat = relationships.seat_of_pair(uid, here)
    beside = relationships.seats_beside(here, by=request.person, at=at, keyring=request.keyring)
    sent = next((one for one in beside if one.uid == uid and one.address), None)
    if sent is None:
        raise Http404
    relationships.resend_to_seat(
        seat=seat,
        address=sent.address,
        called=sent.called,
        keyring=request.keyring,
        by=request.person,
        at=at,
    )
    http.tell(
        request, _("A new letter is on its way. The link in the first one has stopped working.")
    )
    return http.see_other(reverse("web:seats", args=[rel]))


@require_POST
@vault.signed_in
def withdraw(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Take an invitation to a seat back."""
    seat = _seat_here(request, rel, uid)
    relationships.withdraw_from_seat(seat=seat, by=request.person, at=now())
    http.tell(
        request, _("The invitation is taken back. Its link opens nothing now, and says so kindly.")
    )
    return http.see_other(reverse("web:seats", args=[rel]))


@require_POST
@vault.signed_in
def pause(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Pause a seat, alone: nothing is open to its holder until the client opens it again."""
    seat = _seat_here(request, rel, uid)
    relationships.suspend_seat(seat=seat, by=request.person, at=now())
    http.tell(request, _("Paused. Nothing is open to them until the client opens the seat again."))
    return http.see_other(reverse("web:seats", args=[rel]))


@require_POST
@vault.signed_in
def resume(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Open a paused seat again, as the client, where their own choices leave room for it (S4.11)."""
    seat = _seat_here(request, rel, uid)
    gentle.may_seat(rel, SeatRole(seat.role)).or_raise()
    relationships.resume_seat(seat=seat, by=request.person, at=now())
    http.tell(request, _("The seat is open again, as it was."))
    return http.see_other(reverse("web:seats", args=[rel]))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def close(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Close a seat, alone: one page that says what happens, one button, no reason asked."""
    here = relationships.the_relationship(rel, by=request.person)
    seat = relationships.seat_of_pair(uid, here)
    if request.method == "POST":
        relationships.revoke_seat(seat=seat, by=request.person, at=now())
        http.tell(request, _("Closed. Nothing here opens to them any more."))
        return http.see_other(reverse("web:seats", args=[rel]))
    if not relationships.is_held(seat, at=now()):
        raise Http404
    return http.render(
        request, "web/seat_close.html", {"rel": here, "seat": seat, "label": SEATS[seat.role]}
    )


@require_http_methods(["GET", "POST"])
@vault.signed_in
def leaving_employer(request: Any, rel: UUID) -> HttpResponse:
    """The client leaves whoever sent them: the sponsor's seat closes at once, and the two of you go on."""
    here = relationships.the_relationship(rel, by=request.person)
    seat = relationships.standing_seat(here.uid, SeatRole.SPONSOR)
    if seat is None or relationships.role_in(here, request.person) != SeatRole.CLIENT:
        raise Http404
    if request.method == "POST":
        relationships.close_for_leaving(relationship=here, by=request.person, at=now())
        http.tell(request, _("The sponsor’s seat is closed. Nothing was handed over."))
        return http.see_other(reverse("web:seats", args=[rel]))
    return http.render(request, "web/leaving_employer.html", {"rel": here})
