"""Finding people."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from goldenthread.asking.api import Question
from goldenthread.people.identity import open_identities, sign_in_mark
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
    """Give whoever signs in with this address, or with this sign-in name, if anyone."""
    return Person.objects.filter(sign_in_mark=sign_in_mark(address)).first()


def names_of(uids: Iterable[UUID]) -> dict[UUID, str]:
    """Give the names these people chose, by uid, in two queries; unknown uids are left out."""
    people = list(Person.objects.filter(uid__in=set(uids)))
    return {uid: identity.name for uid, identity in open_identities(people).items()}


def zones_of(uids: Iterable[UUID]) -> dict[UUID, str]:
    """Give the zones these people live their days in, by uid; unknown uids are left out."""
    return dict(Person.objects.filter(uid__in=set(uids)).values_list("uid", "zone"))


def name_of(person: Person) -> str:
    """Give the name this person chose to be called by."""
    return open_identities([person])[person.uid].name


def address_of(person: Person) -> str:
    """Give the address this person gets letters at; empty for one who signs in with a name, and gets none."""
    return open_identities([person])[person.uid].address


def sign_in_of(person: Person) -> str:
    """Give what this person signs in with: their address, or their sign-in name."""
    known = open_identities([person])[person.uid]
    return known.address or known.sign_in_name


def names_outside(uids: Iterable[UUID]) -> dict[UUID, str]:
    """Give the names these people go by for those with a seat beside them (S2.25), by uid, in two queries.

    It is the name they chose to be called by, unless they chose another for outside. Unknown uids are left out.
    """
    people = list(Person.objects.filter(uid__in=set(uids)))
    opened = open_identities(people)
    return {uid: known.name_outside or known.name for uid, known in opened.items()}


def name_outside_of(person: Person) -> str:
    """Give the name this person chose for those with a seat beside them; empty when it is the same one."""
    return open_identities([person])[person.uid].name_outside


def anyone_here() -> bool:
    """Say whether this house has any person yet."""
    return Person.objects.exists()
