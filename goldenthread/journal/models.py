"""What is stored of a journal. Every word in it is sealed; the rest is moments and uids."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.vault import api as vault


class Segment(vault.SealedRecord):
    """The folded text of up to 256 entries, sealed, so that a search opens few things (2.7).

    It is made by a search and thrown away when one of its entries changes; it is never edited.
    """

    KIND: ClassVar[str] = "idx.seg/1"
    USE = "index"
    PRIVACY: ClassVar[dict[str, str]] = vault.SEALED_PRIVACY

    def __str__(self) -> str:
        return f"segment {self.uid}"


class Entry(vault.SealedRecord):
    """What a client wrote for themselves (V0): {title, body}, sealed in client-private."""

    KIND: ClassVar[str] = "journal.entry/1"
    PRIVACY: ClassVar[dict[str, str]] = vault.SEALED_PRIVACY | {
        "author_uid": "uid",
        "written_at": "moment",
        "changed_at": "moment",
        "segment": "uid",
    }

    author_uid = models.UUIDField()
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    segment = models.ForeignKey(Segment, models.SET_NULL, null=True, related_name="entries")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["compartment", "-written_at", "-uid"], name="journal_entries_newest"
            ),
            # In the very order in which they are folded, so that a search never reads the others.
            models.Index(
                fields=["compartment", "written_at", "uid"],
                condition=Q(segment__isnull=True),
                name="journal_entries_unindexed",
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.uid}"


class Passage(vault.SealedRecord):
    """Words a client shares (V1): {words}, sealed anew in shared. It has no key to the entry.

    `closes_at` is the first moment at which it is shut again; none means until taken back.
    Taking back empties `sealed` at once.
    """

    KIND: ClassVar[str] = "journal.passage/1"
    PRIVACY: ClassVar[dict[str, str]] = vault.SEALED_PRIVACY | {
        "entry_uid": "uid",
        "shared_at": "moment",
        "closes_at": "moment",
        "taken_back_at": "moment",
        "opened_again_at": "moment",
    }

    entry_uid = models.UUIDField(db_index=True)
    shared_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    # When the client ticked it open to an agreement that came later (INV-7).
    opened_again_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["compartment", "-shared_at", "-uid"], name="journal_passages_newest"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(sealed=b""),
                name="journal_taken_back_is_wiped",
            ),
        ]

    def __str__(self) -> str:
        return f"passage {self.uid}"


class Place(vault.SealedRecord):
    """Where a passage stands in its entry (V0): {start, words}, sealed in client-private."""

    KIND: ClassVar[str] = "journal.place/1"
    PRIVACY: ClassVar[dict[str, str]] = vault.SEALED_PRIVACY | {
        "entry": "uid",
        "passage_uid": "uid",
    }

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="places")
    passage_uid = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"place {self.uid}"


class Reply(vault.SealedRecord):
    """What either wrote beside a passage (V1): {words}, sealed in shared."""

    KIND: ClassVar[str] = "journal.reply/1"
    PRIVACY: ClassVar[dict[str, str]] = vault.SEALED_PRIVACY | {
        "passage": "uid",
        "author_uid": "uid",
        "written_at": "moment",
    }

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="replies")
    author_uid = models.UUIDField()
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reply {self.uid}"
