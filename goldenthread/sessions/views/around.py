"""What stands around a session on its page: where it is, and how late is short notice (A9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.diary import api as diary
from goldenthread.sessions.notice import Notice, notice_of

if TYPE_CHECKING:
    from goldenthread.sessions.opened import OpenSession
    from goldenthread.sessions.views.here import Here


@dataclass(frozen=True, slots=True, repr=False)
class Around:
    """For one session's page. `latest` is the last moment that isn't short notice."""

    begun: bool
    notice: Notice | None
    before: str
    late_one: str
    waives: str
    may_waive: bool
    latest: datetime | None
    clause_url: str
    kind: diary.OpenKind | None
    link: str


def around(at: Here, found: OpenSession) -> Around:
    """Give what a session's page says of its place and of notice. Asks no more than it must."""
    notice = notice_of(found, at.gate.terms, at=at.at)
    names = {"coach": at.coach, "client": at.client}
    other = {"coach": "client", "client": "coach"}
    whose = notice.whose if notice else None
    latest = None
    if notice and found.is_ahead and found.starts_at and not notice.whose:
        latest = found.starts_at - timedelta(hours=notice.owed)
    kind = _kind(at, found)
    return Around(
        begun=found.starts_at is not None and found.starts_at <= at.at,
        notice=notice,
        before=_before(notice) if notice else "",
        late_one=names[whose] if whose else "",
        waives=names[other[whose]] if whose else "",
        may_waive=bool(whose and notice and not notice.waived and at.role != whose and at.goes_on),
        latest=latest,
        clause_url=_clause_url(at),
        kind=kind,
        link=_link(found, kind),
    )


def _before(notice: Notice) -> str:
    """Say how long before, in words that suit both directions."""
    if not notice.minutes:
        return _("when it had begun")
    if not notice.hours:
        return _("less than an hour before it was to begin")
    said = ngettext(
        "%(n)d hour before it was to begin", "%(n)d hours before it was to begin", notice.hours
    )
    return said % {"n": notice.hours}


def _clause_url(at: Here) -> str:
    return f"{reverse('agreements:agreement', args=[at.rel])}#on-in_case_of"


def _kind(at: Here, found: OpenSession) -> diary.OpenKind | None:
    if found.kind_uid is None:
        return None
    try:
        return diary.the_kind(at.relationship.coach_uid, found.kind_uid)
    except Http404:
        return None


def _link(found: OpenSession, kind: diary.OpenKind | None) -> str:
    """Give the address of the video room, where it is held in one of its own."""
    if kind is None or not found.is_ahead or kind.where or kind.place != diary.Place.VIDEO:
        return ""
    return diary.video_link(found.uid)
