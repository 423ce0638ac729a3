"""Where a page of sessions stands: which pair, who is looking, with which keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import queries
from goldenthread.sessions.days import day_for
from goldenthread.sessions.opened import OpenSession
from goldenthread.ui import audience, http


@dataclass(frozen=True)
class Here:
    """One of a pair, on a page of their sessions."""

    request: Any
    relationship: relationships.Relationship
    role: audience.Role
    at: datetime

    @property
    def rel(self) -> UUID:
        """The relationship's uid, as addresses have it."""
        return self.relationship.uid

    @property
    def is_client(self) -> bool:
        """Whether the one who looks is the client, who speaks first."""
        return self.role == "client"

    @property
    def goes_on(self) -> bool:
        """Whether the relationship hasn't ended."""
        return self.relationship.ended_at is None

    @property
    def today(self) -> Any:
        """The day it is for the one who looks."""
        return day_for(self.request.person, self.at)

    @property
    def doing(self) -> dict[str, Any]:
        """Who and when, as actions are told it."""
        return {"by": self.request.person, "at": self.at}

    @property
    def looking(self) -> dict[str, Any]:
        """Who, when and with which keys, as readings are told it."""
        return {**self.doing, "keyring": self.request.keyring}

    @cached_property
    def gate(self) -> queries.Gate:
        """What the terms in force open of sessions."""
        return queries.Gate(self.relationship, self.at)

    @cached_property
    def names(self) -> dict[UUID, str]:
        """The names of the two."""
        other = relationships.other_in(self.relationship, self.request.person)
        return dict(people.names_of([self.request.person.uid, other]))

    @property
    def mine(self) -> str:
        """The name of the one who looks."""
        return self.names.get(self.request.person.uid, "")

    @property
    def other(self) -> str:
        """The name of the other one."""
        uid = relationships.other_in(self.relationship, self.request.person)
        return self.names.get(uid, "")

    @property
    def my_zone(self) -> str:
        """The zone of the one who looks."""
        zone: str = self.request.person.zone
        return zone

    @cached_property
    def their_zone(self) -> str:
        """The zone of the other one; UTC where they're gone."""
        uid = relationships.other_in(self.relationship, self.request.person)
        other = people.find_person(uid)
        return other.zone if other else "UTC"

    @property
    def coach(self) -> str:
        """The name of the coach."""
        return self.names.get(self.relationship.coach_uid, "")

    @property
    def client(self) -> str:
        """The name of the client."""
        client_uid = self.relationship.client_uid
        return self.names.get(client_uid, "") if client_uid else ""

    @property
    def audience(self) -> audience.Audience:
        """Who can read the words written here now: both under a term, else the one who writes.

        Of words only: a session's day is also seen by whoever a clause opens the calendar to.
        """
        if self.gate.may():
            both = audience.you_and(self.mine, self.role, self.other)
            says = _("Only you and %(name)s can read the words here") % {"name": self.other}
            return replace(both, says=says)
        alone = audience.only_you(self.mine, self.role)
        return replace(alone, says=_("Only you can read your words here"))

    def session(self, uid: UUID) -> OpenSession:
        """Open one session as this person may read it."""
        return queries.the_session(self.relationship, uid, **self.looking, gate=self.gate)

    def to_session(self, uid: UUID, told: str = "") -> HttpResponse:
        """Go to a session's own page, with a sentence on it."""
        return self._to(reverse("sessions:session", args=[self.rel, uid]), told)

    def to_sessions(self, told: str = "") -> HttpResponse:
        """Go to the list of sessions, with a sentence on it."""
        return self._to(reverse("sessions:sessions", args=[self.rel]), told)

    def _to(self, url: str, told: str) -> HttpResponse:
        if told:
            http.tell(self.request, told)
        return http.see_other(url)


def here(request: Any, rel: UUID) -> Here:
    """Find the pair. Raises Http404 for anyone who isn't one of the two."""
    relationship = relationships.the_relationship(rel, by=request.person)
    role = relationships.role_in(relationship, request.person)
    return Here(request, relationship, cast("audience.Role", role), now())


def of_role(request: Any, rel: UUID, role: audience.Role) -> Here:
    """Find the pair for one of its two roles. Raises Http404 for everyone else."""
    found = here(request, rel)
    if found.role != role:
        raise Http404
    return found
