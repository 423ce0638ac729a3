"""An SQLite file of its own, and connections to it, for tests of who writes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
from django.db import connections

from goldenthread.asking.queued_sqlite3.base import DatabaseWrapper

PRAGMAS = "PRAGMA journal_mode=WAL;"


@pytest.fixture
def connect(tmp_path, django_db_blocker) -> Iterator[Callable[..., Any]]:
    """Give what opens one more connection to the same file, with one table of numbers in it."""
    file = tmp_path / "numbers.sqlite3"

    def opened(timeout: float = 20) -> Any:
        options = {"transaction_mode": "IMMEDIATE", "timeout": timeout, "init_command": PRAGMAS}
        given = {"NAME": str(file), "OPTIONS": options}
        chosen = connections.configure_settings({"default": given})["default"]
        alias = f"numbers{len(kept)}"
        connection = DatabaseWrapper(chosen, alias)
        connection.inc_thread_sharing()
        # `atomic` finds a connection by its name.
        connections[alias] = connection
        kept.append(alias)
        ends.enter_context(closing(connection))
        return connection

    kept: list[str] = []
    with django_db_blocker.unblock(), ExitStack() as ends:
        with opened().cursor() as cursor:
            cursor.execute("CREATE TABLE numbers (number integer)")
        yield opened
    for alias in kept:
        del connections[alias]


@pytest.fixture
def connection(connect) -> Any:
    """One connection to that file."""
    return connect()
