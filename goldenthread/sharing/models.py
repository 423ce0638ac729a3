"""What sharing keeps. Its words are sealed, each for those who may read them.

Drafts for the pair; hopes and requests for the pair and the seat's holder; each snapshot of what left
under keys of its own.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.core import roles
from goldenthread.core.ids import new_uid
from goldenthread.sharing import states
from goldenthread.sharing.states import OVER, ReleaseState, RequestState
from goldenthread.vault.api import SEALED_PRIVACY, SealedRecord


class Hope(SealedRecord):
    """One line in the three-way room. Nobody can write one that the client can't read (INV-5)."""

    KIND: ClassVar[str] = "sharing.hope/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **SEALED_PRIVACY,
        "relationship_uid": "uid",
        "seat_uid": "uid",
        "author_uid": "uid",
        "part": "word",
        "said_at": "moment",
        "visible_to_client": "flag",
    }

    relationship_uid = models.UUIDField()
    seat_uid = models.UUIDField(db_index=True)
    author_uid = models.UUIDField()
    part = models.CharField(max_length=16, choices=states.part_words)
    said_at = models.DateTimeField()
    visible_to_client = models.BooleanField(default=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hope_is_visible_to_the_client", condition=Q(visible_to_client=True)
            )
        ]

    def __str__(self) -> str:
        return f"hope {self.uid}"


class Request(SealedRecord):
    """What a seat's holder asked for. There is no column for a reason, and days are all it knows."""

    KIND: ClassVar[str] = "sharing.request/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **SEALED_PRIVACY,
        "relationship_uid": "uid",
        "seat_uid": "uid",
        "asker_uid": "uid",
        "state": "word",
        "asked_on": "moment",
        "answered_on": "moment",
        "visible_to_client": "flag",
    }

    relationship_uid = models.UUIDField()
    seat_uid = models.UUIDField(db_index=True)
    asker_uid = models.UUIDField()
    state = models.CharField(
        max_length=16, choices=states.request_words, default=RequestState.ASKED.value
    )
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    visible_to_client = models.BooleanField(default=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="request_is_visible_to_the_client", condition=Q(visible_to_client=True)
            ),
            models.CheckConstraint(
                name="request_is_asked_until_its_day",
                condition=Q(state=RequestState.ASKED.value, answered_on__isnull=True)
                | (~Q(state=RequestState.ASKED.value) & Q(answered_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.uid}"


class FromOutside(SealedRecord):
    """That somebody asked the coach for content, or spoke to them of the client, by another road (S2.14f, A4).

    Kept for the pair: the client reads who, what and what was answered. Nobody changes it afterwards.
    """

    KIND: ClassVar[str] = "sharing.outside/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **SEALED_PRIVACY,
        "relationship_uid": "uid",
        "kind": "word",
        "clause_key": "word",
        "noted_at": "moment",
    }

    relationship_uid = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=16, choices=states.outside_words)
    clause_key = models.CharField(max_length=32, blank=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note from outside {self.uid}"


class Release(SealedRecord):
    """A text that may leave: sealed for the pair while they word it. What leaves is its snapshot."""

    KIND: ClassVar[str] = "sharing.release/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **SEALED_PRIVACY,
        "relationship_uid": "uid",
        "seat_uid": "uid",
        "reader_uid": "uid",
        "reader_role": "word",
        "state": "word",
        "edition": "count",
        "until": "moment",
        "source_kind": "word",
        "source_uid": "uid",
        "request": "uid",
        "drafted_by": "uid",
        "drafted_at": "moment",
        "released_at": "moment",
        "closed_at": "moment",
    }

    relationship_uid = models.UUIDField(db_index=True)
    seat_uid = models.UUIDField(db_index=True)
    reader_uid = models.UUIDField()
    reader_role = models.CharField(max_length=16, choices=roles.beside_words)
    state = models.CharField(
        max_length=32, choices=states.release_words, default=ReleaseState.DRAFTED.value
    )
    edition = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(null=True)
    source_kind = models.CharField(max_length=32, blank=True)
    source_uid = models.UUIDField(null=True)
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="releases")
    drafted_by = models.UUIDField()
    drafted_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="release_is_over_from_its_moment",
                condition=Q(state__in=sorted(each.value for each in OVER), closed_at__isnull=False)
                | (~Q(state__in=sorted(each.value for each in OVER)) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="release_is_open_from_its_moment",
                condition=~Q(state=ReleaseState.OPEN.value) | Q(released_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"release {self.uid}"


class Approval(models.Model):
    """A yes to one edition of a release: an Ed25519 signature over its manifest."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "release": "uid",
        "edition": "count",
        "role": "word",
        "signer_uid": "uid",
        "signature": "public",
        "signed_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    release = models.ForeignKey(Release, models.CASCADE, related_name="approvals")
    edition = models.PositiveIntegerField()
    role = models.CharField(max_length=16, choices=[("client", "client"), ("coach", "coach")])
    signer_uid = models.UUIDField()
    signature = models.BinaryField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["release", "edition", "role"], name="one_yes_each_to_an_edition"
            )
        ]

    def __str__(self) -> str:
        return f"yes {self.uid}"


class Snapshot(SealedRecord):
    """Exactly the approved words, with their manifest, in a compartment of their own (INV-4).

    Its uid is random and tells no time: it is the name the reader sees.
    """

    KIND: ClassVar[str] = "sharing.snapshot/1"
    PRIVACY: ClassVar[dict[str, str]] = {**SEALED_PRIVACY, "release": "uid"}

    release = models.OneToOneField(Release, models.PROTECT, related_name="snapshot")

    def __str__(self) -> str:
        return f"snapshot {self.uid}"


class ReadLater(models.Model):
    """That the coach wants to read a seat's hopes after the first session, and not before (S2.15)."""

    PRIVACY: ClassVar[dict[str, str]] = {"seat_uid": "uid", "set_at": "moment"}

    seat_uid = models.UUIDField(primary_key=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reading later of {self.seat_uid}"


class CheckIn(models.Model):
    """The one day on which a coach was last signed in, for the trustee's sake (A24). Of coaches only."""

    PRIVACY: ClassVar[dict[str, str]] = {"coach_uid": "uid", "day": "moment"}

    coach_uid = models.UUIDField(primary_key=True)
    day = models.DateField()

    def __str__(self) -> str:
        return f"check-in of {self.coach_uid}"


class CannotGoOn(models.Model):
    """That a named person says the coach can't go on. Two of them open what a trustee may see."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "seat_uid": "uid",
        "relationship_uid": "uid",
        "role": "word",
        "said_by": "uid",
        "said_at": "moment",
    }

    seat_uid = models.UUIDField(primary_key=True)
    relationship_uid = models.UUIDField(db_index=True)
    role = models.CharField(max_length=16, choices=roles.beside_words)
    said_by = models.UUIDField()
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"word on {self.relationship_uid}"


class ContinuityOpened(models.Model):
    """That a trustee opened the three things that may be seen when a coach can't go on; the client was told."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "seat_uid": "uid",
        "relationship_uid": "uid",
        "begun_at": "moment",
    }

    seat_uid = models.UUIDField(primary_key=True)
    relationship_uid = models.UUIDField(db_index=True)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"continuity of {self.relationship_uid}"
