"""What is kept of a coach's time. No word of why a time is taken or busy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.diary import states


class Diary(models.Model):
    """A coach's diary: its zone and its rules. Whoever takes time holds this row until it is done."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "coach_uid": "uid",
        "zone": "word",
        "step": "count",
        "buffer_before": "count",
        "buffer_after": "count",
        "notice_minutes": "count",
        "cap": "count",
        "horizon_days": "count",
        "revision": "count",
    }

    coach_uid = models.UUIDField(primary_key=True)
    zone = models.CharField(max_length=64, default="UTC")
    step = models.PositiveSmallIntegerField(default=30)
    buffer_before = models.PositiveSmallIntegerField(default=0)
    buffer_after = models.PositiveSmallIntegerField(default=15)
    notice_minutes = models.PositiveIntegerField(default=24 * 60)
    cap = models.PositiveSmallIntegerField(default=0)
    horizon_days = models.PositiveSmallIntegerField(default=60)
    # Grows with each change of hours or rules, so that two windows notice each other.
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"diary {self.coach_uid}"


class Hours(models.Model):
    """Open on one day of every week (0 is Monday), by the diary's clock. `ends` 00:00 is midnight."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "coach_uid": "uid",
        "weekday": "count",
        "begins": "moment",
        "ends": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    coach_uid = models.UUIDField(db_index=True)
    weekday = models.PositiveSmallIntegerField()
    begins = models.TimeField()
    ends = models.TimeField()

    def __str__(self) -> str:
        return f"hours {self.uid}"


class DayApart(models.Model):
    """Days that aren't as every week, `last` included: closed or open, all day or for some hours."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "coach_uid": "uid",
        "day": "moment",
        "last": "moment",
        "is_open": "flag",
        "begins": "moment",
        "ends": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    coach_uid = models.UUIDField(db_index=True)
    day = models.DateField()
    last = models.DateField()
    is_open = models.BooleanField(default=False)
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)

    def __str__(self) -> str:
        return f"day apart {self.uid}"


class Kind(models.Model):
    """A kind of session on offer: {name, where}, sealed for the house, which shows it to clients."""

    KIND: ClassVar[str] = "diary.kind/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "coach_uid": "uid",
        "revision": "count",
        "sealed": "sealed",
        "minutes": "count",
        "place": "word",
        "offered": "flag",
        "position": "count",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    coach_uid = models.UUIDField(db_index=True)
    revision = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=16, choices=states.place_words)
    offered = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"kind of session {self.uid}"


class Taken(models.Model):
    """A span that a session has. No two of a coach's overlap: each is put while the diary is held.

    Whole seconds since 1970, as the slots are worked out in: two thousand of them are read at once.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "session_uid": "uid",
        "coach_uid": "uid",
        "relationship_uid": "uid",
        "begins": "moment",
        "ends": "moment",
    }

    session_uid = models.UUIDField(primary_key=True)
    coach_uid = models.UUIDField()
    relationship_uid = models.UUIDField(db_index=True)
    begins = models.BigIntegerField()
    ends = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            # Also what a coach's spans are found by.
            models.UniqueConstraint(
                fields=["coach_uid", "begins"], name="one_session_begins_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")), name="taken_time_goes_on"
            ),
        ]

    def __str__(self) -> str:
        return f"taken by session {self.session_uid}"


class Busy(models.Model):
    """A span that another calendar says isn't free; at most a day long, so that few are looked at."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "uid",
        "coach_uid": "uid",
        "source_uid": "uid",
        "begins": "moment",
        "ends": "moment",
    }

    coach_uid = models.UUIDField()
    source_uid = models.UUIDField(db_index=True)
    begins = models.BigIntegerField()
    ends = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["coach_uid", "begins"], name="busy_by_time")]

    def __str__(self) -> str:
        return f"busy {self.pk}"
