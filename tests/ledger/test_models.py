"""What a row of the ledger can hold, and what it cannot."""

import re

import pytest
from django.db import models

from goldenthread.ledger import api as ledger
from goldenthread.ledger.models import Entry, Stream


@pytest.mark.row("G31")
@pytest.mark.parametrize("model", [Entry, Stream])
def test_no_column_can_hold_what_a_person_wrote(model):
    kinds = {field.name: type(field) for field in model._meta.concrete_fields}

    words = {name for name, kind in kinds.items() if issubclass(kind, models.CharField)}
    assert words <= {"verb", "thing_kind"}
    assert set(kinds.values()) <= {
        models.UUIDField,
        models.PositiveBigIntegerField,
        models.PositiveIntegerField,
        models.DateTimeField,
        models.CharField,
        models.BinaryField,
    }
    for name in words:
        assert model._meta.get_field(name).max_length <= 64
    for field in model._meta.concrete_fields:
        if isinstance(field, models.BinaryField):
            assert field.max_length == 32


@pytest.mark.row("G31")
def test_every_word_in_a_row_was_known_beforehand(lived):
    codes = {verb.code for verb in ledger.declared_verbs()}

    for entry in Entry.objects.all():
        assert entry.verb in codes
        assert re.fullmatch(r"([a-z][a-z0-9._/-]{0,31})?", entry.thing_kind)


@pytest.mark.row("INV-13")
def test_no_column_keeps_where_from_or_with_what_someone_came():
    names = {field.name for model in (Entry, Stream) for field in model._meta.concrete_fields}

    assert names == {
        *["uid", "stream_uid", "seq", "at", "actor_uid", "verb", "about_uid", "thing_kind"],
        *["thing_uid", "revision", "count", "salt", "leaf", "chain"],
        *["reader_uid", "length", "head"],
    }


def test_rows_point_nowhere_so_that_they_outlive_what_they_record():
    relations = [field for field in Entry._meta.get_fields() if field.is_relation]

    assert relations == []


def test_a_row_is_written_as_its_kind_and_uid(lived):
    entry, stream = Entry.objects.earliest("seq"), Stream.objects.get(uid=lived.stream)

    assert (str(entry), str(stream)) == (f"ledger entry {entry.uid}", f"stream {stream.uid}")
