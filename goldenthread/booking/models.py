"""What is kept of booking: which sessions belong together, who waits for which days, which links there are."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.booking import states
from goldenthread.core.ids import new_uid


class Series(models.Model):
    """Sessions that were arranged together. When each is stands with the session."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "kind_uid": "uid",
        "every": "count",
        "made_by": "uid",
        "made_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    kind_uid = models.UUIDField()
    every = models.PositiveSmallIntegerField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"series {self.uid}"


class Waiting(models.Model):
    """A client waits for a slot on some days: for one more session, or to move one they have.

    The days are theirs, by the clock of `zone`. `told_at` is when a letter last said that a slot
    came free.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "coach_uid": "uid",
        "client_uid": "uid",
        "kind_uid": "uid",
        "session_uid": "uid",
        "first_day": "moment",
        "last_day": "moment",
        "zone": "word",
        "made_at": "moment",
        "told_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    coach_uid = models.UUIDField(db_index=True)
    client_uid = models.UUIDField()
    kind_uid = models.UUIDField()
    session_uid = models.UUIDField(null=True)
    first_day = models.DateField()
    last_day = models.DateField()
    zone = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"waiting {self.uid}"


class Link(models.Model):
    """A link that needs no signing in. Its token is kept as a hash alone, and opens times alone.

    It stands for a session with the `sequence` it had then, or for somebody waiting.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "session_uid": "uid",
        "sequence": "count",
        "waiting": "uid",
        "holder": "word",
        "mark": "hash",
        "made_at": "moment",
        "ended_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    session_uid = models.UUIDField(null=True, db_index=True)
    sequence = models.PositiveIntegerField(default=0)
    waiting = models.ForeignKey(Waiting, models.CASCADE, null=True, related_name="links")
    holder = models.CharField(max_length=12, choices=states.holder_words)
    mark = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link {self.uid}"
