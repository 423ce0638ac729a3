"""What is kept of a session's room: lines and hunches, each sealed. Presses and stops have no place here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.room import states
from goldenthread.room.states import HunchState, LineKind
from goldenthread.vault.api import SEALED_PRIVACY, SealedRecord


class Line(SealedRecord):
    """One line {words}: of a column, by its writer, who alone words it anew or takes it away.

    `goes_at` is when it is deleted by the clock, where that is known beforehand.
    """

    KIND: ClassVar[str] = "room.line/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "relationship_uid": "uid",
        "session_uid": "uid",
        "author_uid": "uid",
        "column": "word",
        "line_kind": "word",
        "written_at": "moment",
        "goes_at": "moment",
    }

    relationship_uid = models.UUIDField(db_index=True)
    session_uid = models.UUIDField(db_index=True)
    author_uid = models.UUIDField()
    column = models.CharField(max_length=8, choices=states.column_words)
    line_kind = models.CharField(
        max_length=9, choices=states.kind_words, default=LineKind.NOTE.value
    )
    written_at = models.DateTimeField()
    goes_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"line {self.uid}"


class Hunch(SealedRecord):
    """A guess of the coach's {words}, unverified. Gone in 14 days unless the client says yes (INV-16).

    Kept, it lies where the coach alone opens it; offered, where both do. No row remembers one that
    was let go.
    """

    KIND: ClassVar[str] = "room.hunch/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "relationship_uid": "uid",
        "session_uid": "uid",
        "author_uid": "uid",
        "state": "word",
        "written_at": "moment",
        "goes_at": "moment",
    }

    relationship_uid = models.UUIDField(db_index=True)
    session_uid = models.UUIDField()
    author_uid = models.UUIDField()
    state = models.CharField(
        max_length=8, choices=states.hunch_words, default=HunchState.KEPT.value
    )
    written_at = models.DateTimeField()
    goes_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"hunch {self.uid}"
