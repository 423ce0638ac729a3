"""Where a request sits down: who reads, beside whom, about which relationship."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from goldenthread.agreements.reaching import tell_and_say
from goldenthread.agreements.seen import Reader
from goldenthread.agreements.terms import CLIENT, COACH
from goldenthread.core.clock import now
from goldenthread.core.persons import HasUid
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import you_and
from goldenthread.vault import api as vault


class Looking(TypedDict):
    """What every reading needs: who looks, when, with which keys."""

    by: HasUid
    at: datetime
    keyring: vault.Keyring


@dataclass(frozen=True, slots=True, repr=False)
class Seat:
    """One of the two, at the table. Nobody else gets a seat: the relationship isn't there."""

    request: http.AppRequest
    relationship: relationships.Relationship
    reader: Reader
    looking: Looking

    @property
    def by(self) -> HasUid:
        """Give who sits here."""
        return self.looking["by"]

    @property
    def at(self) -> datetime:
        """Give the moment of this request."""
        return self.looking["at"]

    def given(self, sentence: object) -> None:
        """Say what was just given to the other, and let a letter tell them that there is something new."""
        when = tell_and_say(self.relationship, by=self.by, at=self.at)
        http.tell(self.request, f"{sentence}{when}")

    def url(self, name: str, *args: Any) -> str:
        """Give the address of one of this relationship's pages."""
        return reverse(f"agreements:{name}", args=[self.relationship.uid, *args])

    def to(self, name: str, *args: Any) -> HttpResponse:
        """Answer: look there now."""
        return http.see_other(self.url(name, *args))

    def context(self, **more: Any) -> dict[str, Any]:
        """Give what every page of this relationship's agreement shows."""
        reader = self.reader
        return {
            "rel": self.relationship.uid,
            "reader": reader,
            "role": reader.role,
            "coach": reader.names[COACH],
            "client": reader.names[CLIENT],
            "other": reader.other_name,
            "audience": you_and(reader.names[reader.role], reader.role, reader.other_name),  # type: ignore[arg-type]
            **more,
        }


def seat_at(request: http.AppRequest, rel: UUID) -> Seat:
    """Sit down with a relationship. Raises Http404 for anyone who isn't one of the two."""
    person = request.person
    if person is None:
        raise vault.SignInNeeded
    relationship = relationships.the_relationship(rel, by=person)
    role = relationships.role_in(relationship, person)
    other = relationships.other_in(relationship, person)
    roles = {person.uid: role, other: CLIENT if role == COACH else COACH}
    names = people.names_of(roles)
    reader = Reader(role, {roles[uid]: name for uid, name in names.items()}, roles)
    looking = Looking(by=person, at=now(), keyring=request.keyring)
    return Seat(request, relationship, reader, looking)
