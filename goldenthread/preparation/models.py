"""What is kept before a session: where the one sentence lies, who asked for which letters. No word in clear."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.preparation import states
from goldenthread.preparation.states import Ahead

NIGHT_BEGINS, NIGHT_ENDS = time(21), time(7)


class Sentence(models.Model):
    """That a client wrote a sentence for a session, and which letter of the letter-box holds it.

    The words are sealed in the letter-box, by a link and signed in alike. One a session: the last.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "session_uid": "uid",
        "compartment_uid": "uid",
        "letter_uid": "uid",
        "by_link": "flag",
        "written_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    session_uid = models.UUIDField(unique=True)
    compartment_uid = models.UUIDField()
    letter_uid = models.UUIDField()
    by_link = models.BooleanField()
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"sentence {self.uid}"


class AskingLink(models.Model):
    """The link of a letter that asked a client for their sentence: once a session, and no more."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "session_uid": "uid",
        "person_uid": "uid",
        "mark": "hash",
        "made_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    session_uid = models.UUIDField(unique=True)
    person_uid = models.UUIDField()
    mark = models.BinaryField(unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"asking link {self.uid}"


class OwnLetters(models.Model):
    """Which letters a person asked for about their own sessions; set by themselves alone (S0.20).

    `owed_from` is when the next one is due, `next_at` when it may leave: later, where the house was
    away until quiet hours. `sent_on` is the last day, in their zone, on which one left.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "person": "uid",
        "ahead": "word",
        "hours": "count",
        "quiet_from": "moment",
        "quiet_to": "moment",
        "asks": "flag",
        "mark": "hash",
        "owed_from": "moment",
        "next_at": "moment",
        "sent_on": "moment",
    }

    person = models.OneToOneField("people.Person", models.CASCADE, primary_key=True)
    ahead = models.CharField(max_length=8, choices=states.ahead_words, default=Ahead.NONE.value)
    hours = models.PositiveSmallIntegerField(default=2)
    quiet_from = models.TimeField(default=NIGHT_BEGINS)
    quiet_to = models.TimeField(default=NIGHT_ENDS)
    asks = models.BooleanField(default=False)
    mark = models.BinaryField(unique=True)
    owed_from = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"own letters of {self.person_id}"
