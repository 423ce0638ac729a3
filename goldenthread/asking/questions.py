"""A question worded once. Django takes longer to word a query than either database takes to answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

M = TypeVar("M", bound=Model)
Converter = tuple[int, list[Callable[..., Any]], Any]

_COMPARED = {"": "=", "gt": ">", "lte": "<="}
# Equal, where nothing equals nothing.
_SAME = {"sqlite": "IS", "postgresql": "IS NOT DISTINCT FROM"}


@dataclass(frozen=True, slots=True, repr=False)
class Worded:
    """A question in one database's words, with what its answers are made of."""

    sql: str
    fields: list[Any]
    names: list[str]
    converters: list[Converter]

    def read(self, row: Sequence[Any], connection: BaseDatabaseWrapper) -> list[Any]:
        """Turn one row into the values of a model's fields."""
        values = list(row)
        for place, turns, column in self.converters:
            for turn in turns:
                values[place] = turn(values[place], column, connection)
        return values


class Question(Generic[M]):
    """Which rows of a model have these values.

    Each condition is a field's name, alone or with `__gt`, `__lte` or `__same` (as `=`, but NULL is the same as
    NULL). Values are given in that order. `tail` is SQL that ends the question, an ORDER BY or a LIMIT; it is
    written by us and never by anybody else. With `locks` the rows are held until the transaction ends.
    """

    def __init__(
        self, model: type[M], *conditions: str, tail: str = "", locks: bool = False
    ) -> None:
        self._model = model
        self._conditions = [condition.partition("__") for condition in conditions]
        self._tail, self._locks = tail, locks
        self._worded: dict[str, Worded] = {}

    def all(self, *values: Any) -> list[M]:
        """Give every row with these values."""
        alias = router.db_for_read(self._model)
        connection = connections[alias]
        worded = self._worded.get(connection.vendor) or self._word(connection)
        given = [
            field.get_db_prep_value(value, connection, prepared=False)
            for field, value in zip(worded.fields, values, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(worded.sql, given)
            rows = cursor.fetchall()
        return [
            self._model.from_db(alias, worded.names, worded.read(row, connection)) for row in rows
        ]

    def one(self, *values: Any) -> M | None:
        """Give the first row with these values, if there is any."""
        return next(iter(self.all(*values)), None)

    def _word(self, connection: BaseDatabaseWrapper) -> Worded:
        quote = connection.ops.quote_name
        compared = _COMPARED | {"same": _SAME[connection.vendor]}
        meta = self._model._meta  # noqa: SLF001 (Django's public name for it)
        fields: list[Any] = [meta.get_field(name) for name, _, _ in self._conditions]
        columns = ", ".join(quote(str(field.column)) for field in meta.concrete_fields)
        asked = " AND ".join(
            f"{quote(str(field.column))} {compared[how]} %s"
            for field, (_, _, how) in zip(fields, self._conditions, strict=True)
        )
        where = f" WHERE {asked}" if asked else ""
        lock = "FOR UPDATE" if self._locks and connection.features.has_select_for_update else ""
        worded = Worded(
            # Every word here is ours or the schema's; what is asked for travels beside it.
            sql=f"SELECT {columns} FROM {quote(meta.db_table)}{where} {self._tail} {lock}",  # noqa: S608
            fields=fields,
            names=[field.attname for field in meta.concrete_fields],
            converters=_converters(self._model, connection),
        )
        self._worded[connection.vendor] = worded
        return worded


def _converters(model: type[Model], connection: BaseDatabaseWrapper) -> list[Converter]:
    """Give what turns a column's value into Python's, as Django itself would, for the columns that need it."""
    found: list[Converter] = []
    fields = model._meta.concrete_fields  # noqa: SLF001 (as above)
    for place, field in enumerate(fields):
        column = field.get_col(field.model._meta.db_table)  # noqa: SLF001 (as above)
        turns = [
            *connection.ops.get_db_converters(column),
            *column.get_db_converters(connection),
        ]
        if turns:
            found.append((place, turns, column))
    return found
