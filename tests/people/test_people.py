"""What is kept of a person, and what is not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import Http404

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
def test_nothing_is_kept_of_a_person_beyond_a_name_an_address_a_zone_and_whether_they_coach():
    assert {field.name for field in Person._meta.concrete_fields} == {
        "uid",
        "identity",
        "revision",
        "address_mark",
        "coaches",
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
