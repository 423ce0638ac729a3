"""What is kept of a swap. Every word in it is sealed; the rest is moments, uids and one word for its kind."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.core.ids import new_uid
from goldenthread.swaps import kinds, states
from goldenthread.vault.api import SEALED_PRIVACY, SealedRecord


class Swap(models.Model):
    """One kind of swap between two people. `rounds` is how many have opened; the next is waiting."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "kind": "word",
        "rounds": "count",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField()
    kind = models.CharField(max_length=kinds.KEY_LIMIT, choices=kinds.words)
    rounds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["relationship_uid", "kind"], name="swap_of_each_kind_is_one"
            )
        ]

    def __str__(self) -> str:
        return f"swap {self.uid}"


class Draft(SealedRecord):
    """A half being written, in its author's own compartment: the other has no key to it."""

    KIND: ClassVar[str] = "swaps.draft/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "swap": "uid",
        "author_uid": "uid",
        "kept_at": "moment",
    }

    swap = models.ForeignKey(Swap, models.CASCADE, related_name="drafts")
    author_uid = models.UUIDField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["swap", "author_uid"], name="swap_draft_is_one_each")
        ]

    def __str__(self) -> str:
        return f"draft {self.uid}"


class Half(SealedRecord):
    """A half that is ready, sealed in a compartment of its own whose share is held until both are."""

    KIND: ClassVar[str] = "swaps.half/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "swap": "uid",
        "round": "count",
        "author_uid": "uid",
        "ready_at": "moment",
        "let_go_at": "moment",
    }

    swap = models.ForeignKey(Swap, models.CASCADE, related_name="halves")
    round = models.PositiveIntegerField()
    author_uid = models.UUIDField()
    ready_at = models.DateTimeField()
    let_go_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["swap", "round", "author_uid"], name="swap_half_is_one_each_round"
            ),
            models.CheckConstraint(name="swap_rounds_count_from_one", condition=Q(round__gte=1)),
        ]

    def __str__(self) -> str:
        return f"half {self.uid}"


class Addition(SealedRecord):
    """What one of the two writes beneath both halves once they are open, in the shared compartment."""

    KIND: ClassVar[str] = "swaps.addition/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "swap": "uid",
        "author_uid": "uid",
        "added_at": "moment",
    }

    swap = models.ForeignKey(Swap, models.CASCADE, related_name="additions")
    author_uid = models.UUIDField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"addition {self.uid}"


class Liking(SealedRecord):
    """How a client likes to work, in their words; one row for each time they changed it (S1.10)."""

    KIND: ClassVar[str] = "swaps.liking/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "relationship_uid": "uid",
        "author_uid": "uid",
        "number": "count",
        "kept_at": "moment",
    }

    relationship_uid = models.UUIDField()
    author_uid = models.UUIDField()
    number = models.PositiveIntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["relationship_uid", "number"], name="likings_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"liking {self.uid}"


class Adjustment(SealedRecord):
    """What a coach said they'd change, after how the client likes to work: {words} (S1.15)."""

    KIND: ClassVar[str] = "swaps.adjustment/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "relationship_uid": "uid",
        "author_uid": "uid",
        "said_at": "moment",
        "noticed": "word",
        "noticed_at": "moment",
    }

    relationship_uid = models.UUIDField(db_index=True)
    author_uid = models.UUIDField()
    said_at = models.DateTimeField()
    noticed = models.CharField(max_length=16, blank=True, choices=states.noticed_words)
    noticed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"adjustment {self.uid}"
