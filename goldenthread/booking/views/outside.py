"""The pages behind a letter's link, for nobody known: times and free slots, and nothing else (A28).

Looking changes nothing (mail is looked through by machines); a press does, after the words are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldenthread.agreements import api as agreements
from goldenthread.booking import actions, links
from goldenthread.booking.actions.by_link import Slot
from goldenthread.booking.forms import SlotForm
from goldenthread.booking.states import Holder, Standing
from goldenthread.booking.views.booking import CHOICE, FORM, to_choice
from goldenthread.booking.views.week import Clocks, Wanted, choices_of, shown_week
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.diary import api as diary
from goldenthread.people import api as people
from goldenthread.sessions import api as sessions
from goldenthread.ui import http
from goldenthread.ui.times import both_times, place_of

DEFAULT_MINUTES = 60
STANDS = "stands"


@dataclass(frozen=True)
class Outside:
    """Somebody with a link, on one of its pages."""

    request: Any
    token: str
    opened: links.Opened
    at: datetime

    @cached_property
    def zones(self) -> tuple[str, str]:
        """The zone of the one whose link it is, and that of the other."""
        pair = self.opened.relationship
        client, coach = (
            people.the_person(pair.client_uid).zone if pair.client_uid else "UTC",
            people.the_person(pair.coach_uid).zone,
        )
        return (coach, client) if self.opened.link.holder == Holder.COACH else (client, coach)

    @property
    def clocks(self) -> Clocks:
        """Both clocks; the other is called by its place, for no name stands here."""
        mine, theirs = self.zones
        return Clocks(mine, theirs, place_of(theirs))

    @cached_property
    def minutes(self) -> int:
        """How long the session lasts, or the kind that is waited for."""
        session, waiting = self.opened.session, self.opened.waiting
        kind_uid = waiting.kind_uid if waiting else session.kind_uid if session else None
        if session is not None and session.lasts:
            return session.lasts
        kinds = {kind.uid: kind for kind in diary.kinds_of(self.opened.relationship.coach_uid)}
        return kinds[kind_uid].minutes if kind_uid in kinds else DEFAULT_MINUTES

    @property
    def leaving_out(self) -> UUID | None:
        """The session whose own time counts as free."""
        session, waiting = self.opened.session, self.opened.waiting
        return session.uid if session else waiting.session_uid if waiting else None

    @property
    def may_choose(self) -> bool:
        """Whether slots are shown: to move a session, or to take one that was waited for."""
        if self.opened.waiting is not None:
            return self.opened.standing == Standing.WORKS
        return bool(self.opened.may_move)

    @property
    def holder(self) -> sessions.LinkHolder:
        """Whoever this is, in the client's place."""
        pair = self.opened.relationship
        return sessions.LinkHolder(pair.client_uid or pair.coach_uid, self.zones[0])

    @property
    def notice(self) -> sessions.Notice | None:
        """What notice it would be to move it now, or call it off (A9)."""
        session = self.opened.session
        if session is None or not self.opened.may_move:
            return None
        terms = agreements.terms_in_force(self.opened.relationship.uid, at=self.at)
        return sessions.notice_of(session, terms, at=self.at)

    def page(self, *, form: Any = None, **more: Any) -> dict[str, Any]:
        """Give the context of a page: times, slots, and nothing of anybody."""
        mine, theirs = self.zones
        session = self.opened.session
        return {
            "token": self.token,
            "mine": mine,
            "when": _by(session, mine) if session else None,
            "where": place_of(mine),
            "other_when": _by(session, theirs) if session and theirs != mine else None,
            "other_where": place_of(theirs),
            "may_choose": self.may_choose,
            "waits": self.opened.waiting,
            "week": self._week() if self.may_choose else None,
            "form": form,
            "notice": self.notice,
            **more,
        }

    def _week(self) -> Any:
        waiting = self.opened.waiting
        asked = self.request.GET.get("week", "")
        if waiting is not None and not asked:
            today = self.clocks.day(self.at)
            asked = max(waiting.first_day, today).isoformat()
        coach_uid = self.opened.relationship.coach_uid
        return shown_week(
            Wanted(coach_uid, self.minutes, asked, self.clocks, self.at, self.leaving_out)
        )


