"""Who may do what to a seat, and who may sit in it. Pure: no database, no request, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import BESIDE
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.relationships.seats.states import (
    HELD,
    STANDING,
    WAYS,
    Place,
    SeatDeed,
    SeatState,
)
from goldenthread.relationships.states import RelationshipState


class Pair(Protocol):
    """A relationship, as these rules see it."""

    coach_uid: UUID
    client_uid: UUID | None
    state: str


class Chair(Protocol):
    """A seat, as these rules see it."""

    role: str
    state: str
    person_uid: UUID | None
    until: datetime | None


_NOT_YOURS = {
    frozenset({Place.CLIENT}): "Only the client can open this seat again.",
    frozenset({Place.HOLDER}): "Only whoever holds this seat can do that.",
    frozenset({Place.COACH, Place.CLIENT}): "Only the two this seat stands beside can do that.",
}

_STANDS_SO = {
    SeatState.INVITED: "Nobody has taken this seat yet.",
    SeatState.ACCEPTED: "Somebody has taken this seat, and hasn’t signed their paper yet.",
    SeatState.ACTIVE: "Somebody holds this seat already.",
    SeatState.SUSPENDED: "This seat is paused.",
    SeatState.REVOKED: "This seat is closed.",
    SeatState.ENDED: "This seat is closed.",
}


def place_of(person: HasUid | None, chair: Chair, pair: Pair) -> Place:
    """Say where a person stands towards a seat; nobody at all is whoever bears its link."""
    if person is None:
        return Place.BEARER
    if person.uid == pair.coach_uid:
        return Place.COACH
    if person.uid == pair.client_uid:
        return Place.CLIENT
    return Place.HOLDER if person.uid == chair.person_uid else Place.NOWHERE


def may(deed: SeatDeed, chair: Chair, *, place: Place) -> Verdict:
    """Say whether somebody standing there may do this to a seat as it stands: what the table says."""
    way = WAYS[deed]
    if place not in way.whose:
        return Refused(_NOT_YOURS.get(way.whose, "This isn’t yours to do."))
    state = SeatState(chair.state)
    if state not in way.from_states:
        return Refused(_STANDS_SO[state])
    return Allowed()


def may_invite_to_seat(
    pair: Pair, role: str, *, by: HasUid, allowed: Verdict, taken: Iterable[str]
) -> Verdict:
    """Either of the pair may, for a role that what both signed opens (INV-6), while its seat is free.

    `allowed` is what the terms in force say of the role; `taken` the roles whose seats stand.
    """
    if by.uid not in {pair.coach_uid, pair.client_uid}:
        return Refused("Only the two of you can invite somebody beside you.")
    if pair.state != RelationshipState.GOING_ON:
        return Refused("This has ended, so nobody can take a seat beside it.")
    if role not in BESIDE:
        return Refused("There is no seat for that.")
    if not allowed:
        return allowed
    if role in set(taken):
        return Refused("Somebody has this seat, or is invited to it. Close it first.")
    return Allowed()


def may_take_seat(
    chair: Chair, pair: Pair, *, by: HasUid, holds_another: bool, at: datetime
) -> Verdict:
    """Anybody the link was meant for, but neither of the two, and nobody with another seat beside them."""
    if by.uid in {pair.coach_uid, pair.client_uid}:
        return Refused("This seat is beside the two of you. It’s for the person you sent it to.")
    if pair.state != RelationshipState.GOING_ON or not is_standing(chair, at=at):
        return Refused("This seat is closed. Ask the person who sent the link.")
    if holds_another:
        return Refused("You have another seat beside these two. One person has one.")
    return may(SeatDeed.ACCEPT, chair, place=Place.BEARER)


def is_standing(chair: Chair, *, at: datetime) -> bool:
    """Say whether a seat stands at this moment: its last day counts by the clock, tidied or not."""
    return chair.state in STANDING and not (chair.until and at >= chair.until)


def is_held(chair: Chair, *, at: datetime) -> bool:
    """Say whether somebody holds this seat at this moment, and so may look at it."""
    return chair.state in HELD and is_standing(chair, at=at)


def may_look_through(chair: Chair, *, at: datetime) -> Verdict:
    """Say whether the holder may see and write what the terms in force open: only once active, and not paused."""
    if not is_standing(chair, at=at):
        return Refused(_STANDS_SO[SeatState.ENDED])
    if chair.state == SeatState.ACTIVE:
        return Allowed()
    if chair.state == SeatState.SUSPENDED:
        return Refused("This seat is paused. What was open to you is closed for now.")
    return Refused("First read your paper and sign it.")


def where_it_resumes(*, activated_at: datetime | None) -> SeatState:
    """Say where a paused seat goes on: where it was."""
    return SeatState.ACTIVE if activated_at else SeatState.ACCEPTED
