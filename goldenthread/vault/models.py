"""What the vault keeps. Every secret here is sealed under something this database does not hold."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.seals.api import Use
from goldenthread.vault import states


class House(models.Model):
    """Marks which second store belongs to this database, so that a wrong one is refused."""

    PRIVACY: ClassVar[dict[str, str]] = {"id": "count", "mark": "hash"}

    mark = models.BinaryField()

    def __str__(self) -> str:
        return "the house's mark"


class KeySet(models.Model):
    """A person's two key pairs: one to be sealed to, one to sign with; the private halves under the user key."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "person_uid": "uid",
        "sealing_public": "public",
        "signing_public": "public",
        "private": "sealed",
        "self_signature": "public",
        "mac": "hash",
        "code_kept": "flag",
    }

    person_uid = models.UUIDField(primary_key=True)
    sealing_public = models.BinaryField()
    signing_public = models.BinaryField()
    private = models.BinaryField()
    self_signature = models.BinaryField()
    mac = models.BinaryField()
    code_kept = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"key set of {self.person_uid}"


class Slot(models.Model):
    """One way to the user key: a cE envelope of it under a key that only one secret gives."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "count",
        "person_uid": "uid",
        "kind": "word",
        "revision": "count",
        "envelope": "sealed",
        "made_at": "moment",
    }

    person_uid = models.UUIDField()
    kind = models.CharField(max_length=16, choices=states.slot_words)
    revision = models.PositiveIntegerField(default=1)
    envelope = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person_uid", "kind"], name="one_slot_of_each_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} slot of {self.person_uid}"


class Compartment(models.Model):
    """A cryptographic room. Its kind says for whom; its grants say who can."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "kind": "word",
        "relationship_uid": "uid",
        "owner_uid": "uid",
        "epoch": "count",
        "roster": "sealed",
        "made_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    kind = models.CharField(max_length=16, choices=states.compartment_words)
    relationship_uid = models.UUIDField(null=True)
    owner_uid = models.UUIDField()
    epoch = models.PositiveIntegerField(default=1)
    roster = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["relationship_uid", "kind"],
                name="one_compartment_of_each_kind",
                condition=models.Q(relationship_uid__isnull=False, kind__in=states.ONE_OF_EACH),
            ),
            models.UniqueConstraint(
                fields=["owner_uid", "kind"],
                name="one_own_compartment",
                condition=models.Q(relationship_uid__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} compartment {self.uid}"


class Epoch(models.Model):
    """One generation of a compartment's key, with its letter-box."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "count",
        "compartment": "uid",
        "number": "count",
        "drop_public": "public",
        "drop_private": "sealed",
        "previous": "sealed",
        "started_at": "moment",
    }

    compartment = models.ForeignKey(Compartment, models.CASCADE, related_name="epochs")
    number = models.PositiveIntegerField()
    drop_public = models.BinaryField()
    drop_private = models.BinaryField()
    previous = models.BinaryField(null=True)
    started_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["compartment", "number"], name="epochs_are_numbered")
        ]

    def __str__(self) -> str:
        return f"epoch {self.number} of {self.compartment_id}"


class Grant(models.Model):
    """The epoch's secret, sealed to one member and signed by the one who gave it (cG)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "count",
        "compartment": "uid",
        "epoch": "count",
        "recipient_uid": "uid",
        "role": "word",
        "granter_uid": "uid",
        "history_from": "count",
        "created": "moment",
        "grant": "sealed",
    }

    compartment = models.ForeignKey(Compartment, models.CASCADE, related_name="grants")
    epoch = models.PositiveIntegerField()
    recipient_uid = models.UUIDField()
    role = models.CharField(max_length=16)
    granter_uid = models.UUIDField()
    history_from = models.PositiveIntegerField(default=1)
    created = models.PositiveBigIntegerField()
    grant = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["compartment", "epoch", "recipient_uid"], name="one_grant_each"
            )
        ]

    def __str__(self) -> str:
        return f"grant of {self.compartment_id}/{self.epoch} to {self.recipient_uid}"


class DroppedLetter(models.Model):
    """What someone without a key put through a compartment's letter-box (cD): written, never readable by them."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "compartment": "uid",
        "epoch": "count",
        "kind": "word",
        "writer": "uid",
        "letter": "sealed",
        "dropped_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    compartment = models.ForeignKey(Compartment, models.CASCADE)
    epoch = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    writer = models.UUIDField()
    letter = models.BinaryField()
    dropped_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"letter {self.uid}"


class SealedSession(models.Model):
    """A signed-in visit. The row is sealed under the cookie's own token, which is never stored."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "row": "hash",
        "sealed": "sealed",
        "owner_mark": "hash",
        "ends_at": "moment",
    }

    row = models.BinaryField(primary_key=True, max_length=32)
    sealed = models.BinaryField()
    owner_mark = models.BinaryField(default=bytes, db_index=True)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "a sealed session"


# What every sealed record says of the fields it has from here; each adds its own (PRIVACY).
SEALED_PRIVACY: Final[dict[str, str]] = {
    "uid": "uid",
    "compartment": "uid",
    "epoch": "count",
    "revision": "count",
    "sealed": "sealed",
}


class SealedRecord(models.Model):
    """One record, one envelope: what it says is sealed in its compartment; only its place and time are clear."""

    KIND: ClassVar[str]
    USE: ClassVar[Use] = "record"

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")
    epoch = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()

    class Meta:
        abstract = True
