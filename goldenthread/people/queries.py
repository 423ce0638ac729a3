"""Finding people."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from goldenthread.asking.api import Question
from goldenthread.people.identity import address_mark, open_identities
from goldenthread.people.models import Person

_BY_UID = Question(Person, "uid")


def the_person(uid: UUID) -> Person:
    """Give the person. Raises Http404 when there is none."""
    person = find_person(uid)
    if person is None:
        raise Http404
    return person


def find_person(uid: UUID) -> Person | None:
    """Give the person, if there is one."""
    return _BY_UID.one(uid)


def find_by_address(address: str) -> Person | None:
    """Give whoever has this address, if anyone."""
    return Person.objects.filter(address_mark=address_mark(address)).first()


def names_of(uids: Iterable[UUID]) -> dict[UUID, str]:
    """Give the names these people chose, by uid, in two queries; unknown uids are left out."""
    people = list(Person.objects.filter(uid__in=set(uids)))
    return {uid: identity.name for uid, identity in open_identities(people).items()}


def name_of(person: Person) -> str:
    """Give the name this person chose to be called by."""
    return open_identities([person])[person.uid].name


def address_of(person: Person) -> str:
    """Give the address this person gets letters at."""
    return open_identities([person])[person.uid].address


def anyone_here() -> bool:
    """Say whether this house has any person yet."""
    return Person.objects.exists()
