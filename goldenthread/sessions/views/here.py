"""Where a page of sessions stands: which pair, who is looking, with which keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.core.clock import now
from goldenthread.relationships import api as relationships
from goldenthread.sessions import queries
from goldenthread.sessions.opened import OpenSession
from goldenthread.ui import audience


@dataclass(frozen=True, repr=False)
class Here(relationships.OneOfTwo):
    """One of a pair, on a page of their sessions."""

    @cached_property
    def gate(self) -> queries.Gate:
        """What the terms in force open of sessions."""
        return queries.Gate(self.relationship, self.at)

    @property
    def audience(self) -> audience.Audience:
        """Who can read the words written here now: both under a term, else the one who writes.

        Of words only: a session's day is also seen by whoever a clause opens the calendar to.
        """
        if self.gate.may():
            says = _("Only you and %(name)s can read the words here") % {"name": self.other}
            return replace(self.together, says=says)
        return replace(self.alone, says=_("Only you can read your words here"))

    def session(self, uid: UUID) -> OpenSession:
        """Open one session as this person may read it."""
        return queries.the_session(self.relationship, uid, **self.looking, gate=self.gate)

    def to_session(self, uid: UUID, told: str = "") -> HttpResponse:
        """Go to a session's own page, with a sentence on it."""
        return self.go(reverse("sessions:session", args=[self.rel, uid]), told)

    def to_sessions(self, told: str = "") -> HttpResponse:
        """Go to the list of sessions, with a sentence on it."""
        return self.go(reverse("sessions:sessions", args=[self.rel]), told)


def here(request: Any, rel: UUID) -> Here:
    """Find the pair. Raises Http404 for anyone who isn't one of the two."""
    return Here.find(request, rel, at=now())


def of_role(request: Any, rel: UUID, role: audience.Role) -> Here:
    """Find the pair for one of its two roles. Raises Http404 for everyone else."""
    found = here(request, rel)
    if found.role != role:
        raise Http404
    return found
