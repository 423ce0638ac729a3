"""Notes of disclosures. What was told is sealed; that a decision is due on a day is clear."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.disclosures import states
from goldenthread.vault import api as vault


class Note(vault.SealedRecord):
    """What was told to someone outside {ground, what, ...}. Never changed.

    Kept back, it lies in the coach's own compartment; told, a copy lies in the shared one. The
    ground and the day are sealed too: they say much of a person.
    """

    KIND: ClassVar[str] = "disclosures.note/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "relationship_uid": "uid",
        "noted_by": "uid",
        "noted_at": "moment",
        "state": "word",
        "look_again_on": "moment",
        "told_at": "moment",
        "kept_back_as": "uid",
    }

    relationship_uid = models.UUIDField(db_index=True)
    noted_by = models.UUIDField()
    noted_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=states.words)
    look_again_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    # The note kept back that this one tells of, so that it is told once.
    kept_back_as = models.UUIDField(null=True, unique=True)

    def __str__(self) -> str:
        return f"disclosure {self.uid}"


class Look(vault.SealedRecord):
    """One time a coach decided again not to tell yet: {on, why, until}. Never changed."""

    KIND: ClassVar[str] = "disclosures.look/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "note": "uid",
        "looked_at": "moment",
    }

    note = models.ForeignKey(Note, models.CASCADE, related_name="looks")
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"look at a disclosure {self.uid}"
