"""The client's own entries: the list, one of them, writing, changing, deleting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.journal import actions
from goldenthread.journal.actions import AlreadyKept, EditedElsewhere, Writing
from goldenthread.journal.forms import EntryForm
from goldenthread.journal.opened import OpenEntry, Row, Thread
from goldenthread.journal.prose import MARKS_MOST, blocks
from goldenthread.journal.queries import reading
from goldenthread.journal.views.here import Here, day, moment, own_journal, page_number
from goldenthread.journal.views.threads import ShownThread, shown
from goldenthread.ui import http
from goldenthread.vault import api as vault

FORM = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True, repr=False)
class ShownRow:
    """One line of the list, ready to be written down."""

    href: str
    heading: str
    under: str
    day: str
    is_shared: bool


@dataclass(frozen=True, slots=True, repr=False)
class Month:
    """The entries of one month, under its name."""

    name: str
    rows: Sequence[ShownRow]


@dataclass(frozen=True, slots=True, repr=False)
class ShownBlock:
    """One paragraph of an entry, with the passages that begin in it."""

    html: str
    threads: tuple[ShownThread, ...]


@require_GET
@vault.signed_in
def entries(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """The list, newest first, by month."""
    here = own_journal(request, rel)
    page = reading.entries_page(
        here.relationship,
        by=here.person,
        at=now(),
        keyring=request.keyring,
        number=page_number(request.GET.get("page")),
    )
    context = {"here": here, "page": page, "months": _by_month(page.rows)}
    return http.render(request, "journal/entries.html", context)


@require_GET
@vault.signed_in
def entry(request: http.AppRequest, rel: UUID, uid: UUID) -> HttpResponse:
    """One entry, with the passages shared from it underlined and the talk beside them."""
    here = own_journal(request, rel)
    opened = _the_entry(request, here, uid)
    context = {
        "here": here,
        "entry": opened,
        "heading": opened.title or _("Entry of %(day)s") % {"day": day(opened.written_at)},
        "written": moment(opened.written_at),
        "changed": moment(opened.changed_at) if opened.changed_at else "",
        "blocks": (split := _blocks(opened, here))[0],
        "aside": split[1],
        "is_shared": any(thread.state == "shared" for thread in opened.threads),
    }
    return http.render(request, "journal/entry.html", context)


@FORM
@vault.signed_in
def new(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """A blank page to write on; sending it twice keeps one entry."""
    here = own_journal(request, rel)
    if request.method != "POST":
        return http.render(request, "journal/write.html", {"here": here, "form": EntryForm()})
    form = EntryForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "journal/write.html", {"here": here, "form": form})
    return _keep(request, here, form)


@FORM
@vault.signed_in
def change(request: http.AppRequest, rel: UUID, uid: UUID) -> HttpResponse:
    """Change an entry. If it changed or went meanwhile, that is said and nothing is lost."""
    here = own_journal(request, rel)
    if request.method != "POST":
        entry = _the_entry(request, here, uid)
        kept = {"title": entry.title, "body": entry.body, "revision": entry.revision}
        return http.render(
            request, "journal/change.html", _change_page(here, EntryForm(initial=kept), entry)
        )
    form = EntryForm(request.POST)
    try:
        return _changed(request, here, form, uid)
    except Http404:
        # Deleted in another window: what was typed goes on as a new entry.
        context = {"here": here, "form": _anew(request), "is_gone": True}
        return http.with_errors(request, "journal/write.html", context)


@FORM
@vault.signed_in
def delete(request: http.AppRequest, rel: UUID, uid: UUID) -> HttpResponse:
    """Ask first, and say what can't be undone; then delete for good."""
    here = own_journal(request, rel)
    if request.method == "POST":
        try:
            actions.delete_entry(here.relationship, uid, by=here.person, at=now())
            http.tell(request, _("Deleted. It's gone for good."))
        except Http404:
            # Sent twice, most likely: what the writer wanted is so.
            http.tell(request, _("There's no such entry here any more."))
        return http.see_other(reverse("journal:entries", args=[rel]))
    opened = _the_entry(request, here, uid)
    context = {
        "here": here,
        "entry": opened,
        "written": moment(opened.written_at),
        "is_shared": any(thread.state == "shared" for thread in opened.threads),
    }
    return http.render(request, "journal/delete.html", context)


def see_entry(rel: UUID, uid: UUID) -> HttpResponse:
    """Look at this entry now."""
    return http.see_other(reverse("journal:entry", args=[rel, uid]))


def _the_entry(request: http.AppRequest, here: Here, uid: UUID) -> OpenEntry:
    return reading.the_entry(
        here.relationship, uid, by=here.person, at=now(), keyring=request.keyring
    )


def _writing(form: EntryForm) -> Writing:
    return Writing.of(form.cleaned_data["title"], form.cleaned_data["body"])


