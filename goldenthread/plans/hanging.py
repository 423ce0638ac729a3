"""What hangs on a goal in rooms above this one. They say so here; this room knows none of them.

A changed plan shows which session aims hung on it (S4.7).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.relationships import api as relationships


@dataclass(frozen=True, slots=True)
class Hanging:
    """One thing that hangs on a goal: where it stands, and its day. It holds no words.

    `asks` where it's to be asked whether it is still wanted.
    """

    url: str
    day: date
    asks: bool


Asked = Callable[[relationships.Relationship, UUID, HasUid, datetime], Sequence[Hanging]]
_ASKED: list[Asked] = []


def say_what_hangs_with(asked: Asked) -> None:
    """Take a function that is asked what hangs on a goal, for one who may read that goal."""
    if asked not in _ASKED:
        _ASKED.append(asked)


def what_hangs_on(
    relationship: relationships.Relationship, goal_uid: UUID, *, by: HasUid, at: datetime
) -> list[Hanging]:
    """Give all that hangs on a goal, oldest first."""
    found = [each for asked in _ASKED for each in asked(relationship, goal_uid, by, at)]
    return sorted(found, key=lambda each: each.day)
