"""The page behind an invitation's link: who, what is private, what happens to my words."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.introductions import api as introductions
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web import errors
from goldenthread.web.forms import ComeInForm, DeclineForm
from goldenthread.web.pages.first_account import come_in as make_account


@require_GET
def welcome(request: Any, token: str) -> HttpResponse:
    """Show the one warm page, or say kindly why the link no longer works."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    return http.render(request, "web/invitation.html", _page(request, found, token))


def _the_link(request: HttpRequest, token: str) -> relationships.Invitation | HttpResponse:
    try:
        invitation = relationships.the_invitation(token)
    except Http404:
        sentence = _(
            "This link doesn’t open anything. Perhaps a part of it was lost on the way: try to copy it whole."
        )
        return _kindly(request, sentence)
    verdict = relationships.may_use(invitation, at=now())
    return invitation if verdict else _kindly(request, getattr(verdict, "reason", ""))


def _kindly(request: HttpRequest, sentence: str) -> HttpResponse:
    response = http.render(request, "web/link_over.html", {"sentence": sentence})
    response.status_code = 410
    return response


def _page(
    request: Any,
    invitation: relationships.Invitation,
    token: str,
    *,
    form: ComeInForm | None = None,
    decline: DeclineForm | None = None,
) -> dict[str, Any]:
    coach = people.the_person(invitation.relationship.coach_uid)
    return {
        "coach": people.name_of(coach),
        "process_page": introductions.process_page_of(coach.uid),
        "token": token,
        "form": form or ComeInForm(),
        "decline": decline or DeclineForm(),
        "offered": seals.six_words(),
        "expires_at": invitation.expires_at,
        "own": request.person is not None and request.person.uid == coach.uid,
        "here_as": people.name_of(request.person) if request.person else "",
    }


@sensitive_post_parameters()
@require_POST
def come_in(request: Any, token: str) -> HttpResponse:
    """Accept with a new account: a name, an address, a passphrase; the keys are made on this side."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    form, at = ComeInForm(request.POST), now()
    if not form.is_valid():
        return http.with_errors(
            request, "web/invitation.html", _page(request, found, token, form=form)
        )
    try:
        people.knock_with_link(token, at=at)
        with transaction.atomic():
            unlocked = make_account(form, coaches=False, at=at)
            relationships.accept_invitation(
                invitation=found, keyring=unlocked.keyring, by=unlocked.person, at=at
            )
    except people.WaitAtTheDoor as wait:
        form.add_error(None, errors.waiting_sentence(wait.seconds))
    except people.AddressTaken as taken:
        form.add_error("address", str(taken.__doc__))
    except NotAllowed as refusal:
        return _kindly(request, str(refusal))
    if form.errors:
        return http.with_errors(
            request, "web/invitation.html", _page(request, found, token, form=form)
        )
    vault.let_in(request, unlocked, at)
    return http.see_other(reverse("web:keep_code"))


@require_POST
@vault.signed_in
def join(request: Any, token: str) -> HttpResponse:
    """Accept with the account somebody has already."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    relationships.accept_invitation(
        invitation=found, keyring=request.keyring, by=request.person, at=now()
    )
    http.tell(request, _("You’re in. The keys of your shared space are made."))
    return http.see_other(reverse("web:my_space"))


@require_POST
def decline(request: Any, token: str) -> HttpResponse:
    """Say not now, with a word through the letter-box if wished."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return http.with_errors(
            request, "web/invitation.html", _page(request, found, token, decline=form)
        )
    relationships.decline_invitation(
        invitation=found, words=form.cleaned_data["words"], by=None, at=now()
    )
    return http.render(request, "web/declined.html", {})
