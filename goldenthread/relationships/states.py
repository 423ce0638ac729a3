"""The life of a relationship and of an invitation. Pure."""

from __future__ import annotations

from enum import StrEnum


class RelationshipState(StrEnum):
    """From first contact to the end."""

    INVITED = "invited"
    GOING_ON = "going_on"
    ENDED = "ended"
    NEVER_BEGUN = "never_begun"


class InvitationState(StrEnum):
    """What became of one letter's link."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


MAY_BECOME: dict[RelationshipState, frozenset[RelationshipState]] = {
    RelationshipState.INVITED: frozenset(
        {RelationshipState.GOING_ON, RelationshipState.NEVER_BEGUN}
    ),
    RelationshipState.GOING_ON: frozenset({RelationshipState.ENDED}),
    RelationshipState.ENDED: frozenset(),
    RelationshipState.NEVER_BEGUN: frozenset(),
}


def relationship_words() -> list[tuple[str, str]]:
    """For ``choices=``: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in RelationshipState]


def invitation_words() -> list[tuple[str, str]]:
    """For ``choices=``."""
    return [(state.value, state.value) for state in InvitationState]
