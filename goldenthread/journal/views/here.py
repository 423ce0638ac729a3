"""Where a page of the journal stands: which pair, who is looking, and how times are said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final, cast
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format

from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import audience, http

DIGITS_MOST: Final = 6


@dataclass(frozen=True)
class Here:
    """One of a pair, on one of their pages. Names are looked up when a page first says one."""

    relationship: relationships.Relationship
    person: people.Person
    role: audience.Role

    @cached_property
    def mine(self) -> str:
        """The name of the one who looks."""
        return people.name_of(self.person)

    @cached_property
    def theirs(self) -> str:
        """The name of the other one."""
        other = relationships.other_in(self.relationship, self.person)
        return people.name_of(people.the_person(other))

    @property
    def rel(self) -> UUID:
        """The relationship's uid, as addresses have it."""
        return self.relationship.uid

    @property
    def initial(self) -> str:
        """The first letter of this person's own name."""
        return audience.initial_of(self.mine)

    @property
    def client_initial(self) -> str:
        """The first letter of the client's name, who is the one that shares."""
        return audience.initial_of(self.mine if self.role == "client" else self.theirs)

    @property
    def new_draft(self) -> str:
        """What a new entry is called on the writer's own device."""
        return f"journal/{self.rel}/new"

    @property
    def alone(self) -> audience.Audience:
        """V0: what only this person can read."""
        return audience.only_you(self.mine, self.role)

    @property
    def together(self) -> audience.Audience:
        """V1: what the two can read."""
        return audience.you_and(self.mine, self.role, self.theirs)


def here(request: http.AppRequest, rel: UUID) -> Here:
    """Find the pair. Raises Http404 for anyone who isn't one of the two."""
    person = request.person
    if person is None:
        raise Http404
    relationship = relationships.the_relationship(rel, by=person)
    role = relationships.role_in(relationship, person)
    kind: audience.Role = "coach" if role == "coach" else "client"
    return Here(relationship, cast("people.Person", person), kind)


def own_journal(request: http.AppRequest, rel: UUID) -> Here:
    """Find the pair for its client. Raises Http404 for everyone else, the coach included (V0)."""
    found = here(request, rel)
    if found.role != "client":
        raise Http404
    return found


def moment(at: datetime) -> str:
    """Say a moment in the reader's zone: "Thursday 19 November 2026, 22:40"."""
    return date_format(timezone.localtime(at), "l j F Y, H:i")


def day(at: datetime) -> str:
    """Say a day in the reader's zone: "19 November 2026"."""
    return date_format(timezone.localtime(at), "j F Y")


def last_day(closes_at: datetime) -> str:
    """Say the last day of something that closes at a moment: the day before a midnight."""
    return day(closes_at - timedelta(microseconds=1))


def page_number(given: str | None) -> int:
    """Read which page is asked for; anything odd is the first."""
    text = given or ""
    plain = text.isascii() and text.isdigit() and len(text) <= DIGITS_MOST
    return max(1, int(text)) if plain else 1
