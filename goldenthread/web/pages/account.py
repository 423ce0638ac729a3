"""A person's own account: name, passphrase, recovery code, letters, visits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier import api as courier
from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.ui import http
from goldenthread.ui.proof import ProveForm
from goldenthread.ui.times import place_of
from goldenthread.vault import api as vault
from goldenthread.web.forms import ChangePassphraseForm, OutsideNameForm, RenameForm
from goldenthread.web.pages import entrance


@require_GET
@vault.signed_in
def account(request: Any) -> HttpResponse:
    """Show what one can change about oneself."""
    return http.render(request, "web/account.html", _page(request))


def _page(request: Any, **forms: Any) -> dict[str, Any]:
    return {
        "rename": RenameForm(initial={"name": people.name_of(request.person)}),
        "change": ChangePassphraseForm(),
        "prove": ProveForm(),
        "offered": seals.six_words(),
        "address": people.address_of(request.person),
        "sign_in": people.sign_in_of(request.person),
        "outside": OutsideNameForm(
            initial={"name_outside": people.name_outside_of(request.person)}
        ),
        "place": place_of(request.person.zone),
        "letters_wanted": courier.wants_letters(request.person),
        "letters_token": courier.own_choice_token(request.person),
    } | forms


@require_POST
@vault.signed_in
def rename(request: Any) -> HttpResponse:
    """Be called by another name."""
    form = RenameForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "web/account.html", _page(request, rename=form))
    people.rename_person(
        person=request.person, name=form.cleaned_data["name"], by=request.person, at=now()
    )
    http.tell(request, _("That’s what we’ll call you."))
    return http.see_other(reverse("web:account"))


@require_POST
@vault.signed_in
def rename_outside(request: Any) -> HttpResponse:
    """Go by another name for those with a seat beside oneself, or by the same one again."""
    form = OutsideNameForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "web/account.html", _page(request, outside=form))
    people.rename_outside(
        person=request.person, name=form.cleaned_data["name_outside"], by=request.person, at=now()
    )
    http.tell(request, _("Kept. Whoever has a seat beside you reads that from now on."))
    return http.see_other(reverse("web:account"))


@sensitive_post_parameters()
@require_POST
@vault.signed_in
def change_passphrase(request: Any) -> HttpResponse:
    """Change the passphrase; every other visit ends, and a letter says that a setting changed."""
    form, at = ChangePassphraseForm(request.POST), now()
    if not form.is_valid():
        return http.with_errors(request, "web/account.html", _page(request, change=form))
    try:
        vault.change_passphrase(
            person=request.person,
            passphrase=form.cleaned_data["passphrase"],
            new=form.cleaned_data["new_passphrase"],
            keyring=request.keyring,
            by=request.person,
            at=at,
        )
    except vault.WrongPassphrase:
        form.add_error("passphrase", _("That isn’t your passphrase so far."))
        return http.with_errors(request, "web/account.html", _page(request, change=form))
    except NotAllowed as refusal:
        form.add_error("new_passphrase", str(refusal))
        return http.with_errors(request, "web/account.html", _page(request, change=form))
    person = request.person
    vault.let_in(request, vault.Unlocked(person, request.keyring.user_key()), at)
    _say_that_a_setting_changed(person, at)
    http.tell(request, _("Your passphrase is changed. Every other visit of yours has ended."))
    return http.see_other(reverse("web:account"))


def _say_that_a_setting_changed(person: people.Person, at: datetime) -> None:
    courier.post_to("security_changed", person=person, token=None, at=at)


@sensitive_post_parameters()
@require_POST
@vault.signed_in
def new_code(request: Any) -> HttpResponse:
    """Get a new recovery code, after proving the passphrase; the old one opens nothing any more."""
    at = now()

    def proves(words: str) -> bool:
        return people.prove_again(request.person, words, at=at) is not None

    form = ProveForm(request.POST, proves=proves)
    if not form.is_valid():
        return http.with_errors(request, "web/account.html", _page(request, prove=form))
    unlocked = vault.renew_code(
        unlocked=vault.Unlocked(request.person, request.keyring.user_key()),
        by=request.person,
        at=at,
    )
    vault.let_in(request, unlocked, at)
    _say_that_a_setting_changed(request.person, at)
    return http.see_other(reverse("web:keep_code"))


@require_POST
@vault.signed_in
def leave_everywhere(request: Any) -> HttpResponse:
    """End every visit, on every device, this one too."""
    vault.end_all_visits(person=request.person, by=request.person, at=now())
    return entrance.leave(request)
