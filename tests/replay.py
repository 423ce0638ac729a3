"""The beginning that most tests share, lived once by every worker and laid out again for each test.

It is lived through the house's own actions, like every other beginning; what they wrote in both
stores is kept, row by row, and put back. A test that really commits lives it anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connections, router, transaction

Row = tuple[Any, ...]
Table = tuple[str, str]
Rows = dict[Any, Row]


@dataclass
class Step:
    """What one step of the beginning wrote: new and changed rows by table, and what came of it."""

    rows: dict[Table, Rows]
    came_of_it: Any = None


@dataclass
class Beginning:
    """The steps of a beginning, in the order they were lived."""

    steps: dict[str, Step] = field(default_factory=dict)

    def lay_out(self, name: str) -> Any:
        """Put one step's rows into the stores, and give what came of it. The steps before it are there.

        Raises IntegrityError, and puts nothing, where the test did something in between: each deed
        has its place in the ledger, and there its place is taken.
        """
        step = self.steps[name]
        with transaction.atomic("default"), transaction.atomic("vault"):
            for (alias, table), rows in step.rows.items():
                _put(alias, table, rows)
        return step.came_of_it


_lived: dict[datetime, Beginning] = {}


def beginning(at: datetime, steps: dict[str, Callable[[dict[str, Any]], Any]]) -> Beginning:
    """Give the beginning of a moment; lived now, and undone, if it never was.

    Each step is given what came of those before it.
    """
    if at not in _lived:
        _lived[at] = _live(steps)
    return _lived[at]


def may_replay(request: pytest.FixtureRequest) -> bool:
    """Say whether a test runs inside a transaction: only then what was written is what it would write."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    return not commits and not {"transactional_db", "live_server"} & set(request.fixturenames)


def _live(steps: dict[str, Callable[[dict[str, Any]], Any]]) -> Beginning:
    lived, came = Beginning(), dict[str, Any]()
    with transaction.atomic("default"), transaction.atomic("vault"):
        before = _everything()
        for name, live in steps.items():
            came[name] = live(came)
            after = _everything()
            lived.steps[name] = Step(_new_in(before, after), came[name])
            before = after
        for alias in ("default", "vault"):
            transaction.set_rollback(True, using=alias)
    return lived


def _everything() -> dict[Table, Rows]:
    rows: dict[Table, Rows] = {}
    for model in apps.get_models():
        alias, table = router.db_for_write(model), model._meta.db_table
        columns = [each.column for each in model._meta.concrete_fields]
        quoted = ", ".join(f'"{column}"' for column in columns)
        key = columns.index(model._meta.pk.column)
        with connections[alias].cursor() as cursor:
            cursor.execute(f'SELECT {quoted} FROM "{table}"')
            rows[alias, table] = {_kept(row[key]): tuple(map(_kept, row)) for row in cursor}
    return rows


def _new_in(before: dict[Table, Rows], after: dict[Table, Rows]) -> dict[Table, Rows]:
    changed = {
        table: {key: row for key, row in rows.items() if before[table].get(key) != row}
        for table, rows in after.items()
    }
    return {table: rows for table, rows in changed.items() if rows}


def _put(alias: str, table: str, rows: Rows) -> None:
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    columns = [each.column for each in model._meta.concrete_fields]
    quoted = ", ".join(f'"{column}"' for column in columns)
    blanks = ", ".join(["%s"] * len(columns))
    key = model._meta.pk.column
    with connections[alias].cursor() as cursor:
        cursor.executemany(
            f'DELETE FROM "{table}" WHERE "{key}" = %s',
            [(row[columns.index(key)],) for row in rows.values()],
        )
        cursor.executemany(
            f'INSERT INTO "{table}" ({quoted}) VALUES ({blanks})',
            [tuple(map(_given, row)) for row in rows.values()],
        )


def _kept(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _given(value: Any) -> Any:
    """Give a value as its driver takes it: PostgreSQL wants to be told that something is JSON."""
    if isinstance(value, dict | list):
        from psycopg.types.json import Jsonb

        return Jsonb(value)
    return value
