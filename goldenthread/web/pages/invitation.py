"""The pages behind an invitation's link: who, what is private, what happens to my words; then a space of one's own."""

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
from goldenthread.gentle import api as gentle
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web import errors
from goldenthread.web.forms import CalledForm, ComeInHereForm, DeclineForm
from goldenthread.web.pages.first_account import come_in as make_account
from goldenthread.web.pages.invited import AsClient, ToSeat, the_invited

CALLED = "be_called"
Invited = AsClient | ToSeat


@require_GET
def welcome(request: Any, token: str) -> HttpResponse:
    """Show the one warm page, or say kindly why the link no longer works. It asks for a name alone (S0.1)."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    return http.render(request, found.template, _page(request, found, token))


def _the_link(request: HttpRequest, token: str) -> Invited | HttpResponse:
    try:
        invited = the_invited(token)
    except Http404:
        sentence = _(
            "This link doesn’t open anything. Perhaps a part of it was lost on the way: try to copy it whole."
        )
        return _kindly(request, sentence)
    verdict = relationships.may_use(invited.invitation, at=now())
    return invited if verdict else _kindly(request, getattr(verdict, "reason", ""))


def _kindly(request: HttpRequest, sentence: str) -> HttpResponse:
    response = http.render(request, "web/link_over.html", {"sentence": sentence})
    response.status_code = 410
    return response


def _page(
    request: Any,
    invited: Invited,
    token: str,
    *,
    called: CalledForm | None = None,
    decline: DeclineForm | None = None,
) -> dict[str, Any]:
    return invited.page(request) | {
        "token": token,
        "called": called or CalledForm(),
        "decline": decline or DeclineForm(),
        "expires_at": invited.invitation.expires_at,
        "here_as": people.name_of(request.person) if request.person else "",
    }


@require_POST
def be_called(request: Any, token: str) -> HttpResponse:
    """Say what to be called; nothing is kept of it but in this visit."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    form = CalledForm(request.POST)
    if not form.is_valid():
        context = _page(request, found, token, called=form)
        return http.with_errors(request, found.template, context)
    request.session[CALLED] = form.cleaned_data["name"]
    return http.see_other(reverse("web:own_space", args=[token]))


@require_GET
def own_space(request: Any, token: str) -> HttpResponse:
    """Ask for what a space of one's own needs: something to sign in with, and a passphrase."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    if request.person is not None:
        return http.see_other(reverse("web:invitation", args=[token]))
    form = ComeInHereForm(initial={"name": request.session.get(CALLED, "")})
    return http.render(request, "web/own_space.html", _space(request, found, token, form))


def _space(request: Any, invited: Invited, token: str, form: ComeInHereForm) -> dict[str, Any]:
    first, second = seals.six_words().split(" ")[:2]
    joining = gentle.JoiningForm(request.POST or None)
    return {
        "joining": joining if isinstance(invited, AsClient) else None,
        "token": token,
        "form": form,
        "offered": seals.six_words(),
        "offered_name": f"{first}-{second}",
    }


@sensitive_post_parameters()
@require_POST
def come_in(request: Any, token: str) -> HttpResponse:
    """Accept with a new account: a name, something to sign in with, a passphrase; the keys are made on this side."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    form, at = ComeInHereForm(request.POST), now()
    if not form.is_valid():
        return http.with_errors(request, "web/own_space.html", _space(request, found, token, form))
    try:
        people.knock_with_link(token, at=at)
        passphrase = people.stretch_new(form.cleaned_data["passphrase"])
        with transaction.atomic():
            unlocked = make_account(form, passphrase, coaches=False, at=at)
            found.accept(keyring=unlocked.keyring, by=unlocked.person, at=at)
            if isinstance(found, AsClient) and "gently" in request.POST:
                found.begin_gently(keyring=unlocked.keyring, by=unlocked.person, at=at)
    except people.WaitAtTheDoor as wait:
        form.add_error(None, errors.waiting_sentence(wait.seconds))
    except people.AddressTaken as taken:
        form.add_error("address", str(taken.__doc__))
    except people.NameTaken as taken:
        form.add_error("sign_in_name", str(taken.__doc__))
    except NotAllowed as refusal:
        return _kindly(request, str(refusal))
    if form.errors:
        return http.with_errors(request, "web/own_space.html", _space(request, found, token, form))
    vault.let_in(request, unlocked, at)
    return http.see_other(reverse("web:keep_code"))


@require_POST
@vault.signed_in
def join(request: Any, token: str) -> HttpResponse:
    """Accept with the account somebody has already."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    found.accept(keyring=request.keyring, by=request.person, at=now())
    home, sentence = found.home()
    http.tell(request, sentence)
    return http.see_other(home)


@require_POST
def decline(request: Any, token: str) -> HttpResponse:
    """Say not now, with a word through the letter-box if wished."""
    found = _the_link(request, token)
    if isinstance(found, HttpResponse):
        return found
    form = DeclineForm(request.POST)
    if not form.is_valid():
        context = _page(request, found, token, decline=form)
        return http.with_errors(request, found.template, context)
    found.decline(form.cleaned_data["words"], at=now())
    return http.render(request, "web/declined.html", {})
