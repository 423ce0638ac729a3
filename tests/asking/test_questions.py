"""A question worded once gives what Django's own would, on either database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenthread.asking.api import Question
from goldenthread.ledger.models import Entry
from goldenthread.people.models import Person
from goldenthread.shares.models import PersonShare

pytestmark = pytest.mark.django_db


def test_it_gives_the_row_as_django_would(ben, alma):
    found = Question(Person, "uid").one(ben.uid)

    theirs = Person.objects.get(uid=ben.uid)
    fields = [field.attname for field in Person._meta.concrete_fields]
    assert {name: getattr(found, name) for name in fields} == {
        name: getattr(theirs, name) for name in fields
    }


def test_it_gives_nothing_where_there_is_nothing(ben, relationship):
    assert Question(Person, "uid").one(relationship.uid) is None


def test_it_asks_the_store_that_holds_the_model(ben):
    assert [row.person_uid for row in Question(PersonShare, "person_uid").all(ben.uid)] == [ben.uid]


def test_nothing_is_the_same_as_nothing_where_it_is_asked_so(ben):
    same = Question(Entry, "about_uid", "thing_uid__same").all(ben.uid, None)
    equal = Question(Entry, "about_uid", "thing_uid").all(ben.uid, None)

    assert len(same) == Entry.objects.filter(about_uid=ben.uid, thing_uid=None).count() > 0
    assert equal == []


def test_it_compares_moments_as_django_would(ben, at):
    question = Question(Entry, "about_uid", "at__gt", "at__lte", tail="ORDER BY seq")
    begun = at - timedelta(days=31)

    found = [line.uid for line in question.all(ben.uid, begun, at)]

    expected = Entry.objects.filter(about_uid=ben.uid, at__gt=begun, at__lte=at).order_by("seq")
    assert found == [line.uid for line in expected]
    assert found != []


def test_what_is_asked_for_is_never_part_of_the_words(ben):
    sly = Question(Person, "zone").all("' OR 1=1 --")

    assert sly == []
