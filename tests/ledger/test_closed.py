"""Where the ledger cannot be written, nothing is done and nothing is opened."""

import random
from datetime import timedelta

import pytest
from django.db import connection

from goldenthread.ledger import api as ledger
from goldenthread.ledger.models import Entry

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="closes an SQLite file")


def look(someone, pair, ben, at, **changed):
    given = {"stream": pair, "by": someone, "at": at, "about": ben.uid, "covers": [pair]}
    return ledger.witness("test.passage.opened", **given | changed)


class Refusing:
    """A database that refuses some statements, as a full disk does."""

    def __init__(self, refuses):
        self.refuses = refuses

    def __call__(self, execute, sql, params, many, context):
        if self.refuses(sql):
            with context["connection"].wrap_database_errors:
                raise context["connection"].Database.OperationalError("database or disk is full")
        return execute(sql, params, many, context)


@pytest.mark.row("INV-3", "G9")
@pytest.mark.parametrize("statement", ["SELECT", "INSERT", "UPDATE"])
def test_without_its_line_nothing_is_witnessed(transactional_db, alma, ben, pair, at, statement):
    with (
        connection.execute_wrapper(Refusing(lambda sql: sql.startswith(statement))),
        pytest.raises(ledger.LedgerClosed) as closed,
    ):
        look(alma, pair, ben, at)

    assert type(closed.value) is ledger.LedgerClosed
    assert Entry.objects.count() == 0


@pytest.mark.row("INV-3", "G9")
def test_a_thousand_failing_writes_open_nothing(transactional_db, alma, ben, pair, at):
    """G9: fault injection. Each look either has its line or no witness."""
    chance = random.Random(9)
    opened = 0
    failing = Refusing(lambda sql: chance.random() < 0.3 and not sql.startswith("SAVEPOINT"))
    with connection.execute_wrapper(failing):
        for number in range(1000):
            try:
                look(alma, pair, ben, at + timedelta(minutes=6 * number))
            except ledger.LedgerClosed:
                continue
            opened += 1

    assert 0 < opened < 1000
    written = list(Entry.objects.order_by("seq").values_list("seq", flat=True))
    assert written == list(range(1, opened + 1))


def test_a_deed_that_cannot_be_written_says_that_it_was_not_done(pen, alma):
    with (
        connection.execute_wrapper(Refusing(lambda sql: sql.startswith("INSERT"))),
        pytest.raises(ledger.DeedUnwritten) as unwritten,
    ):
        pen.write("test.passage.answered", alma)

    assert isinstance(unwritten.value, ledger.LedgerClosed)


def test_the_sentences_say_what_happened():
    assert (ledger.LedgerClosed.__doc__, ledger.DeedUnwritten.__doc__) == (
        "We couldn't write down that you opened this, so we didn't open it.",
        "We couldn't write this down in the ledger, so we didn't do it. Nothing has changed.",
    )


@pytest.mark.row("INV-3", "G9")
def test_a_line_is_committed_before_its_witness_is_given(transactional_db, alma, ben, pair, at):
    look(alma, pair, ben, at)

    assert connection.in_atomic_block is False
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_entry")
            assert cursor.fetchone()[0] == 1
    finally:
        other.close()


@on_sqlite
@pytest.mark.row("INV-3")
def test_in_a_read_only_database_a_fresh_look_is_witnessed_and_a_new_one_is_not(
    own_file, alma, ben, pair, at
):
    look(alma, pair, ben, at)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    try:
        assert look(alma, pair, ben, at + timedelta(minutes=1)).covers(pair)
        with pytest.raises(ledger.LedgerClosed):
            look(alma, pair, ben, at + timedelta(minutes=9))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=OFF")

    assert Entry.objects.count() == 1


@on_sqlite
@pytest.mark.row("INV-3", "G9")
def test_on_a_full_disk_nothing_is_witnessed(own_file, alma, ben, pair, at):
    """SQLite itself says the disk is full: it may not take one page more."""
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    opened = 0

    def look_and_look() -> None:
        nonlocal opened
        for number in range(10_000):
            look(alma, pair, ben, at + timedelta(minutes=6 * number))
            opened += 1

    with pytest.raises(ledger.LedgerClosed):
        look_and_look()

    assert Entry.objects.count() == opened
