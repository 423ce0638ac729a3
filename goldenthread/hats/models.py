"""What is kept of roles, hats and decisions: words sealed for both, the rest in fixed words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.hats import states
from goldenthread.vault import api as vault


class RoleTold(vault.SealedRecord):
    """A new role between the two, told by one of them: {role, words}, for both to read (V1).

    Which role it is lies sealed too: that two people are related, or friends, says much of both.
    """

    KIND: ClassVar[str] = "hats.role/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "relationship_uid": "uid",
        "told_by": "uid",
        "told_at": "moment",
    }

    relationship_uid = models.UUIDField(db_index=True)
    told_by = models.UUIDField()
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"role told {self.uid}"


class HatWorn(models.Model):
    """As what a manager who coaches comes to a meeting; the newest stands."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "hat": "word",
        "since": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField()
    hat = models.CharField(max_length=16, choices=states.hat_words)
    since = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["relationship_uid", "-since"], name="hats_worn_newest")
        ]

    def __str__(self) -> str:
        return f"hat worn {self.uid}"


class HandedOver(models.Model):
    """A decision that a coach handed over to the client. There is no way to take it back here."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "decision": "word",
        "handed_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    decision = models.CharField(max_length=16, choices=states.decision_words)
    handed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"decision handed over {self.uid}"
