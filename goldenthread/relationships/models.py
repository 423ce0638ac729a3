"""A pair, the invitation it began with, and the seats beside it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.relationships import states
from goldenthread.relationships.links import Link
from goldenthread.relationships.seats.models import Seat, SeatInvitation
from goldenthread.vault.api import SEALED_PRIVACY

__all__ = ["Invitation", "Relationship", "Seat", "SeatInvitation"]


class Relationship(models.Model):
    """One coach and one client. Who with whom and since when is clear to the server; nothing else is."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "coach_uid": "uid",
        "client_uid": "uid",
        "state": "word",
        "made_at": "moment",
        "begun_at": "moment",
        "ended_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    coach_uid = models.UUIDField(db_index=True)
    client_uid = models.UUIDField(null=True, db_index=True)
    state = models.CharField(max_length=16, choices=states.relationship_words)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"relationship {self.uid}"


class Invitation(Link):
    """What a client comes in by. Whom it went to, and what the coach calls them, is sealed for the coach alone."""

    KIND: ClassVar[str] = "relationships.invitation/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **SEALED_PRIVACY,
        "relationship": "uid",
        "token_hash": "hash",
        "state": "word",
        "sent_at": "moment",
        "expires_at": "moment",
    }

    relationship = models.ForeignKey(Relationship, models.CASCADE, related_name="invitations")

    def __str__(self) -> str:
        return f"invitation {self.uid}"
