"""Lines of the room: written in one stroke, and worded anew or taken away on a page of their own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.room.actions import lines
from goldenthread.room.forms import ChangeForm, LineForm
from goldenthread.room.lines import OpenLine
from goldenthread.room.states import Column, LineKind
from goldenthread.room.views.here import Here, here, inside
from goldenthread.room.views.page import PAGE, page_of
from goldenthread.ui import http
from goldenthread.vault import api as vault

_ONCE = "That was kept a moment ago. It’s here once."


@require_POST
@vault.signed_in
def write(request: Any, rel: UUID, uid: UUID, column: Column) -> HttpResponse:
    """Write a line into a column."""
    found = inside(request, rel, uid)
    form = LineForm(request.POST, auto_id=f"{column.value}_%s")
    if not form.is_valid():
        context = page_of(found, **{f"{column.value}_form": form, "form": form})
        return http.with_errors(request, PAGE, context)
    kind = form.line_kind if column == Column.OURS else LineKind.NOTE
    try:
        lines.write_line(
            found.room,
            form.cleaned_data["words"],
            uid=form.cleaned_data["uid"],
            column=column,
            kind=kind,
            **found.looking,
        )
    except lines.AlreadyKept:
        return found.to_room(_(_ONCE), column.value)
    if both_read(found, column):
        found.changed()
    return found.to_room(kept(found, column), column.value)


def both_read(found: Here, column: Column) -> bool:
    """Say whether the other one sees a line written into this column."""
    shared_note = column == Column.MINE and not found.is_client and found.gate.notes_are_shared
    return column == Column.OURS or shared_note


def kept(found: Here, column: Column) -> str:
    """Say that a line was kept, and who can read it."""
    if both_read(found, column):
        return _("Kept. %(name)s can read it too.") % {"name": found.other}
    return _("Kept. Only you can read it.")


@require_GET
@vault.signed_in
def changing(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show one's own lines of a session, each to word anew or take away."""
    found = here(request, rel, uid)
    return http.render(request, "room/lines.html", _page(found))


@require_POST
@vault.signed_in
def word(request: Any, rel: UUID, uid: UUID, line: UUID) -> HttpResponse:
    """Word one's own line anew."""
    found = here(request, rel, uid)
    form = ChangeForm(request.POST, auto_id=f"{line}_%s")
    if not form.is_valid():
        return http.with_errors(request, "room/lines.html", _page(found, {line: form}))
    words, seen = form.cleaned_data["words"], form.cleaned_data["seen"] or 0
    relationship = found.room.relationship
    try:
        changed = lines.word_anew(relationship, line, words, seen=seen, **found.looking)
    except lines.WordedElsewhere:
        context = _page(found, {line: form}) | {"elsewhere": line}
        return http.with_errors(request, "room/lines.html", context)
    return _back(found, changed, _("Kept as you worded it now."))


@require_POST
@vault.signed_in
def take_away(request: Any, rel: UUID, uid: UUID, line: UUID) -> HttpResponse:
    """Take one's own line away."""
    found = here(request, rel, uid)
    gone = lines.take_away(found.room.relationship, line, **found.doing)
    return _back(found, gone, _("It’s gone."))


def _back(found: Here, line: Any, told: str) -> HttpResponse:
    if line is None:
        return http.see_other(found.url("lines"))
    if line.compartment.kind == vault.CompartmentKind.SHARED:
        found.changed()
    http.tell(found.request, told)
    return http.see_other(found.url("lines"))


def _page(found: Here, forms: dict[UUID, ChangeForm] | None = None) -> dict[str, Any]:
    own = [(line, (forms or {}).get(line.uid) or _form(line)) for line in found.notes.changeable]
    wrong = next((form for _line, form in own if form.is_bound and form.errors), None)
    return {"here": found, "own": own, "form": wrong}


def _form(line: OpenLine) -> ChangeForm:
    return ChangeForm(
        initial={"words": line.words, "seen": line.revision}, auto_id=f"{line.uid}_%s"
    )
