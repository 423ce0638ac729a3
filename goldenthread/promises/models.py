"""What is kept of a promise: between whom, by when, what became of it. Its words are sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from goldenthread.promises import states
from goldenthread.promises.states import PromiseState
from goldenthread.vault.api import SEALED_PRIVACY, SealedRecord


class Promise(SealedRecord):
    """One promise in the shared compartment. `form_mark` knows a form that comes twice."""

    KIND: ClassVar[str] = "promises.promise/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **SEALED_PRIVACY,
        "relationship_uid": "uid",
        "maker_uid": "uid",
        "receiver_uid": "uid",
        "due_on": "moment",
        "state": "word",
        "made_at": "moment",
        "settled_at": "moment",
        "instead_of": "uid",
        "form_mark": "hash",
        "session_uid": "uid",
    }

    relationship_uid = models.UUIDField(db_index=True)
    maker_uid = models.UUIDField()
    receiver_uid = models.UUIDField()
    due_on = models.DateField()
    state = models.CharField(max_length=16, choices=states.words, default=PromiseState.OPEN.value)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    instead_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    form_mark = models.BinaryField()
    # The session it was made for when that was called off at short notice (A9).
    session_uid = models.UUIDField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="promise_is_open_until_its_moment",
                condition=Q(state=PromiseState.OPEN.value, settled_at__isnull=True)
                | (~Q(state=PromiseState.OPEN.value) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="promise_is_made_to_the_other",
                condition=~Q(maker_uid=F("receiver_uid")),
            ),
            models.UniqueConstraint(
                fields=["relationship_uid", "maker_uid", "form_mark"],
                name="promise_is_made_once_from_one_form",
            ),
        ]

    def __str__(self) -> str:
        return f"promise {self.uid}"
