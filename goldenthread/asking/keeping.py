"""A row kept, or changed, in words found once: whoever writes holds the one place where SQLite lets anybody write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, repr=False)
class Sentence:
    """What is said to one database, with the fields whose values travel beside it."""

    sql: str
    fields: list[Any]

    def say(self, row: Model, connection: BaseDatabaseWrapper, *, add: bool) -> int:
        """Say it about a row; gives how many rows it touched."""
        given = [
            field.get_db_prep_save(field.pre_save(row, add), connection) for field in self.fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            return int(cursor.rowcount)


class Insertion(Generic[M]):
    """Inserts a row of a model whose key was made by us, as `save(force_insert=True)` does; no signal is sent."""

    def __init__(self, model: type[M]) -> None:
        self._model = model
        self._worded: dict[str, Sentence] = {}

    def keep(self, row: M) -> bool:
        """Insert the row. False, and nothing done, where the key is taken; IntegrityError for any other conflict."""
        alias = router.db_for_write(self._model)
        connection = connections[alias]
        worded = self._worded.get(connection.vendor) or self._word(connection)
        if not worded.say(row, connection, add=True):
            return False
        # As Django leaves a row that it has just saved.
        row._state.adding, row._state.db = False, alias  # noqa: SLF001 (Django's public name for it)
        return True

    def _word(self, connection: BaseDatabaseWrapper) -> Sentence:
        quote, meta = connection.ops.quote_name, self._model._meta  # noqa: SLF001 (as above)
        fields = list(meta.concrete_fields)
        columns = ", ".join(quote(str(field.column)) for field in fields)
        values = ", ".join(["%s"] * len(fields))
        key = quote(str(meta.pk.column))
        sentence = Sentence(
            # Every word here is ours or the schema's; what is kept travels beside it.
            sql=f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({values}) "  # noqa: S608
            f"ON CONFLICT ({key}) DO NOTHING",
            fields=fields,
        )
        self._worded[connection.vendor] = sentence
        return sentence


class Change(Generic[M]):
    """Writes some fields of a row anew, as `save(update_fields=…)` does; no signal is sent."""

    def __init__(self, model: type[M], *names: str) -> None:
        self._model, self._names = model, names
        self._worded: dict[str, Sentence] = {}

    def keep(self, row: M) -> bool:
        """Write the row's fields. False where the row is not there any more."""
        connection = connections[router.db_for_write(self._model)]
        worded = self._worded.get(connection.vendor) or self._word(connection)
        return bool(worded.say(row, connection, add=False))

    def _word(self, connection: BaseDatabaseWrapper) -> Sentence:
        quote, meta = connection.ops.quote_name, self._model._meta  # noqa: SLF001 (as above)
        fields: list[Any] = [meta.get_field(name) for name in self._names]
        changed = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
        sentence = Sentence(
            sql=f"UPDATE {quote(meta.db_table)} SET {changed} "  # noqa: S608 (as above)
            f"WHERE {quote(str(meta.pk.column))} = %s",
            fields=[*fields, meta.pk],
        )
        self._worded[connection.vendor] = sentence
        return sentence
