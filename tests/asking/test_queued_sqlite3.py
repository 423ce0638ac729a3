"""A connection has its place while it writes and at no other time, whatever happens meanwhile."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.conf import settings
from django.db import OperationalError, connections, transaction

from goldenthread.asking.queue import queue_of


def add(connection, number=1):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO numbers VALUES (%s)", [number])


def numbers(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM numbers ORDER BY number")
        return [number for (number,) in cursor.fetchall()]


def is_free(connection):
    queue = queue_of(connection.settings_dict["NAME"])
    if not queue.take(0):
        return False
    queue.leave()
    return True


def test_the_house_writes_through_it():
    engines = {chosen["ENGINE"] for chosen in settings.DATABASES.values()}

    assert engines <= {"goldenthread.asking.queued_sqlite3", "django.db.backends.postgresql"}


def test_the_place_is_kept_from_the_beginning_to_the_commit(connection):
    with transaction.atomic(using=connection.alias):
        assert not is_free(connection)
        add(connection)
        assert not is_free(connection)

    assert is_free(connection)
    assert numbers(connection) == [1]


def test_what_is_within_a_transaction_asks_for_no_second_place(connection):
    with transaction.atomic(using=connection.alias):
        with transaction.atomic(using=connection.alias):
            add(connection)
        assert not is_free(connection)
        with transaction.atomic(using=connection.alias, savepoint=False):
            add(connection, 2)
        assert not is_free(connection)

    assert is_free(connection)
    assert numbers(connection) == [1, 2]


def test_the_place_is_left_when_a_transaction_fails(connection):
    def fail():
        with transaction.atomic(using=connection.alias):
            add(connection)
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert is_free(connection)
    assert numbers(connection) == []


def test_the_place_is_left_when_the_commit_fails(connection):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE pairs (one integer REFERENCES others DEFERRABLE INITIALLY DEFERRED)"
        )
        cursor.execute("CREATE TABLE others (id integer PRIMARY KEY)")

    def fail():
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("INSERT INTO pairs VALUES (7)")

    with pytest.raises(Exception, match="FOREIGN KEY"):
        fail()

    assert is_free(connection)


def test_the_place_is_left_when_a_connection_is_hung_up(connection):
    with transaction.atomic(using=connection.alias):
        add(connection)
        connection.close()
        assert is_free(connection)


def test_one_statement_that_writes_has_the_place_by_itself(connection):
    connection.ensure_connection()
    queue = queue_of(connection.settings_dict["NAME"])
    assert queue.take(0)
    try:
        with ThreadPoolExecutor(1) as pool:
            adding = pool.submit(add, connection)
            with pytest.raises(TimeoutError):
                adding.result(timeout=0.05)
            queue.leave()
            adding.result(timeout=20)
    finally:
        assert is_free(connection)

    assert numbers(connection) == [1]


def test_many_rows_at_once_wait_as_well_and_leave(connection):
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO numbers VALUES (%s)", [[1], [2]])

    assert is_free(connection)
    assert numbers(connection) == [1, 2]


def test_reading_never_waits(connect):
    writer, reader = connect(), connect(timeout=0.01)
    add(writer)
    with transaction.atomic(using=writer.alias):
        add(writer, 2)
        assert numbers(reader) == [1]

    assert numbers(reader) == [1, 2]


def test_whoever_waits_too_long_is_told_what_sqlite_would_say(connect):
    writer, late = connect(), connect(timeout=0.01)
    with transaction.atomic(using=writer.alias):
        with (
            pytest.raises(OperationalError, match="database is locked"),
            transaction.atomic(using=late.alias),
        ):
            pytest.fail("two write at once")
        with pytest.raises(OperationalError, match="database is locked"):
            add(late)
        add(writer)

    add(late, 2)
    assert numbers(late) == [1, 2]


def test_a_place_that_sqlite_then_refuses_is_left(connect):
    """Somebody with other means, a copy or a shell, holds the file: the queue is no proof."""
    late = connect(timeout=0.01)
    late.ensure_connection()
    with closing(sqlite3.connect(late.settings_dict["NAME"], isolation_level=None)) as outside:
        outside.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(OperationalError, match="database is locked"),
            transaction.atomic(using=late.alias),
        ):
            pytest.fail("two write at once")
        assert is_free(late)

    add(late)
    assert numbers(late) == [1]


def test_eight_who_write_at_once_all_write(connect):
    lines = [connect() for _ in range(8)]

    def write(connection):
        connections[connection.alias] = connection
        for number in range(12):
            with transaction.atomic(using=connection.alias):
                add(connection, number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, lines))

    assert numbers(lines[0]) == sorted([*range(12)] * 8)
    assert is_free(lines[0])
