"""The life of a goal, and what the two settle about the plan together. Pure."""

from __future__ import annotations

from enum import StrEnum


class GoalState(StrEnum):
    """What became of a goal. A goal is retired with honour: none of these says it failed (S4.9)."""

    OPEN = "open"
    NO_LONGER_MINE = "no_longer_mine"
    DONE_WITH = "done_with"


class LineKind(StrEnum):
    """What a line of the plan that both settle is about."""

    NOT_COVERED = "not_covered"
    REVIEW = "review"


RETIRED = frozenset({GoalState.NO_LONGER_MINE, GoalState.DONE_WITH})

# A retired goal may be brought back at any time, and the client may change their mind about why.
MAY_BECOME: dict[GoalState, frozenset[GoalState]] = {
    GoalState.OPEN: RETIRED,
    GoalState.NO_LONGER_MINE: frozenset({GoalState.OPEN, GoalState.DONE_WITH}),
    GoalState.DONE_WITH: frozenset({GoalState.OPEN, GoalState.NO_LONGER_MINE}),
}


def goal_words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in GoalState]


def line_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(kind.value, kind.value) for kind in LineKind]
