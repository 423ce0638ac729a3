"""Thousands of relationships in no time: copies of one pair's rows under new uids.

Nobody can open the copies (their seals belong to the pair they were copied from), and nobody asks
to; they are there so that every table and index is as large as after years.
"""

from __future__ import annotations

import secrets
import sqlite3
import uuid
from pathlib import Path
from typing import Any, Final

# Table, then the SELECT that finds the template pair's rows in it.
_THREAD: Final = {
    "people_person": "uid IN (:client, :coach)",
    "people_passphraseproof": "person_id IN (:client, :coach)",
    "vault_keyset": "person_uid IN (:client, :coach)",
    "vault_slot": "person_uid IN (:client, :coach)",
    "relationships_relationship": "uid = :rel",
    "vault_compartment": "relationship_uid = :rel OR owner_uid IN (:client, :coach)",
    "vault_epoch": "compartment_id IN ({rooms})",
    "vault_grant": "compartment_id IN ({rooms})",
    "journal_entry": "compartment_id IN ({rooms})",
    "ledger_stream": "uid IN (:rel, :client, :coach)",
    "ledger_entry": "stream_uid IN (:rel, :client, :coach)",
}
_VAULT: Final = {
    "shares_personshare": "person_uid IN (:client, :coach)",
    "shares_epochshare": "compartment_uid IN ({rooms})",
}
_ROOMS: Final = "SELECT uid FROM vault_compartment WHERE relationship_uid = :rel OR owner_uid IN (:client, :coach)"
# Marks that must differ from row to row.
_RANDOM: Final = {"sign_in_mark", "token_hash"}


def copy_pair(folder: Path, rel: uuid.UUID, times: int) -> None:
    """Copy a pair, its coach included, that many times over; the house must not be running."""
    thread = sqlite3.connect(folder / "thread" / "thread.sqlite3")
    vault = sqlite3.connect(folder / "vault" / "shares.sqlite3")
    pair = {"rel": rel.hex}
    pair["coach"], pair["client"] = thread.execute(
        "SELECT coach_uid, client_uid FROM relationships_relationship WHERE uid = :rel", pair
    ).fetchone()
    rooms = [row[0] for row in thread.execute(_ROOMS, pair)]
    quoted = ", ".join(f"'{room}'" for room in rooms)
    uids = {*pair.values(), *rooms}
    for store in (thread, vault):
        store.execute("PRAGMA foreign_keys=OFF")
        store.execute("PRAGMA synchronous=OFF")
    templates = [
        (store, table, _rows(store, table, where.format(rooms=quoted), pair))
        for store, tables in ((thread, _THREAD), (vault, _VAULT))
        for table, where in tables.items()
    ]
    for _store, _table, (columns, rows) in templates:
        if "uid" in columns:
            uids |= {row[columns.index("uid")] for row in rows}
    changed = [{old: uuid.uuid4().hex for old in uids} for _ in range(times)]
    for store, table, (columns, rows) in templates:
        marks = ", ".join("?" * len(columns))
        store.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
            (_copy(columns, row, new) for new in changed for row in rows),
        )
    for store in (thread, vault):
        store.commit()
        store.execute("ANALYZE")
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()


def _rows(
    store: sqlite3.Connection, table: str, where: str, pair: dict[str, str]
) -> tuple[list[str], list[Any]]:
    found = store.execute(f"SELECT * FROM {table} WHERE {where}", pair)  # noqa: S608
    return [column[0] for column in found.description], found.fetchall()


def _copy(columns: list[str], row: tuple[Any, ...], new: dict[str, str]) -> list[Any]:
    return [_value(column, value, new) for column, value in zip(columns, row, strict=True)]


def _value(column: str, value: Any, new: dict[str, str]) -> Any:
    if column == "id":
        return None  # The table counts for itself.
    if column in _RANDOM:
        return secrets.token_bytes(32)
    return new.get(value, value) if isinstance(value, str) else value
