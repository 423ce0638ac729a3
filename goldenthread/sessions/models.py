"""What is kept of a session: its day, who said yes to what, and sealed words. Of a card, nothing after."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.sessions import states
from goldenthread.sessions.states import SessionState
from goldenthread.vault.api import SEALED_PRIVACY, SealedRecord


class SessionWords(SealedRecord):
    """What one of the two wrote for a session or at its end. Followed by others, never edited.

    "aim" {today, know, matters, face}, "added" {words}, "end" {words}.
    """

    KIND: ClassVar[str] = "sessions.words/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "session_uid": "uid",
        "part": "word",
        "author_uid": "uid",
        "written_at": "moment",
    }

    session_uid = models.UUIDField(db_index=True)
    part = models.CharField(max_length=8, choices=states.part_words)
    author_uid = models.UUIDField()
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"words of a session {self.uid}"


class CoachingSession(models.Model):
    """A session. `round` counts what was put; both agree when both said yes to the same round."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "on_day": "moment",
        "hour": "moment",
        "zone": "word",
        "starts_at": "moment",
        "lasts": "count",
        "kind_uid": "uid",
        "series_uid": "uid",
        "sequence": "count",
        "made_by": "uid",
        "minutes": "count",
        "recording": "word",
        "made_at": "moment",
        "state": "word",
        "state_by": "uid",
        "state_at": "moment",
        "short_by": "word",
        "short_at": "moment",
        "short_given": "count",
        "short_of": "count",
        "waived_by": "uid",
        "waived_at": "moment",
        "round": "count",
        "coach_yes": "count",
        "client_yes": "count",
        "aim": "uid",
        "added": "uid",
        "end": "uid",
        "goal_uid": "uid",
        "outside_plan": "flag",
        "still_wanted_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    on_day = models.DateField()
    # What the clock shows, and where; `starts_at` is worked out from them, and again when a zone's
    # rules change.
    hour = models.TimeField(null=True)
    zone = models.CharField(max_length=64, blank=True)
    starts_at = models.DateTimeField(null=True)
    # Minutes as arranged; `minutes` is what the two agree on for this once.
    lasts = models.PositiveSmallIntegerField(null=True)
    kind_uid = models.UUIDField(null=True)
    series_uid = models.UUIDField(null=True, db_index=True)
    # Grows with each change of time, for calendars (RFC 5545).
    sequence = models.PositiveIntegerField(default=0)
    made_by = models.UUIDField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    recording = models.CharField(max_length=8, choices=states.recording_words, blank=True)
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=16, choices=states.session_words, default=SessionState.PLANNED.value
    )
    state_by = models.UUIDField(null=True)
    state_at = models.DateTimeField(null=True)
    # Who called off or moved it later than both agreed (A9): how many minutes before it began, and
    # how many hours were agreed that day.
    short_by = models.CharField(max_length=8, choices=states.pair_words, blank=True)
    short_at = models.DateTimeField(null=True)
    short_given = models.PositiveIntegerField(null=True)
    short_of = models.PositiveSmallIntegerField(null=True)
    # The other one let short notice be: no promise and no fee comes of it (A9).
    waived_by = models.UUIDField(null=True)
    waived_at = models.DateTimeField(null=True)
    round = models.PositiveIntegerField(default=0)
    coach_yes = models.PositiveIntegerField(default=0)
    client_yes = models.PositiveIntegerField(default=0)
    aim = models.ForeignKey(SessionWords, models.PROTECT, null=True, related_name="+")
    added = models.ForeignKey(SessionWords, models.PROTECT, null=True, related_name="+")
    end = models.ForeignKey(SessionWords, models.PROTECT, null=True, related_name="+")
    goal_uid = models.UUIDField(null=True)
    outside_plan = models.BooleanField(default=False)
    still_wanted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"session {self.uid}"


class ChallengeCard(SealedRecord):
    """How much challenge a client wants in one session: {level}. Written over, and gone at its end.

    No row says what an earlier card said, so there is no history of it for anybody (S2.2).
    """

    KIND: ClassVar[str] = "sessions.card/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "session": "uid",
        "written_at": "moment",
        "over_at": "moment",
    }

    session = models.OneToOneField(CoachingSession, models.CASCADE, related_name="card")
    written_at = models.DateTimeField()
    over_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"challenge card {self.uid}"


class Attendance(models.Model):
    """When each came and went, by their own tap or entered by them, and whether something failed.

    Both sides' times together are evidence; one side's alone is not (S1.14).
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "session": "uid",
        "relationship_uid": "uid",
        "coach_came_at": "moment",
        "client_came_at": "moment",
        "coach_left_at": "moment",
        "client_left_at": "moment",
        "coach_came_entered": "flag",
        "client_came_entered": "flag",
        "coach_left_entered": "flag",
        "client_left_entered": "flag",
        "grace": "count",
        "length": "count",
        "outage_by": "uid",
        "outage_at": "moment",
    }

    session = models.OneToOneField(CoachingSession, models.CASCADE, primary_key=True)
    relationship_uid = models.UUIDField(db_index=True)
    coach_came_at = models.DateTimeField(null=True)
    client_came_at = models.DateTimeField(null=True)
    coach_left_at = models.DateTimeField(null=True)
    client_left_at = models.DateTimeField(null=True)
    # Entered by hand where nobody tapped.
    coach_came_entered = models.BooleanField(default=False)
    client_came_entered = models.BooleanField(default=False)
    coach_left_entered = models.BooleanField(default=False)
    client_left_entered = models.BooleanField(default=False)
    # What A8 said then, in minutes: a term that changes later never redraws what was (7.3, 11).
    grace = models.PositiveSmallIntegerField(null=True)
    length = models.PositiveSmallIntegerField(null=True)
    outage_by = models.UUIDField(null=True)
    outage_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"attendance of session {self.session_id}"
