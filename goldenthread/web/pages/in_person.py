"""Inviting without a letter: six words to print or read aloud, shown once; and the page where they are typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web.forms import InviteInPersonForm, WordsForm
from goldenthread.web.pages import desk

TO_SHOW = "words_in_person"


@require_POST
@vault.signed_in
def invite(request: Any) -> HttpResponse:
    """Write an invitation to hand over: nothing is sent anywhere (S4.11)."""
    form = InviteInPersonForm(request.POST, auto_id="id_in_person_%s")
    if not form.is_valid():
        return desk.page_with_errors(request, in_person=form)
    verdict = desk.may_invite_now(request.person)
    if not verdict:
        http.tell(request, _(getattr(verdict, "reason", "")))
        return http.see_other(reverse("web:desk"))
    written = relationships.invite_in_person(
        called=form.cleaned_data["called"], keyring=request.keyring, by=request.person, at=now()
    )
    return _show(request, written)


@require_POST
@vault.signed_in
def new_words(request: Any, uid: UUID) -> HttpResponse:
    """Draw new words; those before open nothing any more."""
    relationship = relationships.the_unanswered(uid, by=request.person)
    sent = desk.the_sent(request, uid)
    written = relationships.write_words_anew(
        relationship=relationship,
        called=sent.called,
        keyring=request.keyring,
        by=request.person,
        at=now(),
    )
    return _show(request, written)


def _show(request: Any, written: relationships.InPerson) -> HttpResponse:
    """Carry the words to the next page in the sealed visit: they stand in no address and in no store."""
    request.session[TO_SHOW] = [str(written.relationship_uid), written.words]
    return http.see_other(reverse("web:paper", args=[written.relationship_uid]))


@require_GET
@vault.signed_in
def paper(request: Any, uid: UUID) -> HttpResponse:
    """Show the words, once: to print, or to read aloud."""
    relationships.the_unanswered(uid, by=request.person)
    sent = desk.the_sent(request, uid)
    of, words = request.session.get(TO_SHOW, ["", ""])
    if of == str(uid):
        del request.session[TO_SHOW]
    context = {
        "uid": uid,
        "coach": people.name_of(request.person),
        "called": sent.called,
        "words": words if of == str(uid) else "",
        "expires_at": sent.expires_at,
        "address": settings.BASE_URL + reverse("web:with_words"),
    }
    return http.render(request, "web/paper.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def with_words(request: Any) -> HttpResponse:
    """Turn six words from paper into the link they stand for.

    They are drawn by us, 77 bits of chance, so whoever guesses here gets no further than with a letter's token.
    """
    if request.method == "GET":
        return http.render(request, "web/with_words.html", {"form": WordsForm()})
    form = WordsForm(request.POST)
    if form.is_valid():
        token = relationships.token_of_words(form.cleaned_data["words_given"])
        try:
            relationships.the_invitation(token)
        except Http404:
            form.add_error(
                "words_given", _("These words don’t open anything. Look at each of them once more.")
            )
        else:
            return http.see_other(reverse("web:invitation", args=[token]))
    return http.with_errors(request, "web/with_words.html", {"form": form})
