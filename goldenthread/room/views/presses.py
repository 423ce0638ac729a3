"""What is said live in the room: presses, the stop, and the two answers a page listens to (S2.22).

Nothing here is kept: no row, no line of the ledger, no log, no count. A press is a deed done on
purpose; that somebody has the page open is told to nobody (INV-13).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.core.clock import now as moment
from goldenthread.live import api as live
from goldenthread.room import policy
from goldenthread.room.opening import Room, the_open_room
from goldenthread.room.views.here import Here, inside
from goldenthread.vault import api as vault

PRESSED: Final = (*live.PRESSES, live.STOP, live.RESUME)
STOP_SECONDS: Final = 60
# For how long after its hour somebody who only listens stays signed in.
LINGERS: Final = timedelta(minutes=30)


@require_POST
@vault.signed_in
def press(request: Any, rel: UUID, uid: UUID, word: str) -> HttpResponse:
    """Say one word to the other, for a moment. A browser with script asks for no page back."""
    found = inside(request, rel, uid)
    if word not in PRESSED:
        raise Http404
    live.tell(found.uid, word, found.room.role)
    if request.accepts("text/html"):
        return found.to_room(_("Said. It’s seen for a moment, and kept nowhere."), "presses")
    return HttpResponse(status=204)


@require_GET
@vault.signed_in
def stream(request: Any, rel: UUID, uid: UUID) -> HttpResponseBase:
    """Tell what is said here as it is said, for some minutes; 503 when no more lines can be open."""
    found = _listening(request, rel, uid)
    return live.stream(request, found.uid)


@require_GET
@vault.signed_in
def now(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Tell what was said here since `?after=N`, for a browser that cannot keep a line open."""
    found = _listening(request, rel, uid)
    return live.now(request, found.uid)


def _listening(request: Any, rel: UUID, uid: UUID) -> Room:
    """Find the open room of one of the two. Raises Http404 and NotAllowed as every page of it does.

    Listening keeps nobody signed in, but for the session's own hour: a page left open overnight must
    not hold a visit open.
    """
    at = moment()
    room = the_open_room(rel, uid, by=request.person, at=at)
    if not _is_its_hour(room, at):
        request.session.modified = False
    return room


def _is_its_hour(room: Room, at: datetime) -> bool:
    begins = room.session.starts_at
    if begins is None:
        return False
    minutes = room.session.minutes or room.session.lasts or policy.LENGTH_UNSAID
    return begins - LINGERS <= at <= begins + timedelta(minutes=minutes) + LINGERS


def live_of(found: Here) -> dict[str, Any]:
    """Give what the page needs to listen and to press, and what was said in the last minute (no content)."""
    said = live.since(found.uid, 0) if found.is_open else []
    number = live.number_at(found.at)
    stopped = [each for each in said if each.word in (live.STOP, live.RESUME)]
    left = 0
    if stopped and stopped[-1].word == live.STOP:
        left = max(0, round(STOP_SECONDS - stopped[-1].ago(number)))
    sentences = says(found.other)
    pressed = [each for each in said if each.word in live.PRESSES]
    return {
        "after": number,
        "presses": [(found.url("press", word), label) for word, label in _labels()],
        "stop_url": found.url("press", live.STOP),
        "resume_url": found.url("press", live.RESUME),
        "stop_left": left,
        "heard": _sentence(found, sentences, pressed[-1]) if pressed else "",
        "says": sentences,
    }


def _labels() -> list[tuple[str, str]]:
    labels = (_("Pause"), _("Slower"), _("Not yet"), _("Say more"))
    return list(zip(live.PRESSES, labels, strict=True))


def _sentence(found: Here, sentences: dict[str, str], said: live.Said) -> str:
    return sentences[said.word if said.by != found.room.role else f"my_{said.word}"]


def says(other: str) -> dict[str, str]:
    """Give the sentence for each word as the page's script says it: the other's, and one's own."""
    name = {"name": other}
    return {
        "pause": _("%(name)s asks for a pause.") % name,
        "slower": _("%(name)s asks for it a little slower.") % name,
        "not_yet": _("%(name)s says: not yet.") % name,
        "say_more": _("%(name)s asks you to say more.") % name,
        "stop": _("%(name)s asks for sixty quiet seconds.") % name,
        "resume": _("You can go on."),
        "changed": _("Something new from %(name)s.") % name,
        "my_pause": _("You’ve asked for a pause."),
        "my_slower": _("You’ve asked for it a little slower."),
        "my_not_yet": _("You’ve said: not yet."),
        "my_say_more": _("You’ve asked to hear more."),
        "my_stop": _("You’ve asked for sixty quiet seconds."),
        "my_resume": _("You can go on."),
        "lost": _("The line is gone. What you write stays here, and is kept when it’s back."),
        "back": _("The line is back."),
        "out": _(
            "Your visit has ended. What you wrote is safe on this device; open the page anew."
        ),
        "unsaid": _("That didn’t get through. Say it aloud, or press again."),
    }
