"""Time kept: what both said of when they came and went. The same page for both (7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.verdicts import NotAllowed
from goldenthread.sessions.attendance import actions, queries
from goldenthread.sessions.attendance.forms import TimesForm
from goldenthread.sessions.attendance.policy import Kept, Start, TimesKept
from goldenthread.sessions.attendance.times import Attended, Side
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.views.here import Here, here
from goldenthread.ui import audience, charts, http
from goldenthread.vault import api as vault

SHOWN_MOST_MINUTES = 15
TENTHS = 10
_SIGNS = {Start.WITHIN: "full", Start.LATER: "ring"}


@dataclass(frozen=True, slots=True)
class Line:
    """One session of the list, from where the reader stands. Both get the same facts."""

    kept: Kept
    mine: Side
    theirs: Side
    outage_is_mine: bool

    @property
    def over_by(self) -> int:
        """Minutes over or under what was agreed, without the sign."""
        return abs(self.kept.over or 0)


@require_GET
@vault.signed_in
def time_kept(request: Any, rel: UUID) -> HttpResponse:
    """Show the time two people kept: the list, what can be counted, and what can't be seen."""
    at = here(request, rel)
    found = queries.times_kept(at.relationship, **at.doing)
    context = {
        "here": at,
        "faces": _both(at).faces,
        "found": found,
        "lines": [_line(at, kept) for kept in found.rows],
        "believable": _believable(found),
        "starts": _starts(found),
        "lengths": _lengths(found.rows),
    }
    return http.render(request, "sessions/time.html", context)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def times(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Write one's own times of one session down, or mark that something failed."""
    at = here(request, rel)
    session = CoachingSession.objects.filter(uid=uid, relationship_uid=rel).first()
    if session is None:
        raise Http404
    said = queries.attendance_of([uid])[uid]
    sent = request.POST if request.method == "POST" else None
    form = TimesForm(sent, session=session, mine=said.of(at.role), by=request.person)
    context = _times_page(at, session, said) | {"form": form}
    if sent is None:
        return http.render(request, "sessions/times.html", context)
    if form.is_valid():
        came, left = form.came_at, form.left_at
        try:
            actions.enter_times(at.relationship, uid, came, left, **at.doing)
        except NotAllowed as refused:
            form.refuse(str(refused))
        else:
            return _to_times_kept(at, _("Kept. You both see it."))
    return http.with_errors(request, "sessions/times.html", context)


@require_POST
@vault.signed_in
def outage(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Mark that something failed in a session."""
    at = here(request, rel)
    actions.mark_outage(at.relationship, uid, **at.doing)
    return _to_times_kept(at, _("Marked. It counts for neither of you. You both see it."))


@require_POST
@vault.signed_in
def outage_back(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Take that back."""
    at = here(request, rel)
    actions.take_outage_back(at.relationship, uid, **at.doing)
    return _to_times_kept(at, _("Taken back. You both see it."))


def _to_times_kept(at: Here, told: str) -> HttpResponse:
    http.tell(at.request, told)
    return http.see_other(reverse("sessions:time", args=[at.rel]))


def _both(at: Here) -> audience.Audience:
    return audience.you_and(at.mine, at.role, at.other)


def _line(at: Here, kept: Kept) -> Line:
    said = kept.attended
    mine, theirs = (said.client, said.coach) if at.is_client else (said.coach, said.client)
    return Line(kept, mine, theirs, said.outage_by == at.request.person.uid)


def _times_page(at: Here, session: CoachingSession, said: Attended) -> dict[str, Any]:
    return {
        "here": at,
        "faces": _both(at).faces,
        "session": session,
        "said": said,
        "mine": said.of(at.role),
        "outage_is_mine": said.outage_by == at.request.person.uid,
    }


def _starts(found: TimesKept) -> SafeString:
    """Draw a sign for each session, oldest first: a dot within, a ring later, a dash where nobody can say."""
    label = _(
        "%(within)s of %(counted)s sessions; %(excluded)s excluded; %(rest)s not observed"
    ) % {
        "within": found.within,
        "counted": found.counted,
        "excluded": found.excluded,
        "rest": found.not_observed,
    }
    return charts.dots([_SIGNS.get(row.start, "") for row in reversed(found.rows)], label=label)


def _lengths(rows: Sequence[Kept]) -> SafeString | None:
    """Draw minutes over and under what was agreed, oldest first; nothing where none is known."""
    overs = [row.over for row in reversed(rows)]
    known = [over for over in overs if over is not None]
    if not known:
        return None
    label = _("Minutes over or under what you agreed, oldest first: %(minutes)s") % {
        "minutes": ", ".join(f"{over:+d}" for over in known)
    }
    return charts.around(overs, most=SHOWN_MOST_MINUTES, label=label)


def _believable(found: TimesKept) -> str:
    """Say the interval in words (7.2), from five on; else nothing."""
    between = found.believable
    if between is None:
        return ""
    said = {"count": found.counted, "low": _in_ten(between.low), "high": _in_ten(between.high)}
    return (
        ngettext(
            "With %(count)s, anything from %(low)s to %(high)s is believable.",
            "With %(count)s, anything from %(low)s to %(high)s is believable.",
            found.counted,
        )
        % said
    )


def _in_ten(share: float) -> str:
    if share >= 1:
        return _("all")
    if share <= 0:
        return _("none")
    tenths = round(share * TENTHS)
    if tenths == TENTHS:
        return _("nearly all")
    if tenths == 0:
        return _("hardly any")
    return _("about %(tenths)s in 10") % {"tenths": tenths}