def _by(session: sessions.CoachingSession, zone: str) -> str:
    if session.starts_at is None:
        return ""
    said = both_times(session.starts_at, mine=zone, until=sessions.ends_of(session))
    return f"{said.day}, {said.hours}"


def _outside(request: Any, token: str) -> Outside:
    at = now()
    return Outside(request, token, links.the_link(token, at=at), at)


@require_GET
def by_link(request: Any, token: str) -> HttpResponse:
    """Show the time a link stands for, and the slots it could be moved to."""
    found = _outside(request, token)
    if found.opened.standing != Standing.WORKS:
        return _over(found)
    if STANDS in request.GET:
        http.tell(request, _("It stands. This page has a new link; the one before is over."))
    return http.render(request, "booking/by_link.html", found.page())


@FORM
def confirm_by_link(request: Any, token: str) -> HttpResponse:
    """Say the slot once more in words; then move to it, or take it."""
    found = _outside(request, token)
    if found.opened.standing != Standing.WORKS:
        return _over(found)
    if not found.may_choose:
        raise Http404
    if CHOICE in request.POST:
        return to_choice(request)
    form = SlotForm(request.GET if request.method != "POST" else request.POST)
    if not form.is_valid():
        return http.with_errors(request, "booking/by_link.html", found.page(form=form))
    if request.method != "POST":
        there = found.clocks.choice(form.moment)
        context = found.page(chosen=there, slot=request.GET["slot"])
        return http.render(request, "booking/confirm_by_link.html", context)
    people.knock_with_link(token, at=found.at)
    return _take(found, form.moment)


def _take(found: Outside, moment: datetime) -> HttpResponse:
    try:
        token = _done(found, moment)
    except diary.TimeTaken as gone:
        context = found.page(
            gone=gone,
            was=found.clocks.choice(moment),
            choices=choices_of(gone.nearest, found.clocks),
        )
        return http.with_errors(found.request, "booking/by_link.html", context)
    # Nobody is known here, so no visit could carry a sentence to the next page: its address does.
    return http.see_other(f"{reverse('booking:by_link', args=[token])}?{STANDS}=yes")


def _done(found: Outside, moment: datetime) -> str:
    waiting = found.opened.waiting
    doing: dict[str, Any] = {"by": found.holder, "at": found.at}
    if waiting is None:
        return actions.move_by_link(found.opened, Slot(moment, found.minutes), **doing)
    if waiting.session_uid is not None:
        return actions.move_to_waited_slot(found.opened, moment, **doing)
    return actions.take_waited_slot(found.opened, moment, uid=new_uid(), **doing)


@FORM
def call_off_by_link(request: Any, token: str) -> HttpResponse:
    """Ask whether to call the session off; then do it."""
    found = _outside(request, token)
    if found.opened.standing != Standing.WORKS:
        return _over(found)
    if not found.opened.may_move:
        raise Http404
    if request.method != "POST":
        return http.render(request, "booking/call_off_by_link.html", found.page())
    people.knock_with_link(token, at=found.at)
    actions.call_off_by_link(found.opened, by=found.holder, at=found.at)
    return http.see_other(reverse("booking:by_link", args=[token]))


def _over(found: Outside) -> HttpResponse:
    """Say kindly that a link doesn't work any more, and why. It opens nothing."""
    for_assistant = found.opened.link.holder == Holder.ASSISTANT
    sentence = {
        Standing.BEFORE: _("This link was for the time before. Ask whoever gave it to you.")
        if for_assistant
        else _("This link was for the time before. A newer letter has its own; or sign in."),
        Standing.BEGUN: _("That time has begun or is over, so this link has done its work."),
        Standing.CALLED_OFF: _("Its time is free again, and there’s nothing more to do here."),
        Standing.OVER: _("This link has done its work. It opens nothing any more."),
    }[found.opened.standing]
    context = {"sentence": sentence, "off": found.opened.standing == Standing.CALLED_OFF}
    response = http.render(found.request, "booking/link_over.html", context)
    response.status_code = 410
    return response
