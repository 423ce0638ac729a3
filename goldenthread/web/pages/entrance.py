"""The entrance: signing in and out, and coming back with the recovery code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier import api as courier
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.sharing import api as sharing
from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web import where
from goldenthread.web.forms import RecoverForm, SignInForm
from goldenthread.web.kept import Kept, carried_on, typed_in

SHARED_COMPUTER = "shared_computer"


@require_GET
def front_door(request: Any) -> HttpResponse:
    """Send someone who is signed in home; show the entrance to anyone else."""
    if request.person is not None:
        return http.see_other(home_of(request.person))
    return http.render(request, "web/entrance.html", {"form": SignInForm()})


def home_of(person: people.Person) -> str:
    """Give the page this person starts at: a coach's desk, a client's space, the windows of who holds a seat."""
    if person.coaches:
        return reverse("web:desk")
    if not relationships.is_a_client(person) and relationships.seats_held_by(person, at=now()):
        return where.windows_url()
    return reverse("web:my_space")


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask someone whose visit has ended to sign in, carrying what they had typed along."""
    if request.method != "POST":
        return http.see_other(f"{reverse('web:sign_in')}?next={request.path}")
    kept = typed_in(request)
    if kept is not None:
        kept = replace(kept, writer=vault.mark_of_visitor(request))
    return _sign_in_page(request, SignInForm(), kept=kept, status=401)


def _sign_in_page(
    request: HttpRequest, form: SignInForm, *, kept: Kept | None, status: int
) -> HttpResponse:
    following = request.GET.get("next") or request.POST.get("next", "")
    response = http.render(
        request, "web/entrance.html", {"form": form, "kept": kept, "next": following}
    )
    response.status_code = status
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: Any) -> HttpResponse:
    """Sign in with an address and a passphrase; one touch of Argon2id, whoever it is."""
    if request.method == "GET":
        if request.person is not None:
            return http.see_other(home_of(request.person))
        return _sign_in_page(request, SignInForm(), kept=None, status=200)
    form, kept = SignInForm(request.POST), carried_on(request)
    if not form.is_valid():
        return _sign_in_page(request, form, kept=kept, status=422)
    at = now()
    try:
        unlocked = vault.unlock(
            address=form.cleaned_data["address"],
            passphrase=form.cleaned_data["passphrase"],
            network=where.network_of(request),
            device=where.device_of(request),
            at=at,
        )
    except vault.WrongPassphrase as wrong:
        form.add_error("passphrase", str(wrong.__doc__))
        return _sign_in_page(request, form, kept=kept, status=422)
    except people.WaitAtTheDoor as wait:
        form.add_error(None, waiting_sentence(wait.seconds))
        return _sign_in_page(request, form, kept=kept, status=429)
    vault.let_in(request, unlocked, at)
    sharing.check_in(unlocked.person, at=at)
    request.session[SHARED_COMPUTER] = form.cleaned_data["shared_computer"]
    return _after_sign_in(request, unlocked.person, kept, at=at)


def _after_sign_in(
    request: Any, person: people.Person, kept: Kept | None, *, at: Any
) -> HttpResponse:
    if kept is not None and _is_theirs(kept, person) and not vault.code_to_keep(request):
        response = http.render(request, "web/kept.html", {"kept": kept})
    else:
        response = http.see_other(_next_of(request) or home_of(person))
    if not request.session.get(SHARED_COMPUTER) and not person.shared_device:
        device = where.device_of(request) or where.new_device()
        people.remember_device(person, device, at)
        where.mark_device(response, device)
    return response


def _is_theirs(kept: Kept, person: people.Person) -> bool:
    """Say whether these may be the person's own words: nobody else is shown what another had typed."""
    return not kept.writer or vault.is_marked_as(person, kept.writer)


def waiting_sentence(seconds: int) -> str:
    """Say how long to wait, in minutes once it is more than one."""
    minutes = (seconds + 59) // 60
    return ngettext(
        "There were several wrong tries. Wait about %(n)d minute, or use a device you have signed in on before.",
        "There were several wrong tries. Wait about %(n)d minutes, or use a device you have signed in on before.",
        minutes,
    ) % {"n": minutes}


def _next_of(request: HttpRequest) -> str | None:
    following = request.POST.get("next", "")
    return following if where.is_path_here(following) else None


@require_POST
def sign_out(request: Any) -> HttpResponse:
    """End this visit, and let the browser forget what it holds of us."""
    return leave(request)


def leave(request: Any) -> HttpResponse:
    """Say goodbye: the visit is over, and the browser is asked to forget what it holds of us."""
    vault.let_out(request)
    response = http.render(request, "web/signed_out.html", {})
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def recover(request: Any) -> HttpResponse:
    """Come back in with the recovery code, choosing a new passphrase."""
    if request.method == "GET":
        return _recover_page(request, RecoverForm())
    form = RecoverForm(request.POST)
    if not form.is_valid():
        return _recover_page(request, form, status=422)
    at, asked = now(), form.cleaned_data
    try:
        unlocked = vault.recover(
            address=asked["address"],
            code=asked["code"],
            passphrase=asked["new_passphrase"],
            network=where.network_of(request),
            device=where.device_of(request),
            at=at,
        )
    except vault.WrongCode as wrong:
        form.add_error("code", str(wrong.__doc__))
        return _recover_page(request, form, status=422)
    except NotAllowed as refusal:
        form.add_error("new_passphrase", str(refusal))
        return _recover_page(request, form, status=422)
    except people.WaitAtTheDoor as wait:
        form.add_error(None, waiting_sentence(wait.seconds))
        return _recover_page(request, form, status=429)
    vault.let_in(request, unlocked, at)
    sharing.check_in(unlocked.person, at=at)
    courier.post_to("security_changed", person=unlocked.person, token=None, at=at)
    http.tell(request, _("You’re back in. Every other visit of yours has ended."))
    return http.see_other(reverse("web:keep_code"))


def _recover_page(request: HttpRequest, form: RecoverForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "offered": seals.six_words()}
    response = http.render(request, "web/recover.html", context)
    response.status_code = status
    return response
