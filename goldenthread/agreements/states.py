"""The life of one version of an agreement. docs/states/agreement.md is drawn from this table."""

from enum import StrEnum


class VersionState(StrEnum):
    """Where a version stands. A later version never unmakes an earlier one: it supersedes it."""

    TALKING = "talking"
    SIGNED_BY_ONE = "signed_by_one"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    ENDED = "ended"


def words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in VersionState]


# A changed word takes a version from "signed by one" back to "talking": the signature given
# was over other words (requirements 3.3, rule 2). No road leads out of the two last states.
MAY_BECOME: dict[VersionState, frozenset[VersionState]] = {
    VersionState.TALKING: frozenset({VersionState.SIGNED_BY_ONE, VersionState.ENDED}),
    VersionState.SIGNED_BY_ONE: frozenset(
        {VersionState.TALKING, VersionState.IN_FORCE, VersionState.ENDED}
    ),
    VersionState.IN_FORCE: frozenset({VersionState.SUPERSEDED, VersionState.ENDED}),
    VersionState.SUPERSEDED: frozenset(),
    VersionState.ENDED: frozenset(),
}

OPEN = frozenset({VersionState.TALKING, VersionState.SIGNED_BY_ONE})
SIGNED = frozenset({VersionState.IN_FORCE, VersionState.SUPERSEDED})
