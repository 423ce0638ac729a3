"""Where a page of the plan stands: which pair, who is looking, with which keys."""

from __future__ import annotations

from dataclasses import dataclass
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
from goldenthread.ui import audience, http


@dataclass(frozen=True)
class Here:
    """One of a pair, on a page of their plan."""

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
        """Whether the one who looks is the client, whose goals these are."""
        return self.role == "client"

    @property
    def goes_on(self) -> bool:
        """Whether the relationship hasn't ended."""
        return self.relationship.ended_at is None

    @property
    def doing(self) -> dict[str, Any]:
        """Who and when, as actions are told it."""
        return {"by": self.request.person, "at": self.at}

    @property
    def looking(self) -> dict[str, Any]:
        """Who, when and with which keys, as readings are told it."""
        return {**self.doing, "keyring": self.request.keyring}

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
    def alone(self) -> audience.Audience:
        """V0: what only this person can read."""
        return audience.only_you(self.mine, self.role)

    @property
    def together(self) -> audience.Audience:
        """V1: what the two can read."""
        return audience.you_and(self.mine, self.role, self.other)

    def to_plan(self, told: str = "") -> HttpResponse:
        """Go to the plan, with a sentence on it."""
        return self._to(reverse("plans:plan", args=[self.rel]), told)

    def to_goal(self, uid: UUID, told: str = "") -> HttpResponse:
        """Go to a goal's own page, with a sentence on it."""
        return self._to(reverse("plans:goal", args=[self.rel, uid]), told)

    def _to(self, url: str, told: str) -> HttpResponse:
        if told:
            http.tell(self.request, told)
        return http.see_other(url)


def here(request: Any, rel: UUID) -> Here:
    """Find the pair. Raises Http404 for anyone who isn't one of the two."""
    relationship = relationships.the_relationship(rel, by=request.person)
    role = relationships.role_in(relationship, request.person)
    return Here(request, relationship, cast("audience.Role", role), now())


def of_client(request: Any, rel: UUID) -> Here:
    """Find the pair for its client. Raises Http404 for everyone else, the coach included."""
    found = here(request, rel)
    if not found.is_client:
        raise Http404
    return found


def kept_once() -> str:
    """Say that a form came twice."""
    return _("That was kept a moment ago. It’s here once.")
