"""What is kept of a relationship's leaving: a clock, and in the end the day it was erased."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.exits import states


class Departure(models.Model):
    """The leaving of one relationship. Nothing here is content, and it outlives what was erased."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "state": "word",
        "ended_at": "moment",
        "kept_until": "moment",
        "erase_at": "moment",
        "with_journal": "flag",
        "erased_at": "moment",
        "certificate": "hash",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(unique=True)
    state = models.CharField(max_length=16, choices=states.words)
    ended_at = models.DateTimeField()
    # The day that follows from the clause on retention; `erase_at` is sooner when the client asked.
    kept_until = models.DateTimeField()
    erase_at = models.DateTimeField(db_index=True)
    # The client's own journal goes too only when the client says so.
    with_journal = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)
    # The SHA-256 of each compartment's uid, one after the other: proves to whoever still holds such
    # a uid that it was among what was erased (A17).
    certificate = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"departure {self.uid}"
