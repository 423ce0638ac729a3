"""What is kept of a letter: that there is one. Address and link are sealed, wiped at the end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.core.ids import new_uid
from goldenthread.courier import states, wording
from goldenthread.courier.states import LetterState


class Letter(models.Model):
    """One letter to one address. Nobody may take it up (again) until `not_before`."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "kind": "word",
        "state": "word",
        "envelope": "sealed",
        "tries": "count",
        "not_before": "moment",
        "made_at": "moment",
        "sent_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    kind = models.CharField(max_length=32, choices=wording.words)
    state = models.CharField(max_length=16, choices=states.words, default=LetterState.WAITING.value)
    envelope = models.BinaryField(null=True)
    tries = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="letter_keeps_its_envelope_only_while_waiting",
                condition=Q(state=LetterState.WAITING.value, envelope__isnull=False)
                | (~Q(state=LetterState.WAITING.value) & Q(envelope__isnull=True)),
            ),
            models.CheckConstraint(
                name="letter_sent_has_its_moment",
                condition=Q(state=LetterState.SENT.value, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT.value) & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.uid}"


class LetterChoice(models.Model):
    """Whether a person wants to be told of something new, and when they last were."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "person": "uid",
        "wanted": "flag",
        "told_at": "moment",
        "mark": "hash",
    }

    person = models.OneToOneField("people.Person", models.CASCADE, primary_key=True)
    wanted = models.BooleanField(default=True)
    told_at = models.DateTimeField(null=True)
    mark = models.BinaryField(unique=True)

    def __str__(self) -> str:
        return f"letter choice of {self.person_id}"
