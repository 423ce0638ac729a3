"""One of the two, on a page of theirs: who looks, when, and how each is called. Every room of a pair begins here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self, cast
from uuid import UUID

from django.http import HttpResponse

from goldenthread.core.wall import zone_called
from goldenthread.people import api as people
from goldenthread.relationships.models import Relationship
from goldenthread.relationships.queries import other_in, role_in, the_relationship
from goldenthread.ui import audience, http


@dataclass(frozen=True)
class OneOfTwo:
    """The one who looks. A room's own page adds what it needs."""

    request: Any
    relationship: Relationship
    role: audience.Role
    at: datetime

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.relationship.uid})"

    @classmethod
    def find(cls, request: Any, rel: UUID, *, at: datetime) -> Self:
        """Find the pair, as it is at a moment. Raises Http404 for anyone who isn't one of the two."""
        relationship = the_relationship(rel, by=request.person)
        role = role_in(relationship, request.person)
        return cls(request, relationship, cast("audience.Role", role), at)

    @property
    def rel(self) -> UUID:
        """The relationship's uid, as addresses have it."""
        return self.relationship.uid

    @property
    def is_client(self) -> bool:
        """Whether the one who looks is the client."""
        return self.role == "client"

    @property
    def is_coach(self) -> bool:
        """Whether the one who looks is the coach."""
        return self.role == "coach"

    @property
    def goes_on(self) -> bool:
        """Whether the relationship hasn't ended."""
        return self.relationship.ended_at is None

    @property
    def today(self) -> date:
        """The day it is for the one who looks."""
        return self.at.astimezone(zone_called(self.my_zone)).date()

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
        return people.names_of([self.request.person.uid, self._other_uid])

    @property
    def mine(self) -> str:
        """The name of the one who looks."""
        return self.names.get(self.request.person.uid, "")

    @property
    def other(self) -> str:
        """The name of the other one."""
        return self.names.get(self._other_uid, "")

    @property
    def coach(self) -> str:
        """The name of the coach."""
        return self.mine if self.is_coach else self.other

    @property
    def client(self) -> str:
        """The name of the client."""
        return self.mine if self.is_client else self.other

    @property
    def my_zone(self) -> str:
        """The zone of the one who looks."""
        zone: str = self.request.person.zone
        return zone

    @cached_property
    def their_zone(self) -> str:
        """The zone of the other one; UTC where they're gone."""
        return people.zones_of([self._other_uid]).get(self._other_uid, "UTC")

    @property
    def alone(self) -> audience.Audience:
        """V0: what only this person can read."""
        return audience.only_you(self.mine, self.role)

    @property
    def together(self) -> audience.Audience:
        """V1: what the two can read."""
        return audience.you_and(self.mine, self.role, self.other)

    @property
    def _other_uid(self) -> UUID:
        return other_in(self.relationship, self.request.person)

    def go(self, url: str, told: str = "") -> HttpResponse:
        """Go somewhere, with a sentence there where there is one."""
        if told:
            http.tell(self.request, told)
        return http.see_other(url)
