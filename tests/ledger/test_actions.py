"""Writing in the ledger: dense, chained, append-only, and before anything is opened."""

import dataclasses
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from goldenthread.ledger import api as ledger
from goldenthread.ledger.models import Entry, Stream


def look(someone, pair, ben, at, **changed):
    given = {
        "stream": pair,
        "by": someone,
        "at": at,
        "about": ben.uid,
        "covers": [pair],
    }
    return ledger.witness("test.passage.opened", **given | changed)


def test_a_deed_is_written_with_all_that_was_said_of_it(pen, alma, ben, pair, passage):
    entry = pen.write(
        "test.passage.answered", alma, thing=("test.passage", passage), revision=4, count=2
    )

    kept = Entry.objects.get()
    assert kept == entry
    told = {f.name: getattr(kept, f.name) for f in Entry._meta.concrete_fields}
    hashes = {name: bytes(told.pop(name)) for name in ("salt", "leaf", "chain")}
    assert told == {
        "uid": entry.uid,
        "stream_uid": pair,
        "seq": 1,
        "at": pen.at,
        "actor_uid": alma.uid,
        "verb": "test.passage.answered",
        "about_uid": ben.uid,
        "thing_kind": "test.passage",
        "thing_uid": passage,
        "revision": 4,
        "count": 2,
    }
    assert [len(value) for value in hashes.values()] == [32, 32, 32]


def test_lines_are_numbered_from_one_without_a_gap(pen, alma, pair):
    for _ in range(3):
        pen.write("test.passage.answered", alma)

    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]
    stream = Stream.objects.get()
    last = Entry.objects.get(seq=3)
    assert (stream.uid, stream.length, bytes(stream.head)) == (pair, 3, bytes(last.chain))


def test_streams_are_numbered_each_for_itself(pen, alma, ben):
    pen.write("test.passage.answered", alma)
    other = pen.write("test.name.changed", ben, stream=ben.uid)

    assert other.seq == 1


def test_a_deed_of_the_house_itself_has_no_actor(pen):
    assert pen.write("test.entries.counted", None).actor_uid is None


def test_equal_deeds_have_unequal_salts_and_leaves(pen, alma):
    one = pen.write("test.passage.answered", alma)
    other = pen.write("test.passage.answered", alma)

    assert one.salt != other.salt
    assert one.leaf != other.leaf


def test_a_deed_that_fails_leaves_no_line(pen, alma):
    with transaction.atomic():
        pen.write("test.passage.answered", alma)
        transaction.set_rollback(True)

    assert (Entry.objects.count(), Stream.objects.count()) == (0, 0)


def test_an_undeclared_code_is_refused(pen, alma):
    with pytest.raises(ledger.VerbRefused, match="is not declared"):
        pen.write("test.never.declared", alma)

    assert Entry.objects.count() == 0


@pytest.mark.row("G31")
def test_no_words_fit_through_the_kind_of_a_thing(pen, alma):
    with pytest.raises(ledger.VerbRefused, match="is not a kind of thing"):
        pen.write("test.passage.answered", alma, thing=("I am afraid of him", None))

    assert Entry.objects.count() == 0


def test_a_naive_moment_is_refused(pen, alma):
    with pytest.raises(ValueError, match="aware"):
        pen.write("test.passage.answered", alma, at=datetime(2026, 3, 2))  # noqa: DTZ001 - on purpose


def test_a_written_line_cannot_be_saved_again(pen, alma):
    entry = pen.write("test.passage.answered", alma)
    entry.count = 9

    with pytest.raises(ledger.AppendOnly):
        entry.save()
    with pytest.raises(ledger.AppendOnly):
        Entry.objects.get().save()

    assert Entry.objects.get().count == 1


def test_a_written_line_cannot_be_deleted(pen, alma):
    entry = pen.write("test.passage.answered", alma)

    with pytest.raises(ledger.AppendOnly):
        entry.delete()
    with pytest.raises(ledger.AppendOnly):
        Entry.objects.all().delete()

    assert Entry.objects.count() == 1


