"""What is kept of a coach's introduction: a sealed draft, published versions, and two notes of their own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.introductions import states
from goldenthread.vault import api as vault


class PageDraft(vault.SealedRecord):
    """A coach's process page as they work on it, in their own compartment: {parts: [...]}."""

    KIND: ClassVar[str] = "introductions.draft/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "coach_uid": "uid",
        "unkept": "count",
        "changed_at": "moment",
    }

    coach_uid = models.UUIDField(unique=True)
    unkept = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"process page draft {self.uid}"


class ProcessVersion(models.Model):
    """A process page as it was published: open to everybody (V5), never changed, only followed.

    `words` is the canonical JSON of its parts; `digest` is its SHA-256, which signatures name.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "coach_uid": "uid",
        "number": "count",
        "words": "public",
        "digest": "hash",
        "published_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    coach_uid = models.UUIDField()
    number = models.PositiveIntegerField()
    words = models.BinaryField()
    digest = models.BinaryField()
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["coach_uid", "number"], name="process_pages_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"process page {self.uid}"


class OwnNote(vault.SealedRecord):
    """What a coach settled with themselves before inviting anybody: {words}. Theirs alone (V0)."""

    KIND: ClassVar[str] = "introductions.note/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "coach_uid": "uid",
        "step": "word",
        "changed_at": "moment",
    }

    coach_uid = models.UUIDField()
    step = models.CharField(max_length=16, choices=states.own_steps)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coach_uid", "step"], name="one_own_note_a_step")
        ]

    def __str__(self) -> str:
        return f"own note {self.uid}"
