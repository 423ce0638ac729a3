"""What a client decided to do in their own life. Sealed for them alone, and tied to nothing else.

No column names a coach, a session or a relationship: nothing of a coach's can be joined to it (INV-2).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.commitments import states
from goldenthread.commitments.states import CommitmentState
from goldenthread.vault.api import SEALED_PRIVACY, SealedRecord


class Commitment(SealedRecord):
    """One line {words} in its owner's own words, in a compartment only they can open."""

    KIND: ClassVar[str] = "commitments.commitment/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "owner_uid": "uid",
        "state": "word",
        "written_at": "moment",
        "worded_at": "moment",
        "state_at": "moment",
    }

    owner_uid = models.UUIDField(db_index=True)
    state = models.CharField(
        max_length=8, choices=states.words, default=CommitmentState.MEANT.value
    )
    written_at = models.DateTimeField()
    worded_at = models.DateTimeField()
    state_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"commitment {self.uid}"
