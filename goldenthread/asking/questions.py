"""A question worded once. Django takes longer to word a query than either database takes to answer it."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

M = TypeVar("M", bound=Model)

_COMPARED = {"": "=", "gt": ">", "lte": "<="}
# Equal, where nothing equals nothing.
_SAME = {"sqlite": "IS", "postgresql": "IS NOT DISTINCT FROM"}


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
        self._worded: dict[str, str] = {}

    def all(self, *values: Any) -> list[M]:
        """Give every row with these values."""
        alias = router.db_for_read(self._model)
        connection = connections[alias]
        fields = [self._field(name) for name, _, _ in self._conditions]
        given = [
            field.get_db_prep_value(value, connection, prepared=False)
            for field, value in zip(fields, values, strict=True)
        ]
        words = self._worded.get(connection.vendor) or self._word(connection)
        return list(self._model._default_manager.raw(words, given, using=alias))  # noqa: SLF001 (Django's name)

    def one(self, *values: Any) -> M | None:
        """Give the first row with these values, if there is any."""
        return next(iter(self.all(*values)), None)

    def _field(self, name: str) -> Field[Any, Any]:
        found: Field[Any, Any] = self._model._meta.get_field(name)  # type: ignore[assignment]  # noqa: SLF001
        return found

    def _column(self, name: str) -> str:
        return self._field(name).column or name

    def _word(self, connection: BaseDatabaseWrapper) -> str:
        quote = connection.ops.quote_name
        compared = _COMPARED | {"same": _SAME[connection.vendor]}
        meta = self._model._meta  # noqa: SLF001 (Django's public name for it)
        columns = ", ".join(quote(field.column or "") for field in meta.concrete_fields)
        asked = " AND ".join(
            f"{quote(self._column(name))} {compared[how]} %s" for name, _, how in self._conditions
        )
        where = f" WHERE {asked}" if asked else ""
        lock = "FOR UPDATE" if self._locks and connection.features.has_select_for_update else ""
        # Every word here is ours or the schema's; what is asked for travels beside it.
        words = f"SELECT {columns} FROM {quote(meta.db_table)}{where} {self._tail} {lock}"  # noqa: S608
        self._worded[connection.vendor] = words
        return words
