"""Where a page of booking stands: which pair, who is looking, and by which clocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from goldenthread.agreements import api as agreements
from goldenthread.booking import letters, queries
from goldenthread.booking.views.week import Clocks
from goldenthread.core.clock import now
from goldenthread.core.verdicts import Verdict
from goldenthread.diary import api as diary
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions

DEFAULT_MINUTES = 60


@dataclass(frozen=True, repr=False)
class Here(relationships.OneOfTwo):
    """One of a pair, on a page where they book."""

    @property
    def coach_uid(self) -> UUID:
        """Whose diary this is."""
        return self.relationship.coach_uid

    @property
    def me(self) -> people.Person:
        """The one who looks."""
        return cast("people.Person", self.request.person)

    @cached_property
    def is_told(self) -> Verdict:
        """Whether a letter would tell the one who looks that a slot came free."""
        return letters.reach(self.me)

    @property
    def clocks(self) -> Clocks:
        """The clocks of both, and whose the other is."""
        return Clocks(self.my_zone, self.their_zone, self.other)

    @cached_property
    def kinds(self) -> list[diary.OpenKind]:
        """The kinds of session offered."""
        return [kind for kind in diary.kinds_of(self.coach_uid) if kind.offered]

    def kind(self, uid: UUID) -> diary.OpenKind:
        """Give a kind that is offered. Raises Http404 for any other."""
        found = next((kind for kind in self.kinds if kind.uid == uid), None)
        if found is None:
            raise Http404
        return found

    def session(self, uid: UUID) -> sessions.CoachingSession:
        """Give a session of the two. Raises Http404 for any other."""
        return queries.the_session(self.relationship, uid, by=self.me)

    def minutes_of(self, session: sessions.CoachingSession) -> int:
        """Say how long a session lasts: as arranged, else as its kind, else an hour."""
        if session.lasts:
            return session.lasts
        kinds = {kind.uid: kind.minutes for kind in diary.kinds_of(self.coach_uid)}
        return kinds.get(session.kind_uid, DEFAULT_MINUTES) if session.kind_uid else DEFAULT_MINUTES

    def notice_of(self, session: sessions.CoachingSession) -> sessions.Notice | None:
        """Say what notice it would be, to move or call off this session now (A9)."""
        terms = agreements.terms_in_force(self.rel, at=self.at)
        return sessions.notice_of(session, terms, at=self.at)

    def to_session(self, uid: UUID, told: str) -> HttpResponse:
        """Go to a session's own page, with a sentence on it."""
        return self.go(reverse("sessions:session", args=[self.rel, uid]), told)


def here(request: Any, rel: UUID) -> Here:
    """Find the pair. Raises Http404 for anyone who isn't one of the two."""
    return Here.find(request, rel, at=now())


def as_client(request: Any, rel: UUID) -> Here:
    """Find the pair for its client. Raises Http404 for everyone else."""
    found = here(request, rel)
    if not found.is_client:
        raise Http404
    return found
