"""Django's own SQLite, waiting its turn before it writes. Named in settings as the engine; Django looks in `base`.

Reading never waits. The place is taken before BEGIN IMMEDIATE, or for the length of one statement that writes
outside a transaction, and is left at the commit, the rollback or the hanging up, whichever comes.
"""

from __future__ import annotations

from sqlite3 import OperationalError
from typing import Any

from django.db.backends.sqlite3 import base

from goldenthread.asking.queue import Queue, queue_of

_WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class _Turn:
    """One connection's turns: it has the place, or it hasn't."""

    def __init__(self, queue: Queue, seconds: float) -> None:
        self._queue, self._seconds = queue, seconds
        self._has_place = False

    def take(self) -> None:
        """Wait for the place. Raises what SQLite itself raises when it has waited too long, in the same words."""
        if not self._queue.take(self._seconds):
            raise OperationalError("database is locked")
        self._has_place = True

    def leave(self) -> None:
        """Give the place up, if this connection has it."""
        if self._has_place:
            self._has_place = False
            self._queue.leave()


class _Cursor(base.SQLiteCursorWrapper):
    """Waits for its turn where one statement is a whole transaction."""

    turn: _Turn

    def execute(self, query: str, params: Any = None) -> Any:
        if self.connection.in_transaction or not query.startswith(_WRITING):
            return super().execute(query, params)
        self.turn.take()
        try:
            return super().execute(query, params)
        finally:
            self.turn.leave()

    def executemany(self, query: str, param_list: Any) -> Any:
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        self.turn.take()
        try:
            return super().executemany(query, param_list)
        finally:
            self.turn.leave()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that has its place in the queue while it writes, and at no other time.

    What begins with an underscore is where Django lets a backend say how; its types leave that out.
    """

    # None in memory, where nobody else is.
    _turn: _Turn | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file, and find the queue before it."""
        connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            queue = queue_of(str(self.settings_dict["NAME"]))
            self._turn = _Turn(queue, float(conn_params.get("timeout", 5)))
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Give a cursor that waits for its turn."""
        if self._turn is None:
            return super().create_cursor(name)
        cursor = self.connection.cursor(factory=_Cursor)
        cursor.turn = self._turn
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        if self._turn:
            with self.wrap_database_errors:
                self._turn.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        # A commit that fails is followed by a rollback.
        super()._commit()  # type: ignore[misc]
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _leave(self) -> None:
        if self._turn:
            self._turn.leave()
