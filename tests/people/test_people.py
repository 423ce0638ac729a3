"""What is kept of a person, and what is not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import Http404

from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger.models import Entry
from goldenthread.people import api as people
from goldenthread.people.models import Person
from goldenthread.seals import api as seals

pytestmark = pytest.mark.django_db


def test_a_person_is_called_by_the_name_they_chose(ben, alma):
    assert people.names_of([ben.uid, alma.uid]) == {ben.uid: "Ben", alma.uid: "Alma"}


def test_neither_a_name_nor_an_address_stands_in_the_database(ben):
    assert (people.name_of(ben), people.address_of(ben)) == ("Ben", "ben@example.org")

    with connection.cursor() as cursor:
        cursor.execute("select * from people_person")
        stored = b"".join(
            bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
            for row in cursor.fetchall()
            for cell in row
        )
    assert b"Ben" not in stored
    assert b"ben@example.org" not in stored


def test_printing_a_person_says_no_name(ben):
    assert str(ben) == f"person {ben.uid}"


@pytest.mark.row("G5")
def test_a_name_moved_to_another_person_is_refused(ben, alma):
    Person.objects.filter(uid=ben.uid).update(identity=alma.identity)

    with pytest.raises(seals.Bad):
        people.names_of([ben.uid])


def test_an_address_is_found_however_it_is_written(ben):
    assert people.find_by_address("  BEN@Example.ORG ") == ben


def test_the_same_address_cannot_come_in_twice(ben, at):
    with pytest.raises(people.AddressTaken):
        people.register_person(
            name="Ben again", address="ben@example.org", coaches=False, zone="UTC", by=None, at=at
        )


def test_being_renamed_changes_the_name_and_leaves_one_row(ben, at):
    before = Entry.objects.count()

    people.rename_person(person=ben, name="Benjamin", by=ben, at=at)

    assert people.name_of(people.the_person(ben.uid)) == "Benjamin"
    assert Entry.objects.count() == before + 1


def test_an_unknown_person_is_not_there(founded, at):
    with pytest.raises(Http404):
        people.the_person(seals_uid())


def seals_uid():
    from goldenthread.core.ids import new_uid

    return new_uid()


@pytest.mark.row("INV-21")
def test_nothing_is_kept_of_a_person_beyond_names_an_address_and_how_pages_come_to_them():
    assert {field.name for field in Person._meta.concrete_fields} == {
        "uid",
        "identity",
        "revision",
        "sign_in_mark",
        "has_address",
        "coaches",
        "quiet_pages",
        "leaves_at_once",
        "shared_device",
        "zone",
        "created_at",
    }


def test_the_first_link_works_for_a_day_in_an_empty_house_and_a_newer_one_replaces_it(founded, at):
    from datetime import timedelta

    first = people.new_first_link(at)
    assert people.first_link_works(first, at)
    second = people.new_first_link(at)

    assert not people.first_link_works(first, at)
    assert people.first_link_works(second, at)
    assert not people.first_link_works(second, at + timedelta(hours=25))


def test_the_first_link_stops_working_once_somebody_came_in(founded, at, alma):
    assert not people.first_link_works(people.new_first_link(at), at)


def by_name(name, at, called="Hana"):
    """Someone who came in with a sign-in name, and nothing else."""
    return people.register_person(
        name=called, address="", sign_in_name=name, coaches=False, zone="UTC", by=None, at=at
    )


@pytest.mark.row("S4.11", "S2.25")
def test_somebody_comes_in_with_a_name_and_no_address(founded, at):
    hana = by_name("brisk-otter", at)

    assert people.find_by_address("  Brisk-Otter ") == hana
    assert (people.address_of(hana), people.sign_in_of(hana)) == ("", "brisk-otter")
    assert hana.has_address is False
    assert people.name_of(hana) == "Hana"


@pytest.mark.row("S4.11")
def test_the_sign_in_name_stands_nowhere_in_the_database(founded, at):
    by_name("brisk-otter", at)

    person = Person.objects.get()
    stored = bytes(person.identity) + bytes(person.sign_in_mark)
    assert people.sign_in_of(person) == "brisk-otter"
    assert b"otter" not in stored


@pytest.mark.parametrize("other", ["brisk-otter", "BRISK-OTTER", "ｂrisk-otter"])
def test_the_same_sign_in_name_cannot_come_in_twice_however_it_is_written(founded, at, other):
    by_name("brisk-otter", at)

    with pytest.raises(people.NameTaken):
        by_name(other, at)
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["", "abc", "two words", "ben@example.org", "-dash", "a" * 41, "with/slash", "x\ny12"]
)
def test_what_could_be_an_address_or_is_no_plain_name_is_no_sign_in_name(founded, at, name):
    with pytest.raises(NotAllowed):
        by_name(name, at)
    assert Person.objects.count() == 0


def test_a_name_and_an_address_are_never_taken_for_one_another(founded, ben, at):
    from goldenthread.people.identity import sign_in_mark

    assert sign_in_mark("name:ben@example.org") != sign_in_mark("ben@example.org")
    assert people.find_by_address("ben") is None
    assert people.find_by_address("ben@example.org") == ben


@pytest.mark.row("S2.25")
def test_a_name_for_outside_is_read_there_and_nowhere_else(ben, alma, at):
    assert people.names_outside([ben.uid]) == {ben.uid: "Ben"}

    people.rename_outside(person=ben, name="B.", by=ben, at=at)

    fresh = people.the_person(ben.uid)
    assert people.names_outside([ben.uid, alma.uid]) == {ben.uid: "B.", alma.uid: "Alma"}
    assert (people.name_of(fresh), people.name_outside_of(fresh)) == ("Ben", "B.")
    assert people.find_by_address("ben@example.org") == ben

    people.rename_outside(person=fresh, name="", by=fresh, at=at)
    assert people.names_outside([ben.uid]) == {ben.uid: "Ben"}


def test_being_renamed_keeps_what_somebody_signs_in_with(founded, at):
    hana = by_name("brisk-otter", at)

    people.rename_person(person=hana, name="Hanna", by=hana, at=at)

    fresh = people.the_person(hana.uid)
    assert people.find_by_address("brisk-otter") == fresh
    assert (people.name_of(fresh), people.sign_in_of(fresh)) == ("Hanna", "brisk-otter")
