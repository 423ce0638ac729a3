"""What is kept of a plan: goals and their wordings, suggestions, lines both settle, looks at it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.core.ids import new_uid
from goldenthread.plans import states
from goldenthread.plans.states import GoalState
from goldenthread.vault.api import SEALED_PRIVACY, SealedRecord


class Goal(models.Model):
    """A goal of the client's: where it stands. Every word of it is in its wordings.

    `shared_at` is when the client last let the coach read it; none means it is the client's alone.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "position": "count",
        "state": "word",
        "made_at": "moment",
        "shared_at": "moment",
        "retired_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=states.goal_words, default=GoalState.OPEN.value)
    made_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="goal_is_open_until_retired",
                condition=Q(state=GoalState.OPEN.value, retired_at__isnull=True)
                | (~Q(state=GoalState.OPEN.value) & Q(retired_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"goal {self.uid}"


class GoalWording(SealedRecord):
    """One way the client put a goal: {words, signs, low, high, again}. Followed by others, never edited.

    Sealed in client-private, and in shared from when the client let the coach read the goal.
    """

    KIND: ClassVar[str] = "plans.goal/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "goal": "uid",
        "number": "count",
        "words_by": "uid",
        "written_at": "moment",
    }

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    # The coach's uid where the client took a suggestion up as it was; else the client's.
    words_by = models.UUIDField()
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goal", "number"], name="goal_wordings_are_numbered")
        ]

    def __str__(self) -> str:
        return f"goal wording {self.uid}"


class Suggestion(SealedRecord):
    """How the coach might put a goal: {words}, in shared. Taken up or put away, the row is gone.

    Nothing is left that says which: there is nothing to feel guilty about.
    """

    KIND: ClassVar[str] = "plans.suggestion/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {"goal": "uid", "made_at": "moment"}

    goal = models.OneToOneField(Goal, models.CASCADE, related_name="suggestion")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"suggestion {self.uid}"


class LineWording(SealedRecord):
    """One way to say a line of the plan: {words}, in shared. Followed by others, never edited."""

    KIND: ClassVar[str] = "plans.line/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "line_uid": "uid",
        "author_uid": "uid",
        "leaves_out": "flag",
        "written_at": "moment",
    }

    line_uid = models.UUIDField(db_index=True)
    author_uid = models.UUIDField()
    leaves_out = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"line wording {self.uid}"


class PlanLine(models.Model):
    """A line both settle. What `holds` is what both last said yes to, while they talk on."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "kind": "word",
        "made_at": "moment",
        "coach_yes": "uid",
        "client_yes": "uid",
        "holds": "uid",
        "held_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=16, choices=states.line_words)
    made_at = models.DateTimeField()
    coach_yes = models.ForeignKey(LineWording, models.PROTECT, null=True, related_name="+")
    client_yes = models.ForeignKey(LineWording, models.PROTECT, null=True, related_name="+")
    holds = models.ForeignKey(LineWording, models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"plan line {self.uid}"


class PlanReview(models.Model):
    """That the two looked at the plan together, or that the client would rather not this time."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "by_uid": "uid",
        "looked_at": "moment",
        "passed": "flag",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    by_uid = models.UUIDField()
    looked_at = models.DateTimeField()
    passed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"plan review {self.uid}"