def _keep(request: http.AppRequest, here: Here, form: EntryForm) -> HttpResponse:
    writing, uid = _writing(form), form.cleaned_data["uid"]
    private = _open_journal(request, here)
    try:
        kept = actions.keep_entry(
            here.relationship,
            writing,
            uid=uid,
            private=private,
            by=here.person,
            at=now(),
            keyring=request.keyring,
        )
    except AlreadyKept:
        return _both_or_once(request, here, writing, uid)
    http.tell(request, _("Kept. Only you can read it."))
    return see_entry(here.rel, kept.uid)


def _open_journal(request: http.AppRequest, here: Here) -> vault.Compartment:
    kind = vault.CompartmentKind.CLIENT_PRIVATE
    return vault.open_beforehand(here.rel, kind, keyring=request.keyring)


def _changed(request: http.AppRequest, here: Here, form: EntryForm, uid: UUID) -> HttpResponse:
    """Keep what the writer chose to keep. Raises Http404 when the entry is gone."""
    if not form.is_valid():
        context = _change_page(here, form, _the_entry(request, here, uid))
        return http.with_errors(request, "journal/change.html", context)
    keep = request.POST.get("keep")
    if keep == "theirs":
        _the_entry(request, here, uid)
        http.tell(request, _("Left as it was. Only you can read it."))
        return see_entry(here.rel, uid)
    if keep == "both":
        return _keep(request, here, form)
    return _change(request, here, form, uid)


def _anew(request: http.AppRequest) -> EntryForm:
    typed = request.POST
    return EntryForm(initial={"title": typed.get("title", ""), "body": typed.get("body", "")})


def _change_page(here: Here, form: EntryForm, entry: OpenEntry) -> dict[str, Any]:
    return {
        "here": here,
        "form": form,
        "uid": entry.uid,
        "saved": _saved_at(entry),
        "draft": f"journal/{entry.uid}",
    }


def _change(request: http.AppRequest, here: Here, form: EntryForm, uid: UUID) -> HttpResponse:
    writing = _writing(form)
    _open_journal(request, here)
    try:
        actions.change_entry(
            here.relationship,
            uid,
            writing,
            seen_revision=form.cleaned_data["revision"] or 0,
            by=here.person,
            at=now(),
            keyring=request.keyring,
        )
    except EditedElsewhere:
        return _both_or_once(request, here, writing, uid)
    http.tell(request, _("Kept. Only you can read it."))
    return see_entry(here.rel, uid)


def _both_or_once(
    request: http.AppRequest, here: Here, writing: Writing, uid: UUID
) -> HttpResponse:
    """Show both versions; or, where they are the same words sent twice, just the entry."""
    entry = _the_entry(request, here, uid)
    if (entry.title, entry.body) == (writing.title, writing.body):
        http.tell(request, _("Kept. Only you can read it."))
        return see_entry(here.rel, uid)
    form = EntryForm(
        initial=writing.payload | {"revision": entry.revision, "uid": new_uid()},
    )
    context = {
        "here": here,
        "form": form,
        "entry": entry,
        "since": moment(_saved_at(entry)),
        "saved": _saved_at(entry),
        "draft": f"journal/{uid}",
    }
    return http.with_errors(request, "journal/both.html", context)


def _saved_at(entry: OpenEntry) -> Any:
    return entry.changed_at or entry.written_at


def _by_month(rows: Sequence[Row]) -> list[Month]:
    """Put rows under their months, in the reader's zone. Twenty at a time, so it is kept cheap."""
    local = timezone.get_current_timezone()
    dated = [(row.written_at.astimezone(local), row) for row in rows]
    return [
        Month(date_format(date(year, month, 1), "F Y"), [_shown_row(*each) for each in of_month])
        for (year, month), of_month in groupby(
            dated, key=lambda pair: (pair[0].year, pair[0].month)
        )
    ]


def _shown_row(written: datetime, row: Row) -> ShownRow:
    day = f"{WEEKDAYS[written.weekday()]} {written.day}"
    heading = row.heading or _("Without words")
    return ShownRow(f"{row.uid}/", heading, row.under, day, row.is_shared)


def _blocks(entry: OpenEntry, here: Here) -> tuple[list[ShownBlock], tuple[ShownThread, ...]]:
    """Put each passage beside the paragraph it begins in; those with no place come after."""
    placed = [thread for thread in entry.threads if _is_marked(thread)][:MARKS_MOST]
    found = blocks(entry.body, [thread.span for thread in placed if thread.span])
    beside = {number: shown(placed[number], here) for block in found for number in block.begins}
    at_hand = {thread.uid for thread in beside.values()}
    apart = tuple(shown(each, here) for each in entry.threads if each.uid not in at_hand)
    drawn = [
        ShownBlock(block.html, tuple(beside[number] for number in block.begins)) for block in found
    ]
    return drawn, apart


def _is_marked(thread: Thread) -> bool:
    return thread.span is not None and thread.state == "shared"
