"""The coach's desk: the people they are with, and the invitations on their way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.core.verdicts import Verdict
from goldenthread.disclosures import api as disclosures
from goldenthread.introductions import api as introductions
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web.forms import InviteForm, InviteInPersonForm
from goldenthread.web.pages.ahead import meetings_ahead

FEW = 5


@dataclass(frozen=True, slots=True)
class With:
    """One relationship on the desk: only who, and since when. Nothing here watches anybody (INV-13)."""

    uid: UUID
    name: str
    begun_at: Any
    ended: bool

    def __repr__(self) -> str:
        return f"With({self.uid})"


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One thing a coach does before the first invitation; nobody but them sees the list (S0.1)."""

    label: str
    url: str
    done: bool


def steps_of(person: people.Person) -> list[Step]:
    """Give the coach's own list. Nothing on it is opened to draw it."""
    done = introductions.steps_done(person)
    return [
        Step(_("How you work"), reverse("introductions:edit"), done.page_is_published),
        Step(
            _("Your starting words"),
            reverse("agreements:starting_words"),
            agreements.starting_words_are_kept(person),
        ),
        Step(
            _("Channels and hours"),
            reverse("introductions:channels"),
            introductions.OwnStep.CHANNELS in done.own_steps,
        ),
        Step(
            _("Before you begin: you"),
            reverse("introductions:reflection"),
            introductions.OwnStep.REFLECTION in done.own_steps,
        ),
    ]


def may_invite_now(person: people.Person) -> Verdict:
    """Say whether the coach's own duties are done: no client is asked for anything before (S0.1)."""
    done = introductions.steps_done(person)
    return introductions.may_invite_now(
        page_is_published=done.page_is_published,
        words_are_kept=agreements.starting_words_are_kept(person),
        own_steps=done.own_steps,
    )


@require_GET
@vault.signed_in
def desk(request: Any) -> HttpResponse:
    """Show the coach's own day."""
    if not request.person.coaches:
        return http.see_other(reverse("web:my_space"))
    waiting = disclosures.waiting_for(request.person, today=localdate(now()))
    if waiting is not None:
        http.tell(request, _("The day has come to decide this again. Then your desk is yours."))
        return http.see_other(reverse("disclosures:told", args=[waiting]))
    return http.render(request, "web/desk.html", _page(request, InviteForm()))


def page_with_errors(request: Any, *, in_person: InviteInPersonForm) -> HttpResponse:
    """Show the desk again, with what was typed for an invitation in person."""
    context = _page(request, InviteForm()) | {"in_person": in_person}
    return http.with_errors(request, "web/desk.html", context)


def _page(request: Any, form: InviteForm) -> dict[str, Any]:
    at = now()
    pairs = [r for r in relationships.relationships_of(request.person) if r.client_uid]
    mine = [r for r in pairs if r.coach_uid == request.person.uid]
    names = people.names_of([request.person.uid, *(r.client_uid for r in mine if r.client_uid)])
    sent = relationships.sent_invitations(request.person, at=at, keyring=request.keyring)
    steps = steps_of(request.person)
    ahead = meetings_ahead(request.person, at)
    today = localdate(at)
    return {
        "name": names[request.person.uid],
        "today": at,
        "form": form,
        "in_person": InviteInPersonForm(auto_id="id_in_person_%s"),
        "steps": steps,
        # What is at hand stands there whatever the day is called: it may be past midnight.
        "meetings_today": [one for one in ahead if one.day <= today or one.is_near],
        "meetings_later": [one for one in ahead if one.day > today and not one.is_near][:FEW],
        "ready": all(step.done for step in steps),
        "as_client": len(pairs) > len(mine),
        "waiting": [one for one in sent if one.state == "waiting"],
        "declined": [one for one in sent if one.state == "declined"],
        "people": [
            With(r.uid, names.get(r.client_uid, ""), r.begun_at, r.ended_at is not None)
            for r in mine
            if r.client_uid
        ],
    }


@require_POST
@vault.signed_in
def invite(request: Any) -> HttpResponse:
    """Send an invitation: one letter, one link, no content."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "web/desk.html", _page(request, form))
    verdict = may_invite_now(request.person)
    if not verdict:
        http.tell(request, _(getattr(verdict, "reason", "")))
        return http.see_other(reverse("web:desk"))
    relationships.invite_client(
        address=form.cleaned_data["address"],
        called=form.cleaned_data["called"],
        keyring=request.keyring,
        by=request.person,
        at=now(),
    )
    http.tell(request, _("The letter is on its way. It holds one link, and not a word about why."))
    return http.see_other(reverse("web:desk"))


@require_POST
@vault.signed_in
def resend(request: Any, uid: UUID) -> HttpResponse:
    """Send a new link; the one before stops working."""
    relationship = relationships.the_unanswered(uid, by=request.person)
    sent = the_sent(request, uid)
    if not sent.address:
        raise Http404
    relationships.resend_invitation(
        relationship=relationship,
        address=sent.address,
        called=sent.called,
        keyring=request.keyring,
        by=request.person,
        at=now(),
    )
    http.tell(
        request, _("A new letter is on its way. The link in the first one has stopped working.")
    )
    return http.see_other(reverse("web:desk"))


def the_sent(request: Any, uid: UUID) -> relationships.SentInvitation:
    """Give a coach's own invitation that waits for an answer. Raises Http404 when none does."""
    sent = relationships.sent_invitations(request.person, at=now(), keyring=request.keyring)
    for one in sent:
        if one.relationship_uid == uid and one.state == "waiting":
            return one
    raise Http404


@require_POST
@vault.signed_in
def withdraw(request: Any, uid: UUID) -> HttpResponse:
    """Take an invitation back."""
    relationships.withdraw_invitation(
        relationship=relationships.the_unanswered(uid, by=request.person),
        by=request.person,
        at=now(),
    )
    http.tell(
        request, _("The invitation is taken back. Its link opens nothing now, and says so kindly.")
    )
    return http.see_other(reverse("web:desk"))
