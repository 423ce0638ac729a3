"""The ledger's tests: five people who are nothing but uids, a stream, and words of our own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from goldenthread.ledger import api as ledger
from goldenthread.shares import api as shares
from tests.ledger import words


@dataclass(frozen=True)
class Someone:
    """A person as the ledger knows one."""

    name: str
    uid: UUID


def _uid(digit: str) -> UUID:
    return UUID(f"{digit * 8}-{digit * 4}-7{digit * 3}-8{digit * 3}-{digit * 12}")


@pytest.fixture
def alma() -> Someone:
    """Coaches Ben."""
    return Someone("Alma", _uid("a"))


@pytest.fixture
def ben() -> Someone:
    """Alma's client."""
    return Someone("Ben", _uid("b"))


@pytest.fixture
def cleo() -> Someone:
    """Coaches in the same house and must never see Ben."""
    return Someone("Cleo", _uid("c"))


@pytest.fixture
def dara() -> Someone:
    """Sponsors Ben."""
    return Someone("Dara", _uid("d"))


@pytest.fixture
def enzo() -> Someone:
    """Supervises Alma."""
    return Someone("Enzo", _uid("e"))


@pytest.fixture
def cast(
    alma: Someone, ben: Someone, cleo: Someone, dara: Someone, enzo: Someone
) -> tuple[Someone, ...]:
    """All five."""
    return alma, ben, cleo, dara, enzo


@pytest.fixture
def names(cast: tuple[Someone, ...]) -> dict[UUID, str]:
    """What each of the five is called."""
    return {someone.uid: someone.name for someone in cast}


@pytest.fixture
def pair() -> UUID:
    """The stream of Alma's and Ben's relationship."""
    return _uid("1")


@pytest.fixture
def passage() -> UUID:
    """A passage of Ben's."""
    return _uid("2")


@pytest.fixture
def house(db: None) -> None:
    """A house with its secrets."""
    shares.found_store()


@dataclass
class Pen:
    """Writes one line after another, a minute apart."""

    stream: UUID
    about: UUID
    at: datetime

    def write(self, code: str, by: Someone | None, **kwargs: Any) -> ledger.Entry:
        self.at += timedelta(minutes=1)
        given: dict[str, Any] = {"stream": self.stream, "about": self.about, "at": self.at} | kwargs
        return ledger.record(code, by=by, **given)


@pytest.fixture
def pen(db: None, pair: UUID, ben: Someone, at: datetime) -> Pen:
    """A pen that writes in the relationship, about Ben."""
    return Pen(pair, ben.uid, at)


@pytest.fixture
def lived(house: None, pen: Pen, alma: Someone, ben: Someone, passage: UUID) -> Pen:
    """A relationship with seven lines in it, of all shapes."""
    thing = ("test.passage", passage)
    pen.write("test.entry.written", ben)
    pen.write("test.passage.shared", ben, thing=thing, revision=1)
    pen.write("test.passage.opened", alma, thing=thing, revision=1)
    pen.write("test.passage.opened", alma, count=3)
    pen.write("test.entries.counted", None)
    pen.write("test.passage.answered", alma, thing=thing)
    pen.write("test.entry.opened", ben, thing=thing)
    return pen


@pytest.fixture
def document(lived: Pen, ben: Someone) -> Callable[[], Any]:
    """Take Ben's copy of the relationship's ledger, as read from the file."""
    return lambda: words.read(ledger.ledger_file(lived.stream, reader=ben.uid, at=lived.at))


@pytest.fixture
def own_file(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads can share: on SQLite a file of its own, else the one there is."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    in_memory, was = connection.connection, connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(tmp_path / "ledger.sqlite3")
    connection.connection = None
    connection.ensure_connection()
    in_memory.backup(connection.connection)
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = was, in_memory
