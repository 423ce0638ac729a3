"""The room itself, on one page: every part stands in an element of its own, and works without script."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from goldenthread.core.verdicts import Refused
from goldenthread.room import policy
from goldenthread.room.forms import AddForm, CardForm, ChallengeForm, LineForm, PromiseForm
from goldenthread.room.views.here import Here, here
from goldenthread.room.views.presses import live_of
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.ui.charts import spun
from goldenthread.vault import api as vault

LEVELS = {
    sessions.Challenge.HOLD_BACK: gettext_lazy("Hold back: today I need to be heard"),
    sessions.Challenge.ASK_FIRST: gettext_lazy("Ask me first: I’ll say whether it’s a good moment"),
    sessions.Challenge.GO_AHEAD: gettext_lazy("Go ahead: say what you see"),
}
PAGE = "room/room.html"
SHUT = "room/shut.html"


@require_GET
@vault.signed_in
def room(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show the room; before its time and after it, what can be read of it."""
    found = here(request, rel, uid)
    return http.render(request, PAGE if found.is_open else SHUT, page_of(found))


def page_of(found: Here, **forms: Any) -> dict[str, Any]:
    """Give the context of the room, with forms as they were typed."""
    session = found.session
    today = found.at.astimezone(found.zone).date()
    return {
        "here": found,
        "room": found.room,
        "session": session,
        "notes": found.notes,
        "opens": found.opens,
        "time": time_of(found),
        "live": live_of(found),
        "level": LEVELS[session.card] if session.card else "",
        "shut_because": _(found.room.may_be_in.reason)
        if isinstance(found.room.may_be_in, Refused)
        else "",
        "has_notes": bool(
            found.notes.ours or found.notes.mine or found.notes.theirs or found.notes.hunches
        ),
        "mine_form": LineForm(auto_id="mine_%s"),
        "ours_form": LineForm(auto_id="ours_%s"),
        "pad_form": LineForm(auto_id="pad_%s"),
        "hunch_form": LineForm(auto_id="hunch_%s"),
        "card_form": _card_form(found),
        "add_form": AddForm(
            auto_id="add_%s", initial={"words": session.added, "seen": session.round}
        ),
        "challenge_form": ChallengeForm(auto_id="challenge_%s"),
        "promise_form": PromiseForm(today=today, as_client=found.is_client),
        **forms,
    }


def time_of(found: Here) -> dict[str, Any]:
    """Say the time left for both, to the minute; nothing while there is nothing to count from."""
    ends = found.ends_at
    left = policy.minutes_left(ends, at=found.at)
    if left is None or ends is None or left > found.minutes:
        return {"ends_at": ends, "left": None}
    says = (
        ngettext("About %(n)d minute left", "About %(n)d minutes left", left) % {"n": left}
        if left
        else _("The time you agreed is up")
    )
    done = found.minutes - left
    return {
        "ends_at": ends,
        "left": left,
        "says": says,
        "thread": spun(done, found.minutes, label=says),
    }


def _card_form(found: Here) -> CardForm:
    """Give the client's card; their cursor stands in it until they have spoken (S4.10)."""
    form = CardForm(auto_id="card_%s", initial=_said(found.session))
    if found.is_client and found.came_at is not None and found.session.aim is None:
        form.fields["today"].widget.attrs["autofocus"] = True
    return form


def _said(session: sessions.OpenSession) -> dict[str, Any]:
    """Give what the client said before, to go on from; an empty card where they haven't."""
    aim = session.aim
    said = {} if aim is None else aim.payload
    return {**said, "seen": session.round}
