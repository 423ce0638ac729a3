"""Whose calendar said no to the time of a session: asked of the room above that is told so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

Asked = Callable[[UUID], Sequence[UUID]]
_ASKED: list[Asked] = []


def say_who_declines_with(asked: Asked) -> None:
    """Take a function that is given a session's uid and gives the uids of the people, for both to see."""
    if asked not in _ASKED:
        _ASKED.append(asked)


def who_declines(session_uid: UUID) -> list[UUID]:
    """Give the uids of those of the two whose calendar said no to the time that stands."""
    return [uid for asked in _ASKED for uid in asked(session_uid)]
