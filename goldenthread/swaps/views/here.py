"""Where a page of swaps stands: which pair, who is looking, and how days are said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import audience, http


@dataclass(frozen=True)
class Here:
    """One of a pair, on one of their pages."""

    relationship: relationships.Relationship
    person: people.Person
    role: audience.Role

    @cached_property
    def _names(self) -> dict[UUID, str]:
        return people.names_of([self.person.uid, self._other])

    @property
    def _other(self) -> UUID:
        return relationships.other_in(self.relationship, self.person)

    @property
    def mine(self) -> str:
        """The name of the one who looks."""
        return self._names.get(self.person.uid, "")

    @property
    def theirs(self) -> str:
        """The name of the other one."""
        return self._names.get(self._other, "")

    @property
    def rel(self) -> UUID:
        """The relationship's uid, as addresses have it."""
        return self.relationship.uid

    @property
    def going_on(self) -> bool:
        """Whether it has not ended."""
        return self.relationship.ended_at is None

    @property
    def other_role(self) -> audience.Role:
        """The other's role."""
        return "client" if self.role == "coach" else "coach"

    @property
    def my_initial(self) -> str:
        """The first letter of the name of the one who looks."""
        return audience.initial_of(self.mine)

    @property
    def their_initial(self) -> str:
        """The first letter of the other's name."""
        return audience.initial_of(self.theirs)

    @property
    def alone(self) -> audience.Audience:
        """What only this person can read."""
        return audience.only_you(self.mine, self.role)

    @property
    def together(self) -> audience.Audience:
        """What the two can read."""
        return audience.you_and(self.mine, self.role, self.theirs)

    def draft(self, what: str) -> str:
        """What is being written here is called so on the writer's own device."""
        return f"swaps/{self.rel}/{what}"


def here(request: http.AppRequest, rel: UUID) -> Here:
    """Find the pair. Raises Http404 for anyone who isn't one of the two."""
    person = request.person
    if person is None:
        raise Http404
    relationship = relationships.the_relationship(rel, by=person)
    role: audience.Role = (
        "coach" if relationships.role_in(relationship, person) == "coach" else "client"
    )
    return Here(relationship, cast("people.Person", person), role)


def day(at: datetime) -> str:
    """Say a day in the reader's zone: "19 November 2026"."""
    return date_format(timezone.localtime(at), "j F Y")


def said(text: str) -> str:
    """Say one of our own texts in the reader's language; nothing stays nothing."""
    return _(text) if text else ""
