"""A seat beside the pair, and the link its holder comes in by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.core import roles
from goldenthread.core.ids import new_uid
from goldenthread.relationships.links import Link
from goldenthread.relationships.seats import states
from goldenthread.vault.api import SEALED_PRIVACY, Compartment

_STANDS = Q(state__in=sorted(states.STANDING))


class Seat(models.Model):
    """A place beside a pair, for one role. Who holds it and since when is clear; nothing else is.

    Nothing of what its holder writes hangs on the seat or on the relationship's other compartments: it lies in
    the seat's window, which coach, client and holder open alike (INV-5).
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship": "uid",
        "role": "word",
        "person_uid": "uid",
        "state": "word",
        "invited_by": "uid",
        "window": "uid",
        "made_at": "moment",
        "joined_at": "moment",
        "activated_at": "moment",
        "ended_at": "moment",
        "until": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", models.CASCADE, related_name="seats"
    )
    role = models.CharField(max_length=16, choices=roles.beside_words)
    person_uid = models.UUIDField(null=True, db_index=True)
    state = models.CharField(max_length=16, choices=states.seat_words)
    invited_by = models.UUIDField()
    window = models.ForeignKey(Compartment, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["relationship", "role"],
                name="one_standing_seat_of_a_role",
                condition=_STANDS,
            ),
            models.UniqueConstraint(
                fields=["relationship", "person_uid"],
                name="one_standing_seat_of_a_person",
                condition=_STANDS & Q(person_uid__isnull=False),
            ),
            models.CheckConstraint(
                name="a_held_seat_has_its_holder_and_window",
                condition=~Q(state__in=sorted(states.HELD))
                | Q(person_uid__isnull=False, window__isnull=False, joined_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_closed_seat_has_its_day",
                condition=(_STANDS & Q(ended_at__isnull=True))
                | (~_STANDS & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.uid}"


class SeatInvitation(Link):
    """What a seat's holder comes in by. Whom it went to is sealed in what the two share: both can read it."""

    KIND: ClassVar[str] = "relationships.seat_invitation/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **SEALED_PRIVACY,
        "seat": "uid",
        "token_hash": "hash",
        "state": "word",
        "sent_at": "moment",
        "expires_at": "moment",
    }

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="invitations")

    def __str__(self) -> str:
        return f"invitation to a seat {self.uid}"
