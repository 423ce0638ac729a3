"""Swaps: all of them, one of them, writing one's half, being ready, taking it back, adding."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.relationships import api as relationships
from goldenthread.swaps import actions, policy, queries
from goldenthread.swaps.actions import ChangedElsewhere
from goldenthread.swaps.beside import words_beside
from goldenthread.swaps.forms import AddForm, HalfForm, ReadyForm, starting_with
from goldenthread.swaps.halves import Written
from goldenthread.swaps.kinds import SwapKind, the_kind
from goldenthread.swaps.reading import Added, SwapPage
from goldenthread.swaps.views.here import Here, day, here, said
from goldenthread.swaps.views.shown import audience_of, groups_of, shown_kind, shown_round
from goldenthread.ui import http
from goldenthread.vault import api as vault

FORM = require_http_methods(["GET", "HEAD", "POST"])
PAGE, WRITE = "swaps/swap.html", "swaps/write.html"


@require_GET
@vault.signed_in
def swaps(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Show every swap with where it stands. No count, no order to keep (S4.8)."""
    place = here(request, rel)
    found = queries.standings(place.relationship, by=place.person)
    begun = any(each.has_draft or each.seen_as != "none" for each in found)
    context = {"here": place, "groups": groups_of(found), "begun": begun}
    return http.render(request, "swaps/swaps.html", context)


@require_GET
@vault.signed_in
def swap(request: http.AppRequest, rel: UUID, kind: str) -> HttpResponse:
    """Show one swap: both halves once they are open, and one's own until then."""
    place, which = here(request, rel), the_kind(kind)
    return http.render(request, PAGE, _page(request, place, which, AddForm(kind=which), at=now()))


@FORM
@vault.signed_in
def write(request: http.AppRequest, rel: UUID, kind: str) -> HttpResponse:
    """Write one's own half. If it changed in another window, both are shown and nothing is lost."""
    place, which, at = here(request, rel), the_kind(kind), now()
    page = _opened(request, place, which, at)
    if request.method != "POST":
        is_ready = page.mine_ready_at is not None
        policy.may_write(going_on=place.going_on, is_ready=is_ready).or_raise()
        begins = starting_with(page.draft, page.last_mine)
        form = HalfForm(kind=which, role=place.role, initial=begins)
        return http.render(request, WRITE, _writing(place, which, page, form))
    form = HalfForm(request.POST, kind=which, role=place.role)
    if not form.is_valid():
        return http.with_errors(request, WRITE, _writing(place, which, page, form))
    try:
        actions.keep_draft(
            place.relationship,
            which,
            form.written,
            seen_revision=form.cleaned_data["revision"],
            by=place.person,
            at=at,
            keyring=request.keyring,
        )
    except ChangedElsewhere:
        return _both_or_once(request, place, which, form.written, at=at)
    except NotAllowed as refused:
        # Ready or over since, in another window: what was typed here is kept on the page.
        form.add_error(None, _(str(refused)))
        return http.with_errors(request, WRITE, _writing(place, which, page, form))
    http.tell(request, _("Kept. Only you can read it."))
    return _see(place, which)


@require_POST
@vault.signed_in
def ready(request: http.AppRequest, rel: UUID, kind: str) -> HttpResponse:
    """Say that one's half is ready. With the second both open, and the other gets a neutral letter."""
    place, which, at = here(request, rel), the_kind(kind), now()
    asked: dict[str, Any] = {"by": place.person, "at": at, "keyring": request.keyring}
    try:
        draft = queries.the_open_draft(place.relationship, which, **asked)
        form = ReadyForm(request.POST)
        seen = form.cleaned_data["revision"] if form.is_valid() else 0
        half = actions.be_ready(place.relationship, which, draft, seen_revision=seen, **asked)
    except Http404:
        # Sent twice, most likely, and it has opened since: the page says where it stands.
        return _see(place, which)
    except ChangedElsewhere:
        says = _("Your words have changed in another window since. Read them again, then say it.")
        context = _page(request, place, which, AddForm(kind=which), at=at) | {"trouble": says}
        return http.with_errors(request, PAGE, context)
    if half.let_go_at is None:
        http.tell(request, _("You’re ready. It opens to you both when you both are."))
    else:
        relationships.tell_the_other(place.relationship, by=place.person, at=at)
        http.tell(request, _("You were both ready, so it’s open to you both now."))
    return _see(place, which)


@require_POST
@vault.signed_in
def take_back(request: http.AppRequest, rel: UUID, kind: str) -> HttpResponse:
    """Be not ready any more, while it hasn't opened."""
    place, which = here(request, rel), the_kind(kind)
    try:
        actions.take_back_half(place.relationship, which, by=place.person, at=now())
        http.tell(request, _("Taken back. Only you can read it, and you can write on."))
    except NotAllowed:
        # Sent twice, or the other was ready a moment before: the page says where it stands.
        http.tell(request, _("There’s nothing of yours waiting here any more."))
    return _see(place, which)


