"""Bringing both stores up before a page is answered: present, migrated, writable, of one house."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections, router
from django.db.utils import InterfaceError

from goldenthread.shares import api as shares
from goldenthread.vault import api as vault
from goldenthread.web.commands.folder import cannot_write
from goldenthread.web.commands.voice import NO_ROOM, UNSAFE, CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = "default"
NAMES = {CONTENT: "database", shares.STORE: "vault"}
SHARES = "shares_personshare"
OURS = "goldenthread."
ANOTHER_SHAPE = (
    "The {what} was made by another version of Golden Thread, and before 1.0 this one can't carry it "
    "over. Take copies with the version that made it, or give an empty place."
)


def open_stores() -> None:
    """Make, migrate and check both stores; raises CannotGoOn when they cannot be used as they are.

    The vault is made first: a crash in between leaves a vault without a house, never a house
    without a vault. A vault that is missing under a house is refused, since a new one would look
    right and open nothing.
    """
    refuse_a_missing_file()
    for alias in (shares.STORE, CONTENT):
        with sentences(alias):
            _refuse_read_only(alias)
    for alias in (shares.STORE, CONTENT):
        with sentences(alias):
            _migrate(alias)
            _refuse_another_shape(alias)
    with sentences(CONTENT), one_house():
        vault.found_house()


def collect_static() -> None:
    """Put the style sheets and scripts of this version where they are served from."""
    try:
        call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    except OSError as error:
        raise CannotGoOn(cannot_write(Path(settings.STATIC_ROOT), error), NO_ROOM) from error


def refuse_a_missing_file() -> None:
    """Refuse to make one SQLite file anew while the other one has something in it."""
    files = {alias: sqlite_file(alias) for alias in NAMES}
    there = {alias for alias, file in files.items() if file and _has_bytes(file)}
    second, content = files[shares.STORE], files[CONTENT]
    if second and shares.STORE not in there and CONTENT in there:
        raise CannotGoOn(
            f"The vault's file {second} is missing while the database is here; put it back from "
            "its own backup, because nothing can be opened with a new one.",
            UNSAFE,
        )
    if content and CONTENT not in there and shares.STORE in there and _has_shares():
        raise CannotGoOn(
            f"The database's file {content} is missing while the vault is here; put it back from "
            "its backup, or move the vault away to begin a new house.",
            UNSAFE,
        )


@contextmanager
def one_house() -> Iterator[None]:
    """Turn a vault that does not open this database into one sentence for the steward."""
    try:
        yield
    except shares.StoreMissing as error:
        raise CannotGoOn(
            "The vault is empty while the database is a house already; put the vault back from "
            "its own backup, because nothing can be opened with a new one.",
            UNSAFE,
        ) from error
    except vault.AnotherHouse as error:
        raise CannotGoOn(
            "This vault belongs to another house than this database; put the two together that "
            "were backed up together.",
            UNSAFE,
        ) from error


def sqlite_file(alias: str) -> Path | None:
    """Give the file of a store kept in SQLite; None on another engine or in memory."""
    chosen: dict[str, Any] = settings.DATABASES[alias]
    if not chosen["ENGINE"].endswith("sqlite3") or ":memory:" in str(chosen["NAME"]):
        return None
    return Path(chosen["NAME"])


@contextmanager
def sentences(alias: str) -> Iterator[None]:
    """Turn what a database says when it cannot go on into one sentence for the steward."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        raise CannotGoOn(why_not(alias, str(error)), NO_ROOM) from error


def why_not(alias: str, said: str) -> str:
    """Say in one sentence, without a row or a secret in it, why a store cannot be used."""
    name, place = NAMES[alias], sqlite_file(alias)
    where = f"The {name} at {place}" if place else f"The {name}"
    if "disk is full" in said or "No space left" in said:
        return f"The disk that holds the {name} is full; free some space and start again."
    if "readonly" in said or "read-only" in said or (place and _is_read_only(place)):
        return f"{where} can only be read, not written; check its owner, its mode and its disk."
    if "locked" in said:
        return f"{where} is held by another program; stop that one and start again."
    if "not a database" in said or "malformed" in said:
        return f"{where} is damaged; put it back from its backup."
    if place:
        return f"{where} cannot be opened; check that its folder is there and yours."
    return f"{where} cannot be reached; check its address, its password and that it runs."


def _is_read_only(file: Path) -> bool:
    """Whether SQLite could not write beside a file that is there; it only says "unable to open"."""
    return file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def _migrate(alias: str) -> None:
    call_command("migrate", database=alias, interactive=False, verbosity=0, skip_checks=True)


def _refuse_another_shape(alias: str) -> None:
    """Refuse a store whose tables aren't ours: until 1.0 they may be made anew. Raises CannotGoOn."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if router.db_for_write(model) != alias or not model.__module__.startswith(OURS):
                continue
            table = model._meta.db_table  # noqa: SLF001 - Django's own name for it
            columns = {field.column for field in model._meta.concrete_fields}  # noqa: SLF001
            found = connection.introspection.get_table_description(cursor, table)
            if columns != {each.name for each in found}:
                raise CannotGoOn(ANOTHER_SHAPE.format(what=NAMES[alias]), UNSAFE)


def _refuse_read_only(alias: str) -> None:
    """Write one number that was there already; raises DatabaseError where nothing can be written.

    Taking the writer's place is not enough: beside a log that a crash left, SQLite grants it even
    on a read-only disk.
    """
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA user_version")
            cursor.execute(f"PRAGMA user_version = {int(cursor.fetchone()[0])}")
            return
        cursor.execute("SHOW transaction_read_only")
        if cursor.fetchone() == ("on",):
            raise DatabaseError("read-only")


def _has_shares() -> bool:
    if not _has_table(shares.STORE, SHARES):
        return False
    with sentences(shares.STORE), connections[shares.STORE].cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {SHARES} LIMIT 1")  # noqa: S608  our own table's name
        return cursor.fetchone() is not None


def _has_table(alias: str, table: str) -> bool:
    with sentences(alias), connections[alias].cursor() as cursor:
        return table in connections[alias].introspection.table_names(cursor)


def _has_bytes(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0
