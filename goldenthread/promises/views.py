"""Promises between the two, on one page; and a page each for renegotiating and withdrawing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.promises import actions, policy, queries
from goldenthread.promises.days import day_for
from goldenthread.promises.forms import PromiseForm
from goldenthread.promises.lines import PromiseLine
from goldenthread.promises.models import Promise
from goldenthread.promises.states import PromiseState
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import Role, only_you, you_and
from goldenthread.vault import api as vault

PAGE = "promises/list.html"


@require_GET
@vault.signed_in
def promises(request: Any, rel: UUID) -> HttpResponse:
    """Show the promises in both directions, and a line to make one."""
    here, at = relationships.the_relationship(rel, by=request.person), now()
    return http.render(request, PAGE, _page(request, here, _new_form(request, here, at), at))


@require_POST
@vault.signed_in
def make(request: Any, rel: UUID) -> HttpResponse:
    """Make a promise."""
    here, at = relationships.the_relationship(rel, by=request.person), now()
    form = _new_form(request, here, at, sent=request.POST)
    if not form.is_valid():
        return http.with_errors(request, PAGE, _page(request, here, form, at))
    actions.make_promise(
        relationship=here,
        said=form.said,
        form_uid=form.cleaned_data["form_uid"],
        keyring=request.keyring,
        by=request.person,
        at=at,
    )
    return _back(request, here, _("You’ve promised it."))


@require_POST
@vault.signed_in
def settle(request: Any, rel: UUID, uid: UUID, became: PromiseState) -> HttpResponse:
    """Say what became of a promise made to you."""
    here, at = relationships.the_relationship(rel, by=request.person), now()
    promise = queries.the_promise(here, uid, by=request.person, at=at)
    actions.settle_promise(
        relationship=here, promise=promise, became=became, by=request.person, at=at
    )
    return _back(
        request, here, _("That’s written, and you both see it. You can undo it for ten minutes.")
    )


@require_POST
@vault.signed_in
def reopen(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Take back what you said became of it."""
    here, at = relationships.the_relationship(rel, by=request.person), now()
    promise = queries.the_promise(here, uid, by=request.person, at=at)
    actions.reopen_promise(relationship=here, promise=promise, by=request.person, at=at)
    return _back(request, here, _("It’s open again."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def renegotiate(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Put another promise in place of one of yours, before its day."""
    here, at = relationships.the_relationship(rel, by=request.person), now()
    promise = queries.the_promise(here, uid, by=request.person, at=at)
    if request.method == "GET":
        policy.may_renegotiate(
            promise, by=request.person, today=day_for(request.person, at)
        ).or_raise()
    line = _opened(request, here, promise, at)
    form = PromiseForm(
        request.POST if request.method == "POST" else None,
        today=day_for(request.person, at),
        as_client=bool(line.seen.arrangement),
        arrangement=line.seen.arrangement,
        words=line.words,
    )
    context = {"rel": here, "line": line, "other": _other_name(request, here), "form": form}
    if request.method == "GET":
        return http.render(request, "promises/renegotiate.html", context)
    if not form.is_valid():
        return http.with_errors(request, "promises/renegotiate.html", context)
    actions.renegotiate_promise(
        relationship=here,
        promise=promise,
        said=form.said,
        form_uid=form.cleaned_data["form_uid"],
        keyring=request.keyring,
        by=request.person,
        at=at,
    )
    return _back(request, here, _("The new one stands in its place. The old one stays to be seen."))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def withdraw(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Ask once, then withdraw a promise of yours."""
    here, at = relationships.the_relationship(rel, by=request.person), now()
    promise = queries.the_promise(here, uid, by=request.person, at=at)
    if request.method == "GET":
        policy.may_withdraw(promise, by=request.person).or_raise()
        line = _opened(request, here, promise, at)
        context = {"rel": here, "line": line, "other": _other_name(request, here)}
        return http.render(request, "promises/withdraw.html", context)
    actions.withdraw_promise(relationship=here, promise=promise, by=request.person, at=at)
    return _back(request, here, _("It’s withdrawn. You both see that, and when."))


def _back(request: Any, here: relationships.Relationship, sentence: str) -> HttpResponse:
    http.tell(request, sentence)
    return http.see_other(reverse("promises:list", args=[here.uid]))


def _new_form(
    request: Any, here: relationships.Relationship, at: datetime, *, sent: Any = None
) -> PromiseForm:
    as_client = relationships.role_in(here, request.person) == "client"
    return PromiseForm(sent, today=day_for(request.person, at), as_client=as_client)


def _page(
    request: Any, here: relationships.Relationship, form: PromiseForm, at: datetime
) -> dict[str, Any]:
    me = request.person.uid
    role: Role = "coach" if me == here.coach_uid else "client"
    other = relationships.other_in(here, request.person)
    names = people.names_of([me, other])
    both = queries.promises_between(
        here, by=request.person, at=at, keyring=request.keyring, names=names
    )
    open_to_both = bool(both.mine_open_to_them) and bool(both.theirs_open_to_me)
    return {
        "rel": here,
        "role": role,
        "other_role": "client" if role == "coach" else "coach",
        "other": names.get(other, ""),
        "both": both,
        "form": form,
        "changes": here.ended_at is None,
        "audience": you_and(names.get(me, ""), role, names.get(other, ""))
        if open_to_both
        else only_you(names.get(me, ""), role),
    }


def _other_name(request: Any, here: relationships.Relationship) -> str:
    other = relationships.other_in(here, request.person)
    return people.names_of([other]).get(other, "")


def _opened(
    request: Any, here: relationships.Relationship, promise: Promise, at: datetime
) -> PromiseLine:
    return queries.promise_line(here, promise, by=request.person, at=at, keyring=request.keyring)
