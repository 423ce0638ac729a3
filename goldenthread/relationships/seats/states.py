"""The life of a seat beside the pair (security.md 2.8), and who may take it where. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SeatState(StrEnum):
    """From the link to the closing."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    ENDED = "ended"


class Place(StrEnum):
    """Where whoever does something to a seat stands towards it."""

    COACH = "coach"
    CLIENT = "client"
    HOLDER = "holder"
    BEARER = "bearer"
    CLOCK = "clock"
    NOWHERE = "nowhere"


class SeatDeed(StrEnum):
    """What can be done to a seat once it is there."""

    RESEND = "resend"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    ACCEPT = "accept"
    ACTIVATE = "activate"
    SUSPEND = "suspend"
    RESUME = "resume"
    REVOKE = "revoke"
    LEAVE = "leave"
    RUN_OUT = "run_out"
    END = "end"


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the table: who may go it, and from which states."""

    whose: frozenset[Place]
    from_states: frozenset[SeatState]


STANDING = frozenset({SeatState.INVITED, SeatState.ACCEPTED, SeatState.ACTIVE, SeatState.SUSPENDED})
"""A role has one of these at most in a relationship; the database holds to it."""

HELD = frozenset({SeatState.ACCEPTED, SeatState.ACTIVE, SeatState.SUSPENDED})
"""Somebody holds the seat, and may look at it, whatever they may see through it."""

MAY_BECOME: dict[SeatState, frozenset[SeatState]] = {
    SeatState.INVITED: frozenset({SeatState.ACCEPTED, SeatState.REVOKED, SeatState.ENDED}),
    SeatState.ACCEPTED: frozenset(
        {SeatState.ACTIVE, SeatState.SUSPENDED, SeatState.REVOKED, SeatState.ENDED}
    ),
    SeatState.ACTIVE: frozenset({SeatState.SUSPENDED, SeatState.REVOKED, SeatState.ENDED}),
    SeatState.SUSPENDED: frozenset(
        {SeatState.ACCEPTED, SeatState.ACTIVE, SeatState.REVOKED, SeatState.ENDED}
    ),
    SeatState.REVOKED: frozenset(),
    SeatState.ENDED: frozenset(),
}

_PAIR = frozenset({Place.COACH, Place.CLIENT})
_INVITED = frozenset({SeatState.INVITED})

WAYS: dict[SeatDeed, Way] = {
    SeatDeed.RESEND: Way(_PAIR, _INVITED),
    SeatDeed.WITHDRAW: Way(_PAIR, _INVITED),
    SeatDeed.DECLINE: Way(frozenset({Place.BEARER}), _INVITED),
    SeatDeed.ACCEPT: Way(frozenset({Place.BEARER}), _INVITED),
    SeatDeed.ACTIVATE: Way(frozenset({Place.HOLDER}), frozenset({SeatState.ACCEPTED})),
    # To narrow needs nobody's yes; to open again is the client's alone (INV-7).
    SeatDeed.SUSPEND: Way(_PAIR, frozenset({SeatState.ACCEPTED, SeatState.ACTIVE})),
    SeatDeed.RESUME: Way(frozenset({Place.CLIENT}), frozenset({SeatState.SUSPENDED})),
    SeatDeed.REVOKE: Way(_PAIR, HELD),
    SeatDeed.LEAVE: Way(frozenset({Place.HOLDER}), HELD),
    SeatDeed.RUN_OUT: Way(frozenset({Place.CLOCK}), STANDING),
    SeatDeed.END: Way(_PAIR, STANDING),
}


def seat_words() -> list[tuple[str, str]]:
    """For ``choices=``: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in SeatState]