def test_lines_cannot_be_changed_or_added_in_bulk(pen, alma):
    entry = pen.write("test.passage.answered", alma)

    with pytest.raises(ledger.AppendOnly):
        Entry.objects.filter(seq=1).update(count=9)
    with pytest.raises(ledger.AppendOnly):
        Entry._base_manager.filter(seq=1).update(count=9)
    with pytest.raises(ledger.AppendOnly):
        Entry.objects.bulk_update([entry], ["count"])
    with pytest.raises(ledger.AppendOnly):
        Entry.objects.bulk_create([Entry(stream_uid=entry.stream_uid, seq=2)])
    with pytest.raises(ledger.AppendOnly):
        Entry.objects.update_or_create(uid=entry.uid, defaults={"count": 9})

    assert list(Entry.objects.values_list("seq", "count")) == [(1, 1)]


@pytest.mark.row("INV-3")
def test_a_reading_is_written_and_witnessed(db, alma, ben, pair, passage, at):
    seen = look(alma, pair, ben, at, thing=("test.passage", passage), covers=[passage])

    kept = Entry.objects.get()
    assert (kept.verb, kept.actor_uid, kept.about_uid, kept.thing_uid, kept.at) == (
        "test.passage.opened",
        alma.uid,
        ben.uid,
        passage,
        at,
    )
    assert (seen.by, seen.uids) == (alma.uid, frozenset({passage}))
    assert (seen.covers(passage), seen.covers(pair), seen.covers(pair, passage)) == (
        True,
        False,
        True,
    )


def test_a_witness_is_made_by_witness_alone(db, alma, ben, pair, at):
    seen = look(alma, pair, ben, at)

    with pytest.raises(TypeError):
        ledger.Witness(alma.uid, frozenset({pair}))  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        ledger.Witness(alma.uid, frozenset({pair}), _made_by=object())
    with pytest.raises(TypeError):
        dataclasses.replace(seen, uids=frozenset())
    with pytest.raises(AttributeError):
        seen.uids = frozenset({uuid4()})
    with pytest.raises(AttributeError):
        del seen.uids


def test_only_a_reading_can_be_witnessed(db, alma, ben, pair, at):
    with pytest.raises(ledger.VerbRefused, match="isn't declared as a reading"):
        ledger.witness(
            "test.passage.answered", stream=pair, by=alma, at=at, about=ben.uid, covers=[pair]
        )

    assert Entry.objects.count() == 0


def test_the_same_look_within_five_minutes_is_one_line(db, alma, ben, pair, at):
    look(alma, pair, ben, at)
    again = look(alma, pair, ben, at + timedelta(minutes=4, seconds=59))
    assert Entry.objects.count() == 1
    assert again.covers(pair)

    look(alma, pair, ben, at + timedelta(minutes=5))
    assert Entry.objects.count() == 2


def test_one_look_is_counted_from_its_first_line(db, alma, ben, pair, at):
    for minutes in (0, 3, 6, 9, 12):
        look(alma, pair, ben, at + timedelta(minutes=minutes))

    written = Entry.objects.order_by("seq").values_list("at", flat=True)
    assert list(written) == [at, at + timedelta(minutes=6), at + timedelta(minutes=12)]


@pytest.mark.parametrize(
    "other",
    [
        {"stream": UUID(int=9)},
        {"about": UUID(int=9)},
        {"thing": ("test.passage", UUID(int=9))},
        {"thing": ("test.other", None)},
        {"revision": 2},
        {"count": 3},
    ],
)
def test_another_look_is_another_line(db, alma, ben, pair, at, other):
    look(alma, pair, ben, at)
    look(alma, pair, ben, at, **other)

    assert Entry.objects.count() == 2


def test_another_persons_look_is_another_line(db, cast, ben, pair, at):
    for someone in cast:
        look(someone, pair, ben, at)

    assert Entry.objects.count() == 5


def test_a_deed_is_never_folded(pen, alma):
    pen.write("test.passage.answered", alma, at=pen.at)
    pen.write("test.passage.answered", alma, at=pen.at)

    assert Entry.objects.count() == 2


def test_writing_takes_the_same_few_queries_however_long_the_stream(pen, alma, ben, pair, at):
    pen.write("test.passage.answered", alma)
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            pen.write("test.passage.answered", alma)
        counts.append(len([q for q in queries if "SAVEPOINT" not in q["sql"]]))

    assert counts == [3, 3, 3]


def test_moments_are_kept_to_the_microsecond_in_any_zone(pen, alma):
    at = datetime.fromisoformat("2026-03-02T23:59:59.999999+05:30")

    pen.write("test.passage.answered", alma, at=at)

    assert Entry.objects.get().at == datetime(2026, 3, 2, 18, 29, 59, 999999, tzinfo=UTC)
