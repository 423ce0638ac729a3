"""What the second store holds. No row here names a person or says a word."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class InstanceSecret(models.Model):
    """One of the house's own secrets, by name."""

    PRIVACY: ClassVar[dict[str, str]] = {"name": "word", "value": "secret"}

    name = models.CharField(max_length=32, primary_key=True)
    value = models.BinaryField()

    def __str__(self) -> str:
        return f"instance secret {self.name}"


class PersonShare(models.Model):
    """US_u: the part of every key slot of one person that the database does not have."""

    PRIVACY: ClassVar[dict[str, str]] = {"person_uid": "uid", "value": "secret"}

    person_uid = models.UUIDField(primary_key=True)
    value = models.BinaryField()

    def __str__(self) -> str:
        return f"person share {self.person_uid}"


class EpochShare(models.Model):
    """S_{c,e}: the part of one epoch's key that the database does not have. Deleting it shreds the epoch.

    While it is held it opens nothing, not even for the one who sealed with it.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "count",
        "compartment_uid": "uid",
        "epoch": "count",
        "value": "secret",
        "held": "flag",
    }

    compartment_uid = models.UUIDField()
    epoch = models.PositiveIntegerField()
    value = models.BinaryField()
    held = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["compartment_uid", "epoch"], name="one_share_for_each_epoch"
            )
        ]

    def __str__(self) -> str:
        return f"epoch share {self.compartment_uid}/{self.epoch}"
