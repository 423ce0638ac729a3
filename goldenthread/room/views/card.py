"""The card: what today is for. The client speaks first; the coach adds after; both say yes (S4.10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenthread.core.verdicts import NotAllowed
from goldenthread.room.actions import lines
from goldenthread.room.forms import AddForm, CardForm, ChallengeForm
from goldenthread.room.states import Column, LineKind
from goldenthread.room.views.here import Here, inside
from goldenthread.room.views.page import PAGE, page_of
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.vault import api as vault

PART = "card"


@require_POST
@vault.signed_in
def say(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say what today is for, as the client; and what has changed since, if something has (S4.17)."""
    found = _for(request, rel, uid, client=True)
    form = CardForm(request.POST, auto_id="card_%s")
    if not form.is_valid():
        return http.with_errors(request, PAGE, page_of(found, card_form=form, form=form))
    try:
        _say(found, form)
    except sessions.WordedElsewhere:
        typed = {**request.POST.dict(), "seen": found.session.round}
        again = CardForm(initial=typed, auto_id="card_%s")
        context = page_of(found, card_form=again, elsewhere=True)
        return http.with_errors(request, PAGE, context)
    found.card_changed()
    if found.card_is_for_both:
        return found.to_room(_("Kept. %(name)s can read it too.") % {"name": found.other}, PART)
    return found.to_room(_("Kept. Only you can read it."), PART)


def _say(found: Here, form: CardForm) -> None:
    """Keep the aim, and then what has changed; sent twice, each is kept once."""
    session = found.session
    wishes = sessions.Wishes(
        session.minutes, session.recording, session.goal_uid, outside=session.outside
    )
    if session.aim != form.aim:
        seen = form.cleaned_data["seen"] or 0
        pair = found.room.relationship
        sessions.say_what_for(pair, found.uid, form.aim, wishes, seen=seen, **found.looking)
    since = form.cleaned_data["since"]
    stands = found.notes.since
    if not since or (stands is not None and stands.words == since):
        return
    column = Column.OURS if found.opens["ours"] else Column.MINE
    try:
        lines.write_line(
            found.room,
            since,
            uid=form.cleaned_data["uid"],
            column=column,
            kind=LineKind.SINCE,
            **found.looking,
        )
    except lines.AlreadyKept:
        return


@require_POST
@vault.signed_in
def add(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Add to what the client said, once they have."""
    found = _for(request, rel, uid, client=False)
    form = AddForm(request.POST, auto_id="add_%s")
    if not form.is_valid():
        return http.with_errors(request, PAGE, page_of(found, add_form=form, form=form))
    words, seen = form.cleaned_data["words"], form.cleaned_data["seen"] or 0
    if found.session.added == words:
        return found.to_room("", PART)
    try:
        sessions.add_to_aim(found.room.relationship, uid, words, seen=seen, **found.looking)
    except sessions.WordedElsewhere:
        typed = {"words": words, "seen": found.session.round}
        again = AddForm(initial=typed, auto_id="add_%s")
        return http.with_errors(request, PAGE, page_of(found, add_form=again, elsewhere=True))
    found.card_changed()
    return found.to_room(_("Kept. %(name)s can read it too.") % {"name": found.other}, PART)


@require_POST
@vault.signed_in
def agree(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say yes to what was on the screen."""
    found = inside(request, rel, uid)
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < len("100000") else 0
    try:
        sessions.agree_to_aim(found.room.relationship, uid, seen=number, **found.doing)
    except NotAllowed as refused:
        return found.to_room(_(str(refused)), PART)
    found.card_changed()
    return found.to_room(_("You said yes."), PART)


@require_POST
@vault.signed_in
def challenge(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Lay the challenge card, as the client (S2.2)."""
    found = _for(request, rel, uid, client=True)
    form = ChallengeForm(request.POST, auto_id="challenge_%s")
    if not form.is_valid():
        return http.with_errors(request, PAGE, page_of(found, challenge_form=form, form=form))
    level = sessions.Challenge(form.cleaned_data["level"])
    sessions.set_card(found.room.relationship, uid, level, **found.looking)
    found.card_changed()
    return found.to_room(_("The card lies there until this session is over."), PART)


@require_POST
@vault.signed_in
def challenge_back(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Take the challenge card back."""
    found = _for(request, rel, uid, client=True)
    sessions.set_card(found.room.relationship, uid, None, **found.looking)
    found.card_changed()
    return found.to_room(_("Taken back."), PART)


def _for(request: Any, rel: UUID, uid: UUID, *, client: bool) -> Here:
    """Find the open room for one of the two. Raises Http404 for everyone else."""
    found = inside(request, rel, uid)
    if found.is_client != client:
        raise Http404
    return found
