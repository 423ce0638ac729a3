"""What was told outside: the page both read, a form for the coach, and deciding again."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.disclosures import actions, queries
from goldenthread.disclosures.forms import AgainForm, NoteForm
from goldenthread.disclosures.happening import NOT_YET
from goldenthread.disclosures.queries import OpenNote
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import Role, only_you, you_and
from goldenthread.vault import api as vault

COACH = "coach"


@require_GET
@vault.signed_in
def told(request: Any, rel: UUID) -> HttpResponse:
    """Show what was ever told outside; to the coach, also what is kept back."""
    here = relationships.the_relationship(rel, by=request.person)
    looking = _looking(request)
    frame = _frame(request, here)
    kept_back = queries.kept_back_in(here, **looking) if frame["role"] == COACH else ()
    grounds = _grounds(here, frame)
    today = timezone.localdate(looking["at"])
    return http.render(
        request,
        "disclosures/told.html",
        frame
        | {
            "notes": [_seen(note, grounds) for note in queries.told_in(here, **looking)],
            "kept_back": [
                _seen(note, grounds) | {"form": _again_form(note), "due": _is_due(note, today)}
                for note in kept_back
            ],
            "may_note": frame["role"] == COACH and bool(grounds),
        },
    )


@require_http_methods(["GET", "POST"])
@vault.signed_in
def note(request: Any, rel: UUID) -> HttpResponse:
    """Note that something was told to someone outside, on a ground both signed (S1.11)."""
    here = relationships.the_relationship(rel, by=request.person)
    frame = _frame(request, here)
    grounds = _grounds(here, frame)
    if frame["role"] != COACH or not grounds:
        raise Http404
    page = "disclosures/note.html"
    if request.method == "GET":
        form = NoteForm(grounds=grounds)
        return http.render(request, page, frame | {"form": form})
    form = NoteForm(request.POST, grounds=grounds)
    if form.is_valid():
        try:
            actions.note_disclosure(
                here,
                form.happening(),
                grounds=grounds,
                look_again_on=form.look_again(),
                **_looking(request),
            )
        except NotAllowed as refused:
            kept_back = form.cleaned_data["client_was_told"] == NOT_YET
            form.add_error("look_again_on" if kept_back else "told_on", str(refused))
        else:
            return _noted(request, here, form, frame["other"])
    return http.with_errors(request, page, frame | {"form": form})


def _noted(
    request: Any, here: relationships.Relationship, form: NoteForm, other: str
) -> HttpResponse:
    if form.cleaned_data["client_was_told"] == NOT_YET:
        http.tell(
            request, _("Kept. Only you can read it until you tell %(name)s.") % {"name": other}
        )
    else:
        when = agreements.tell_and_say(here, by=request.person, at=now())
        http.tell(request, _("Noted. %(name)s can read it now.") % {"name": other} + when)
    return _back(here)


@require_POST
@vault.signed_in
def again(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Decide again that the client can't be told yet."""
    here = relationships.the_relationship(rel, by=request.person)
    found = queries.the_kept_back(here, uid, by=request.person)
    form = AgainForm(request.POST, auto_id=f"id_{uid}_%s")
    if form.is_valid():
        try:
            actions.decide_again(here, found, **form.cleaned_data, **_looking(request))
        except NotAllowed as refused:
            form.add_error("until", str(refused))
        else:
            http.tell(request, _("Kept. You decide it again on the day you chose."))
            return _back(here)
    return http.with_errors(
        request, "disclosures/again.html", _frame(request, here) | {"form": form, "uid": uid}
    )


@require_POST
@vault.signed_in
def tell(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Let the client read what was kept back."""
    here = relationships.the_relationship(rel, by=request.person)
    found = queries.the_kept_back(here, uid, by=request.person)
    looking = _looking(request)
    kept = next(each for each in queries.kept_back_in(here, **looking) if each.uid == uid)
    actions.tell(here, found, (kept.happening, kept.looks), **looking)
    when = agreements.tell_and_say(here, by=request.person, at=looking["at"])
    other = _frame(request, here)["other"]
    http.tell(request, _("%(name)s can read it now.") % {"name": other} + when)
    return _back(here)


def _looking(request: Any) -> dict[str, Any]:
    return {"by": request.person, "at": now(), "keyring": request.keyring}


def _back(here: relationships.Relationship) -> HttpResponse:
    return http.see_other(reverse("disclosures:told", args=[here.uid]))


def _frame(request: Any, here: relationships.Relationship) -> dict[str, Any]:
    role = relationships.role_in(here, request.person)
    other = relationships.other_in(here, request.person)
    names = people.names_of([request.person.uid, other])
    mine, theirs = names[request.person.uid], names.get(other, "")
    return {
        "rel": here,
        "role": role,
        "other": theirs,
        "coach": mine if role == COACH else theirs,
        "client": theirs if role == COACH else mine,
        "audience": you_and(mine, cast("Role", role), theirs),
        "alone": only_you(mine, cast("Role", role)),
    }


def _grounds(here: relationships.Relationship, frame: dict[str, Any]) -> dict[str, str]:
    """Give the grounds both signed, each as a sentence with the two names."""
    return agreements.grounds_said(here, {"coach": frame["coach"], "client": frame["client"]})


def _again_form(note: OpenNote) -> AgainForm:
    return AgainForm(auto_id=f"id_{note.uid}_%s")


def _is_due(note: OpenNote, today: Any) -> bool:
    return note.look_again_on is not None and note.look_again_on <= today


def _seen(note: OpenNote, grounds: dict[str, str]) -> dict[str, Any]:
    ground = grounds.get(note.happening.ground, "")
    return {"note": note, "told": note.happening, "ground": ground}