@FORM
@vault.signed_in
def put_away(request: http.AppRequest, rel: UUID, kind: str) -> HttpResponse:
    """Ask once, then delete a half that nobody else was given."""
    place, which, at = here(request, rel), the_kind(kind), now()
    if request.method == "POST":
        try:
            actions.put_away_draft(place.relationship, which, by=place.person, at=at)
            http.tell(request, _("Put away. It’s gone for good."))
        except Http404:
            http.tell(request, _("There’s nothing of yours here any more."))
        return _see(place, which)
    asked: dict[str, Any] = {"by": place.person, "at": at, "keyring": request.keyring}
    draft = queries.the_open_draft(place.relationship, which, **asked)
    context = {"here": place, "kind": shown_kind(which), "written": _own(draft.written)}
    return http.render(request, "swaps/put_away.html", context)


@require_POST
@vault.signed_in
def add(request: http.AppRequest, rel: UUID, kind: str) -> HttpResponse:
    """Add what one didn't know, beneath both halves."""
    place, which, at = here(request, rel), the_kind(kind), now()
    form = AddForm(request.POST, kind=which)
    if not form.is_valid():
        return http.with_errors(request, PAGE, _page(request, place, which, form, at=at))
    actions.add_words(
        place.relationship,
        which,
        form.cleaned_data["words"],
        uid=form.cleaned_data["uid"],
        by=place.person,
        at=at,
        keyring=request.keyring,
    )
    http.tell(request, _("Added. Only you and %(name)s can read it.") % {"name": place.theirs})
    return _see(place, which)


def _see(place: Here, kind: SwapKind) -> HttpResponse:
    """Look at this swap now."""
    where = {"rel": place.rel, "kind": kind.key}
    return http.see_other(reverse("swaps:swap", kwargs=where))


def _opened(request: http.AppRequest, place: Here, kind: SwapKind, at: datetime) -> SwapPage:
    return queries.swap_page(
        place.relationship, kind, by=place.person, at=at, keyring=request.keyring
    )


def _own(written: Written) -> list[dict[str, str]]:
    return [{"asks": said(each.asks), "words": each.words} for each in written.answers]


def _page(
    request: http.AppRequest, place: Here, kind: SwapKind, form: AddForm, *, at: datetime
) -> dict[str, Any]:
    page = _opened(request, place, kind, at)
    others = words_beside(
        place.relationship, kind.key, by=place.person, at=at, keyring=request.keyring
    )
    return {
        "here": place,
        "kind": shown_kind(kind),
        "page": page,
        "audience": audience_of(page, place),
        "mine": _own(page.draft.written) if page.draft else [],
        "now": shown_round(page.now, place) if page.now else None,
        "before": [shown_round(each, place) for each in page.before],
        "additions": [_added(each, place) for each in page.additions],
        "beside": [
            {"says": f"{each.says_who}, {day(each.at)}", "words": each.words} for each in others
        ],
        "form": form,
        "add_draft": place.draft(f"{kind.slug}/add"),
    }


def _added(added: Added, place: Here) -> dict[str, Any]:
    is_mine = added.author_uid == place.person.uid
    return {
        "initial": place.my_initial if is_mine else place.their_initial,
        "role": place.role if is_mine else place.other_role,
        "says": f"{place.mine if is_mine else place.theirs}, {day(added.at)}",
        "words": added.words,
    }


def _writing(place: Here, kind: SwapKind, page: SwapPage, form: HalfForm) -> dict[str, Any]:
    return {
        "here": place,
        "kind": shown_kind(kind),
        "form": form,
        "saved": page.draft.kept_at if page.draft else None,
        "again": bool(page.rounds),
        "draft": place.draft(kind.slug),
    }


def _both_or_once(
    request: http.AppRequest, place: Here, kind: SwapKind, written: Written, *, at: datetime
) -> HttpResponse:
    """Show what is kept above what was typed; or, where they're the same words, go on."""
    page = _opened(request, place, kind, at)
    kept = page.draft
    if kept is not None and kept.written.payload == written.payload:
        http.tell(request, _("Kept. Only you can read it."))
        return _see(place, kind)
    sent = request.POST.copy()
    sent["revision"] = str(kept.revision if kept else 0)
    typed = HalfForm(sent, kind=kind, role=place.role)
    context = _writing(place, kind, page, typed)
    context |= {"kept": _own(kept.written) if kept else [], "elsewhere": True}
    return http.with_errors(request, WRITE, context)
