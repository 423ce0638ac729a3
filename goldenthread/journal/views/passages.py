"""Sharing a passage, reading what is shared, writing beside it, taking it back."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid5

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.journal import actions
from goldenthread.journal.actions import AlreadyKept, EditedElsewhere
from goldenthread.journal.chores import wipe_later
from goldenthread.journal.forms import ReplyForm, ShareForm
from goldenthread.journal.opened import OpenEntry, Thread
from goldenthread.journal.queries import reading
from goldenthread.journal.views.entries import FORM, see_entry
from goldenthread.journal.views.here import Here, here, last_day, moment, own_journal, page_number
from goldenthread.journal.views.threads import shown
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def shared(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """What the client has shared: for the coach what is open, for the client all of it."""
    place = here(request, rel)
    page = reading.shared_page(
        place.relationship,
        by=place.person,
        at=now(),
        keyring=request.keyring,
        number=page_number(request.GET.get("page")),
    )
    context = {
        "here": place,
        "page": page,
        "threads": (threads := [shown(thread, place) for thread in page.threads]),
        "some_are_shut": any(thread.is_shut for thread in threads),
    }
    return http.render(request, "journal/shared.html", context)


@FORM
@vault.signed_in
def share(request: http.AppRequest, rel: UUID, uid: UUID) -> HttpResponse:
    """Choose words, see exactly what will be read and by whom, then share them (S1.8)."""
    place, at = own_journal(request, rel), now()
    entry = reading.the_entry(
        place.relationship, uid, by=place.person, at=at, keyring=request.keyring
    )
    opened = reading.terms_open(place.relationship, at=at)
    context: dict[str, Any] = {"here": place, "entry": entry, "opened": opened}
    if not opened or request.method != "POST":
        context["form"] = ShareForm(body=entry.body, at=at)
        return http.render(request, "journal/share.html", context)
    form = ShareForm(request.POST, body=entry.body, at=at)
    context["form"] = form
    step = request.POST.get("step")
    if step == "again":
        context["form"] = ShareForm(body=entry.body, at=at, initial=_as_typed(request))
        return http.render(request, "journal/share.html", context)
    if not form.is_valid():
        return http.with_errors(request, "journal/share.html", context)
    if step == "share":
        return _share(request, place, entry, form)
    closes_at = form.closes_at()
    context |= {
        "words": form.cleaned_data["exact"],
        "start": form.cleaned_data["start"],
        "until": form.cleaned_data["until"],
        "last_day": last_day(closes_at) if closes_at else "",
    }
    return http.render(request, "journal/share_look.html", context)


@FORM
@vault.signed_in
def answer(request: http.AppRequest, rel: UUID, uid: UUID) -> HttpResponse:
    """Write beside a shared passage."""
    place = here(request, rel)
    if request.method != "POST":
        return http.render(
            request, "journal/answer.html", _answer_page(request, place, uid, ReplyForm())
        )
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return http.with_errors(
            request, "journal/answer.html", _answer_page(request, place, uid, form)
        )
    with suppress(AlreadyKept):
        actions.answer_passage(
            place.relationship,
            uid,
            form.cleaned_data["words"],
            reply_uid=form.cleaned_data["uid"],
            by=place.person,
            at=now(),
            keyring=request.keyring,
        )
    said = _("Kept. Only you and %(name)s can read it.") % {"name": place.theirs}
    http.tell(
        request, said + agreements.tell_and_say(place.relationship, by=place.person, at=now())
    )
    return _see_thread(place, uid)


@require_POST
@vault.signed_in
def dont_know(request: http.AppRequest, rel: UUID, uid: UUID) -> HttpResponse:
    """Say “I don’t know” beside a passage, in one tap: a coach’s answer like any other (S1.2).

    The same tap twice is one answer. Nothing anywhere counts it.
    """
    place = here(request, rel)
    if place.role != "coach":
        raise Http404
    with suppress(AlreadyKept):
        actions.answer_passage(
            place.relationship,
            uid,
            _("I don’t know."),
            reply_uid=uuid5(uid, str(place.person.uid)),
            by=place.person,
            at=now(),
            keyring=request.keyring,
        )
    said = _("Kept. Only you and %(name)s can read it.") % {"name": place.theirs}
    http.tell(
        request, said + agreements.tell_and_say(place.relationship, by=place.person, at=now())
    )
    return _see_thread(place, uid)


@FORM
@vault.signed_in
def take_back(request: http.AppRequest, rel: UUID, uid: UUID) -> HttpResponse:
    """Take shared words back, and say whether and when they had been read."""
    place = own_journal(request, rel)
    passage = reading.the_passage(place.relationship, uid)
    if passage.taken_back_at is not None:
        return _see_thread(place, uid)
    if request.method == "POST":
        actions.take_back_passage(place.relationship, uid, by=place.person, at=now())
        read = _whether_read(place, uid)
        taken = _("Taken back. %(name)s can't open it any more.") % {"name": place.theirs}
        http.tell(request, f"{taken} {read}")
        return _see_thread(place, uid)
    context = {
        "here": place,
        "thread": shown(_thread(request, place, uid), place),
        "read": _whether_read(place, uid),
    }
    return http.render(request, "journal/take_back.html", context)


def _share(
    request: http.AppRequest, place: Here, entry: OpenEntry, form: ShareForm
) -> HttpResponse:
    try:
        actions.share_passage(
            place.relationship,
            entry,
            form.cleaned_data["exact"],
            near=form.cleaned_data["start"],
            uid=form.cleaned_data["uid"],
            closes_at=form.closes_at(),
            by=place.person,
            at=now(),
            keyring=request.keyring,
        )
    except AlreadyKept:
        pass
    except EditedElsewhere as edited:
        form.add_error(None, str(edited.__doc__))
        context = {"here": place, "entry": entry, "opened": True, "form": form}
        return http.with_errors(request, "journal/share.html", context)
    wipe_later(form.closes_at())
    says = _("Shared. %(name)s can read these words now; nobody else can.") % {"name": place.theirs}
    http.tell(
        request, says + agreements.tell_and_say(place.relationship, by=place.person, at=now())
    )
    return see_entry(place.rel, entry.uid)


def _as_typed(request: http.AppRequest) -> dict[str, Any]:
    given = request.POST
    return {"words": given.get("words", ""), "until": given.get("until", "")}


def _thread(request: http.AppRequest, place: Here, uid: UUID) -> Thread:
    return reading.the_thread(
        place.relationship, uid, by=place.person, at=now(), keyring=request.keyring
    )


def _answer_page(
    request: http.AppRequest, place: Here, uid: UUID, form: ReplyForm
) -> dict[str, Any]:
    thread = shown(_thread(request, place, uid), place)
    if not thread.is_open:
        raise Http404
    return {"here": place, "form": form, "thread": thread, "draft": f"journal/answer/{uid}"}


def _see_thread(place: Here, uid: UUID) -> HttpResponse:
    """Go where this person sees the talk: the client in the entry, if it's still there."""
    passage = reading.the_passage(place.relationship, uid)
    if place.role == "client" and reading.has_entry(place.relationship, passage.entry_uid):
        page = reverse("journal:entry", args=[place.rel, passage.entry_uid])
    else:
        page = reverse("journal:shared", args=[place.rel])
    return http.see_other(f"{page}#p-{uid}")


def _whether_read(place: Here, uid: UUID) -> str:
    """Say from the ledger whether and when the coach had read these words (S1.8)."""
    first = reading.first_openings(place.relationship, [uid]).get(uid)
    if first is None:
        return _("%(name)s hadn't opened it.") % {"name": place.theirs}
    said = {"name": place.theirs, "moment": moment(first)}
    return _("%(name)s first opened it on %(moment)s.") % said
