"""What a client chose about how they're met (sealed), and the few effects that rules must know."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.vault import api as vault


class Choices(vault.SealedRecord):
    """A client's answers {plain, exit, …}, in their own compartment (V0)."""

    KIND: ClassVar[str] = "gentle.choices/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "relationship_uid": "uid",
        "changed_at": "moment",
    }

    relationship_uid = models.UUIDField(unique=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"choices {self.uid}"


class Effect(models.Model):
    """What follows for a relationship, in the clear: rules ask when the client isn't there."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "relationship_uid": "uid",
        "short_first": "flag",
        "no_sponsor": "flag",
        "no_past": "flag",
        "no_pulses": "flag",
    }

    relationship_uid = models.UUIDField(primary_key=True)
    short_first = models.BooleanField(default=False)
    no_sponsor = models.BooleanField(default=False)
    no_past = models.BooleanField(default=False)
    no_pulses = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"effect {self.relationship_uid}"
