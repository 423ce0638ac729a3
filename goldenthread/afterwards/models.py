"""What is kept of what came after a session. Every word and every number of minutes is sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.afterwards import states
from goldenthread.vault.api import SEALED_PRIVACY, SealedRecord


class Line(SealedRecord):
    """One thing somebody keeps of a session: words, or minutes by level. `part` says which.

    It lies where its author alone opens it, or where both do; a question moves when it is given.
    `goes_at`: a coach's own goes thirty days after the end (INV-16).
    """

    KIND: ClassVar[str] = "afterwards.line/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "relationship_uid": "uid",
        "session_uid": "uid",
        "author_uid": "uid",
        "part": "word",
        "written_at": "moment",
        "given_at": "moment",
        "goes_at": "moment",
    }

    relationship_uid = models.UUIDField(db_index=True)
    session_uid = models.UUIDField(db_index=True)
    author_uid = models.UUIDField()
    part = models.CharField(max_length=16, choices=states.words)
    written_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    goes_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session_uid", "author_uid", "part"],
                condition=~Q(part=states.Part.QUESTION.value),
                name="afterwards_line_is_one_each",
            )
        ]

    def __str__(self) -> str:
        return f"line after a session {self.uid}"


class GivenMoment(SealedRecord):
    """A moment that mattered {words}, given; sealed where nobody opens it until both gave theirs.

    The share of its compartment's key is held in the second store until then (docs/decisions/0025).
    """

    KIND: ClassVar[str] = "afterwards.moment/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "relationship_uid": "uid",
        "session_uid": "uid",
        "author_uid": "uid",
        "given_at": "moment",
        "let_go_at": "moment",
    }

    relationship_uid = models.UUIDField(db_index=True)
    session_uid = models.UUIDField()
    author_uid = models.UUIDField()
    given_at = models.DateTimeField()
    let_go_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session_uid", "author_uid"], name="given_moment_is_one_each"
            )
        ]

    def __str__(self) -> str:
        return f"given moment {self.uid}"
