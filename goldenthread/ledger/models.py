"""Streams and their entries. An entry is written once; the ORM has no way to change it."""

from __future__ import annotations

from typing import Any, ClassVar, Never

from django.db import models

from goldenthread.core.ids import new_uid


class AppendOnly(Exception):
    """The ledger is only ever added to."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries that can be read and added, one at a time."""

    def update(self, **_kwargs: Any) -> Never:
        """Refuse: a written line stays as it is."""
        raise AppendOnly

    def delete(self) -> Never:
        """Refuse: a written line stays where it is."""
        raise AppendOnly

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refuse: written lines stay as they are."""
        raise AppendOnly

    def bulk_create(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refuse: every line is chained to the one before it, so they come one by one."""
        raise AppendOnly

    # Django marks the two as altering data so that no template may call them.
    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]


class Stream(models.Model):
    """One chain of entries: a relationship's, or one person's own account."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "reader_uid": "uid",
        "length": "count",
        "head": "hash",
    }

    uid = models.UUIDField(primary_key=True, editable=False)
    # The one person who may take the whole chain away; see policy.next_reader (INV-13).
    reader_uid = models.UUIDField(null=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.BinaryField(max_length=32)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["reader_uid"], name="ledger_stream_reader")]

    def __str__(self) -> str:
        """Name the stream without saying whose it is."""
        return f"stream {self.uid}"


class Entry(models.Model):
    """One line: who, what kind of deed, about whom, on which thing, when. Never what was said."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "stream_uid": "uid",
        "seq": "count",
        "at": "moment",
        "actor_uid": "uid",
        "verb": "word",
        "about_uid": "uid",
        "thing_kind": "word",
        "thing_uid": "uid",
        "revision": "count",
        "count": "count",
        "salt": "hash",
        "leaf": "hash",
        "chain": "hash",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    stream_uid = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    # None: no person did it, the house itself did (a task by the clock).
    actor_uid = models.UUIDField(null=True)
    verb = models.CharField(max_length=64)
    about_uid = models.UUIDField()
    thing_kind = models.CharField(max_length=32, blank=True)
    thing_uid = models.UUIDField(null=True)
    revision = models.PositiveIntegerField(default=0)
    count = models.PositiveIntegerField(default=1)
    salt = models.BinaryField(max_length=32)
    leaf = models.BinaryField(max_length=32)
    chain = models.BinaryField(max_length=32)

    objects = EntryQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream_uid", "seq"], name="ledger_dense_seq"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="ledger_seq_from_one"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="ledger_count_from_one"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["about_uid", "-at", "-uid"], name="ledger_about"),
            models.Index(fields=["actor_uid", "-at", "-uid"], name="ledger_by"),
        ]

    def __str__(self) -> str:
        """Name the entry without saying what it is about."""
        return f"ledger entry {self.uid}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line. Raises AppendOnly for one that is already written."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refuse: a written line stays where it is."""
        raise AppendOnly
