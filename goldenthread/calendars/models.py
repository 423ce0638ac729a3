"""What is kept of calendars: choices, what a calendar answered, and where busy times are asked for.

Titles and addresses are sealed for the house, which must read them with nobody signed in.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.calendars import states
from goldenthread.calendars.states import BusyKind
from goldenthread.core.ids import new_uid


class CalendarChoice(models.Model):
    """What a person wants of their own calendar: a feed, meeting letters, and what meetings are called.

    `mark` is of the feed's secret address, and none while there is no feed; `nth` says how often
    the address was made anew. `noted_on` is the day a fetch was last put in the ledger.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "person": "uid",
        "mark": "hash",
        "nth": "count",
        "noted_on": "moment",
        "letters": "flag",
        "title": "sealed",
        "revision": "count",
    }

    person = models.OneToOneField("people.Person", models.CASCADE, primary_key=True)
    mark = models.BinaryField(null=True, unique=True)
    nth = models.PositiveIntegerField(default=0)
    noted_on = models.DateField(null=True)
    letters = models.BooleanField(default=False)
    title = models.BinaryField(null=True)
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"calendar choice of {self.person_id}"


class Meeting(models.Model):
    """A session as one person's calendar has it by letters, and what that calendar answered.

    `mark` is of the name the event has in that calendar, which nobody else is told. `sequence`
    grows with each letter; an answer counts for the letter it answers only.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "uid",
        "mark": "hash",
        "relationship_uid": "uid",
        "session_uid": "uid",
        "person": "uid",
        "sequence": "count",
        "stands": "flag",
        "answer": "word",
        "answered_on": "moment",
    }

    mark = models.BinaryField(unique=True)
    relationship_uid = models.UUIDField(db_index=True)
    session_uid = models.UUIDField()
    person = models.ForeignKey("people.Person", models.CASCADE)
    sequence = models.PositiveIntegerField(default=0)
    stands = models.BooleanField(default=True)
    answer = models.CharField(max_length=8, choices=states.answer_words, blank=True)
    answered_on = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session_uid", "person"], name="meeting_once_for_each_person"
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class BusyCalendar(models.Model):
    """A calendar of a coach's that says when they are busy. Address, name and word are sealed.

    `trouble` is why the last try failed, `failures` how many did in a row. What an earlier try
    read still counts. The flags say what in the file had to be guessed.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "coach": "uid",
        "kind": "word",
        "sealed": "sealed",
        "revision": "count",
        "made_at": "moment",
        "due_at": "moment",
        "tried_at": "moment",
        "fetched_at": "moment",
        "failures": "count",
        "trouble": "word",
        "spans": "count",
        "skipped": "count",
        "odd_zone": "flag",
        "lying_zone": "flag",
        "no_zone": "flag",
        "cut_short": "flag",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    coach = models.ForeignKey("people.Person", models.CASCADE)
    kind = models.CharField(max_length=8, choices=states.kind_words, default=BusyKind.FEED.value)
    sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=16, choices=states.trouble_words, blank=True)
    spans = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    odd_zone = models.BooleanField(default=False)
    lying_zone = models.BooleanField(default=False)
    no_zone = models.BooleanField(default=False)
    cut_short = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="busy_calendar_failed_for_a_reason",
                condition=Q(trouble="", failures=0) | (~Q(trouble="") & Q(failures__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"busy calendar {self.uid}"
