"""What a coach keeps of their own work: lines of an hours log, sealed; and whose name may stand in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.vault import api as vault


class HoursLine(vault.SealedRecord):
    """One line of a coach's hours log, in their own compartment, so theirs alone (V0).

    {day, minutes, paid, setting, people, pair, name, contact}. A line of a session here holds no
    name: `pair` is looked up while the client lets their name stand. It outlives what it came from,
    and then says a day and minutes of nobody.
    """

    KIND: ClassVar[str] = "practice.hours/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "coach_uid": "uid",
        "session_uid": "uid",
        "changed_at": "moment",
    }

    coach_uid = models.UUIDField(db_index=True)
    session_uid = models.UUIDField(null=True, unique=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"hours line {self.uid}"


class NameLent(models.Model):
    """That a client lets their name stand in their coach's hours log. Taken back, the row is gone."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "contact": "flag",
        "given_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(unique=True)
    contact = models.BooleanField()
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"name lent {self.uid}"
