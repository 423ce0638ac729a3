"""The life of one version of an agreement. docs/states/agreement.md is drawn from this table."""

from datetime import datetime, timedelta
from enum import StrEnum

# After review is due, third parties wait once this has passed too (requirements 3.3, rule 6).
PATIENCE = timedelta(days=30)


class VersionState(StrEnum):
    """Where a version stands. A later version never unmakes an earlier one: it supersedes it."""

    TALKING = "talking"
    SPOKEN_YES = "spoken_yes"
    SIGNED_BY_ONE = "signed_by_one"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    ENDED = "ended"


class Stage(StrEnum):
    """What time alone does to a version, and nobody stores: it is asked of the clock each time.

    Erased is no stored state either: on that day the keys are forgotten and the rows deleted.
    """

    REVIEW_DUE = "review_due"
    PAUSED = "third_parties_paused"
    RETENTION = "retention"
    ERASED = "erased"


def words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in VersionState]


# A changed word takes a version back to "talking": the yes given was to other words
# (requirements 3.3, rule 2). No road leads out of the two last states.
MAY_BECOME: dict[VersionState, frozenset[VersionState]] = {
    VersionState.TALKING: frozenset(
        {VersionState.SPOKEN_YES, VersionState.SIGNED_BY_ONE, VersionState.ENDED}
    ),
    VersionState.SPOKEN_YES: frozenset(
        {VersionState.TALKING, VersionState.SIGNED_BY_ONE, VersionState.ENDED}
    ),
    VersionState.SIGNED_BY_ONE: frozenset(
        {VersionState.TALKING, VersionState.IN_FORCE, VersionState.ENDED}
    ),
    VersionState.IN_FORCE: frozenset({VersionState.SUPERSEDED, VersionState.ENDED}),
    VersionState.SUPERSEDED: frozenset(),
    VersionState.ENDED: frozenset(),
}

# What moves a version along each road, for the diagram. Every road above stands here once.
BY_WHAT: dict[tuple[VersionState, VersionState], str] = {
    (VersionState.TALKING, VersionState.SPOKEN_YES): "either notes: we said yes aloud",
    (VersionState.TALKING, VersionState.SIGNED_BY_ONE): "one signs",
    (VersionState.TALKING, VersionState.ENDED): "either ends the relationship",
    (VersionState.SPOKEN_YES, VersionState.TALKING): "a word changes, or either takes it back",
    (VersionState.SPOKEN_YES, VersionState.SIGNED_BY_ONE): "one confirms or signs",
    (VersionState.SPOKEN_YES, VersionState.ENDED): "either ends the relationship",
    (VersionState.SIGNED_BY_ONE, VersionState.TALKING): "a word changes",
    (VersionState.SIGNED_BY_ONE, VersionState.IN_FORCE): "the other confirms or signs",
    (VersionState.SIGNED_BY_ONE, VersionState.ENDED): "either ends the relationship",
    (VersionState.IN_FORCE, VersionState.SUPERSEDED): "both signed the next",
    (VersionState.IN_FORCE, VersionState.ENDED): "either ends the relationship",
}

# What the clock does: from a kept state or a stage into a stage, and what leads back.
BY_THE_CLOCK: dict[tuple[StrEnum, StrEnum], str] = {
    (VersionState.IN_FORCE, Stage.REVIEW_DUE): "the review day comes",
    (Stage.REVIEW_DUE, VersionState.IN_FORCE): "still right",
    (Stage.REVIEW_DUE, Stage.PAUSED): "30 days more",
    (Stage.PAUSED, VersionState.IN_FORCE): "still right",
    (VersionState.ENDED, Stage.RETENTION): "kept for a while",
    (VersionState.SUPERSEDED, Stage.RETENTION): "the relationship ends",
    (Stage.RETENTION, Stage.ERASED): "the day of erasure comes",
}

OPEN = frozenset({VersionState.TALKING, VersionState.SPOKEN_YES, VersionState.SIGNED_BY_ONE})
SIGNED = frozenset({VersionState.IN_FORCE, VersionState.SUPERSEDED})


def stage_of(state: str, review_due_at: datetime | None, *, at: datetime) -> Stage | None:
    """Say what time has done to a version by this moment, or None while it has done nothing."""
    if state == VersionState.ENDED:
        return Stage.RETENTION
    if state != VersionState.IN_FORCE or review_due_at is None or at < review_due_at:
        return None
    return Stage.PAUSED if at >= review_due_at + PATIENCE else Stage.REVIEW_DUE
