"""Where a page of sharing stands: at a seat somebody holds, or beside a pair. Found anew for each request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.courier import api as courier
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sharing.citing import names_by_role
from goldenthread.ui import http

Seat = relationships.Seat


@dataclass(frozen=True, slots=True, repr=False)
class AtSeat:
    """A seat's holder, at their seat, now. No address of theirs ever names the relationship."""

    request: Any
    seat: Seat
    at: datetime

    @property
    def looking(self) -> dict[str, Any]:
        """Who looks, when, with which keys: as queries and actions take it."""
        return {"by": self.request.person, "at": self.at, "keyring": self.request.keyring}

    @property
    def acting(self) -> dict[str, Any]:
        """Who acts and when."""
        return {"by": self.request.person, "at": self.at}

    def tell_client(self) -> None:
        """Let a neutral letter tell the client that there's something new, at most once a day (INV-14)."""
        if self.seat.relationship.client_uid is not None:
            _tell(self.seat.relationship.client_uid, self.at)

    def to(self, name: str, sentence: object = "") -> HttpResponse:
        """Go on at another page of this seat, which says this sentence."""
        if sentence:
            http.tell(self.request, sentence)
        return http.see_other(reverse(f"sharing:{name}", args=[self.seat.uid]))


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """One of the pair, in the pair's own rooms, now."""

    request: Any
    relationship: relationships.Relationship
    role: Role
    other: str
    names: dict[UUID, str] = field(default_factory=dict)
    at: datetime = field(default_factory=now)

    @property
    def looking(self) -> dict[str, Any]:
        """Who looks, when, with which keys."""
        return {"by": self.request.person, "at": self.at, "keyring": self.request.keyring}

    @property
    def acting(self) -> dict[str, Any]:
        """Who acts and when."""
        return {"by": self.request.person, "at": self.at}

    @property
    def names_by_role(self) -> dict[str, str]:
        """What both are called, and as they open a sentence: the blanks of a term's sentence."""
        return names_by_role(self.relationship, self.names)

    @property
    def is_client(self) -> bool:
        """Whether it is the client who is here."""
        return self.role == Role.CLIENT

    def seat(self, uid: UUID) -> Seat:
        """Give a seat beside this pair that somebody holds or held. Raises Http404."""
        seat = relationships.seat_of_pair(uid, self.relationship)
        if seat.person_uid is None:
            raise Http404
        seat.relationship = self.relationship
        return seat

    def holder(self, seat: Seat) -> str:
        """Give the name of a seat's holder."""
        return (
            people.names_of([seat.person_uid]).get(seat.person_uid, "") if seat.person_uid else ""
        )

    def tell(self, person_uid: UUID | None) -> None:
        """Let a neutral letter tell somebody that there's something new (INV-14)."""
        if person_uid is not None and person_uid != self.request.person.uid:
            _tell(person_uid, self.at)

    def tell_other(self) -> None:
        """Tell the other of the two, within the hours that both agreed (A6)."""
        relationships.tell_the_other(self.relationship, **self.acting)

    def context(self, **more: Any) -> dict[str, Any]:
        """Give what every page of the pair needs."""
        return {
            "rel": self.relationship,
            "role": self.role.value,
            "is_client": self.is_client,
            "other": self.other,
            "me": self.names.get(self.request.person.uid, ""),
            **more,
        }

    def to(self, name: str, *args: Any, sentence: object = "") -> HttpResponse:
        """Go on at another page of this pair, which says this sentence."""
        if sentence:
            http.tell(self.request, sentence)
        return http.see_other(reverse(f"sharing:{name}", args=[self.relationship.uid, *args]))


def at_seat(request: Any, seat: UUID) -> AtSeat:
    """Give a person their own seat. Raises Http404 for anyone else, as if it did not exist."""
    at = now()
    return AtSeat(request, relationships.the_seat(seat, by=request.person, at=at), at)


def pair_at(request: Any, rel: UUID) -> Pair:
    """Give one of the two their pair. Raises Http404 for anyone else."""
    here = relationships.the_relationship(rel, by=request.person)
    other = relationships.other_in(here, request.person)
    names = people.names_of([request.person.uid, other])
    role = Role(relationships.role_in(here, request.person))
    return Pair(request, here, role, names.get(other, ""), names)


def client_at(request: Any, rel: UUID) -> Pair:
    """Give the client their pair. Raises Http404 for the coach too: for them there is no such page."""
    pair = pair_at(request, rel)
    if not pair.is_client:
        raise Http404
    return pair


def coach_at(request: Any, rel: UUID) -> Pair:
    """Give the coach their pair. Raises Http404 for the client too."""
    pair = pair_at(request, rel)
    if pair.is_client:
        raise Http404
    return pair


def _tell(person_uid: UUID, at: datetime) -> None:
    courier.tell_something_new(person=people.the_person(person_uid), at=at)
