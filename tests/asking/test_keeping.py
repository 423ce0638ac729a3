"""A row kept or changed in words found once is as Django would have left it, on either database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.asking.api import Change, Insertion
from goldenthread.core.ids import new_uid
from goldenthread.ledger.models import Entry, Stream

pytestmark = pytest.mark.django_db

FIELDS = [field.attname for field in Entry._meta.concrete_fields]


def line(ben, at, **changed):
    given = {"uid": new_uid(), "stream_uid": new_uid(), "seq": 1, "at": at, "verb": "test.kept"}
    bytes_of = {"salt": b"\x00s", "leaf": b"l" * 32, "chain": b"c" * 32}
    return Entry(**given | {"about_uid": ben.uid, "thing_uid": None} | bytes_of | changed)


def values(row):
    found = {name: getattr(row, name) for name in FIELDS}
    return found | {name: bytes(found[name]) for name in ("salt", "leaf", "chain")}


def test_a_row_is_kept_as_django_would_keep_it(ben, at):
    ours = line(ben, at + timedelta(microseconds=7))
    theirs = line(ben, ours.at)

    assert Insertion(Entry).keep(ours) is True
    theirs.save()

    written = values(Entry.objects.get(uid=ours.uid))
    assert written == values(ours)
    same = values(Entry.objects.get(uid=theirs.uid))
    assert written | {"uid": None, "stream_uid": None} == same | {"uid": None, "stream_uid": None}
    assert (ours._state.adding, ours._state.db) == (theirs._state.adding, theirs._state.db)


def test_a_key_that_is_taken_is_said_and_nothing_is_written(ben, at):
    first = line(ben, at)
    assert Insertion(Entry).keep(first)

    again = line(ben, at, uid=first.uid, verb="test.other")

    assert Insertion(Entry).keep(again) is False
    assert again._state.adding is True
    assert values(Entry.objects.get(uid=first.uid)) == values(first)


def test_any_other_conflict_is_raised(ben, at):
    first = line(ben, at)
    assert Insertion(Entry).keep(first)

    twice = line(ben, at, stream_uid=first.stream_uid)

    with pytest.raises(IntegrityError), transaction.atomic():
        Insertion(Entry).keep(twice)


def test_a_change_writes_the_fields_it_names_and_no_other(ben):
    stream = Stream.objects.create(uid=new_uid(), reader_uid=ben.uid, length=3, head=b"h" * 32)
    other = Stream.objects.create(uid=new_uid(), reader_uid=ben.uid, length=3, head=b"h" * 32)
    stream.length, stream.head, stream.reader_uid = 4, b"n" * 32, None

    assert Change(Stream, "length", "head").keep(stream) is True

    found = Stream.objects.get(uid=stream.uid)
    assert (found.length, bytes(found.head), found.reader_uid) == (4, b"n" * 32, ben.uid)
    assert Stream.objects.get(uid=other.uid).length == 3


def test_a_change_of_what_is_not_there_says_so(ben):
    gone = Stream(uid=new_uid(), reader_uid=ben.uid, length=3, head=b"h" * 32)

    assert Change(Stream, "length").keep(gone) is False


def test_what_is_kept_is_never_part_of_the_words(ben, at):
    said = []

    def listen(execute, sql, params, many, context):
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        assert Insertion(Entry).keep(line(ben, at, verb="'); DROP TABLE x"))

    assert [("DROP" in sql, sql.count("%s")) for sql in said] == [(False, len(FIELDS))]
