"""The life of a seat, from its table: every state, every deed, everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.relationships.seats import policy
from goldenthread.relationships.seats.states import (
    HELD,
    MAY_BECOME,
    STANDING,
    WAYS,
    Place,
    SeatDeed,
    SeatState,
)

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

# What each deed makes of a seat. Written down here a second time, so that the table can't change unnoticed.
BECOMES = {
    SeatDeed.RESEND: {SeatState.INVITED: SeatState.INVITED},
    SeatDeed.WITHDRAW: {SeatState.INVITED: SeatState.REVOKED},
    SeatDeed.DECLINE: {SeatState.INVITED: SeatState.ENDED},
    SeatDeed.ACCEPT: {SeatState.INVITED: SeatState.ACCEPTED},
    SeatDeed.ACTIVATE: {SeatState.ACCEPTED: SeatState.ACTIVE},
    SeatDeed.SUSPEND: {
        SeatState.ACCEPTED: SeatState.SUSPENDED,
        SeatState.ACTIVE: SeatState.SUSPENDED,
    },
    SeatDeed.RESUME: {SeatState.SUSPENDED: SeatState.ACTIVE},
    SeatDeed.REVOKE: dict.fromkeys(
        (SeatState.ACCEPTED, SeatState.ACTIVE, SeatState.SUSPENDED), SeatState.REVOKED
    ),
    SeatDeed.LEAVE: dict.fromkeys(
        (SeatState.ACCEPTED, SeatState.ACTIVE, SeatState.SUSPENDED), SeatState.ENDED
    ),
    SeatDeed.RUN_OUT: dict.fromkeys(
        (SeatState.INVITED, SeatState.ACCEPTED, SeatState.ACTIVE, SeatState.SUSPENDED),
        SeatState.ENDED,
    ),
    SeatDeed.END: dict.fromkeys(
        (SeatState.INVITED, SeatState.ACCEPTED, SeatState.ACTIVE, SeatState.SUSPENDED),
        SeatState.ENDED,
    ),
}

WHOSE = {
    SeatDeed.RESEND: {Place.COACH, Place.CLIENT},
    SeatDeed.WITHDRAW: {Place.COACH, Place.CLIENT},
    SeatDeed.DECLINE: {Place.BEARER},
    SeatDeed.ACCEPT: {Place.BEARER},
    SeatDeed.ACTIVATE: {Place.HOLDER},
    SeatDeed.SUSPEND: {Place.COACH, Place.CLIENT},
    SeatDeed.RESUME: {Place.CLIENT},
    SeatDeed.REVOKE: {Place.COACH, Place.CLIENT},
    SeatDeed.LEAVE: {Place.HOLDER},
    SeatDeed.RUN_OUT: {Place.CLOCK},
    SeatDeed.END: {Place.COACH, Place.CLIENT},
}


@dataclass
class Chair:
    state: str = SeatState.ACTIVE
    role: str = Role.SPONSOR
    person_uid: UUID | None = None
    until: datetime | None = None


@dataclass
class Pair:
    coach_uid: UUID
    client_uid: UUID | None
    state: str = "going_on"


@dataclass(frozen=True)
class Somebody:
    uid: UUID


ALMA, BEN, DARA, ENZO = (Somebody(new_uid()) for _ in range(4))
PAIR = Pair(ALMA.uid, BEN.uid)


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("deed", SeatDeed)
@pytest.mark.parametrize("state", SeatState)
def test_every_deed_in_every_state_by_everybody_is_as_the_table_says(state, deed, place):
    verdict = policy.may(deed, Chair(state=state), place=place)

    assert bool(verdict) is (place in WHOSE[deed] and state in BECOMES[deed])
    if not verdict:
        assert isinstance(verdict, Refused)
        assert verdict.reason.endswith(".")


def test_the_ways_and_what_a_seat_may_become_say_the_same():
    made = {(before, after) for ways in BECOMES.values() for before, after in ways.items()} - {
        (SeatState.INVITED, SeatState.INVITED)
    }
    # A paused seat goes on where it was, which may be before anything was signed.
    made |= {(SeatState.SUSPENDED, SeatState.ACCEPTED)}

    assert made == {(before, after) for before in MAY_BECOME for after in MAY_BECOME[before]}
    assert {deed: set(way.from_states) for deed, way in WAYS.items()} == {
        deed: set(ways) for deed, ways in BECOMES.items()
    }


def test_a_closed_seat_stays_closed():
    assert (MAY_BECOME[SeatState.REVOKED], MAY_BECOME[SeatState.ENDED]) == (
        frozenset(),
        frozenset(),
    )
    assert {*STANDING, SeatState.REVOKED, SeatState.ENDED} == set(SeatState)
    assert {SeatState.INVITED} == STANDING - HELD


@pytest.mark.parametrize(
    ("person", "place"),
    [
        (ALMA, Place.COACH),
        (BEN, Place.CLIENT),
        (DARA, Place.HOLDER),
        (ENZO, Place.NOWHERE),
        (None, Place.BEARER),
    ],
)
def test_everybody_stands_somewhere(person, place):
    assert policy.place_of(person, Chair(person_uid=DARA.uid), PAIR) == place


@pytest.mark.row("INV-6")
@pytest.mark.parametrize("person", [ALMA, BEN])
def test_either_of_the_two_may_invite_where_what_both_signed_opens_the_seat(person):
    def may(**changed):
        asked = {"by": person, "allowed": Allowed(), "taken": []} | changed
        return policy.may_invite_to_seat(PAIR, Role.SPONSOR, **asked)

    assert bool(may()) is True
    assert may(allowed=Refused("Nothing you’ve both signed opens this.")).reason == (
        "Nothing you’ve both signed opens this."
    )
    assert bool(may(taken=[Role.SPONSOR])) is False
    assert bool(may(taken=[Role.SUPERVISOR])) is True
    assert bool(may(by=DARA)) is False


def test_nobody_is_invited_beside_what_has_ended_nor_as_one_of_the_two():
    over = Pair(ALMA.uid, BEN.uid, state="ended")

    assert not policy.may_invite_to_seat(over, Role.SPONSOR, by=BEN, allowed=Allowed(), taken=[])
    for role in (Role.COACH, Role.CLIENT):
        assert not policy.may_invite_to_seat(PAIR, role, by=BEN, allowed=Allowed(), taken=[])


def test_a_seat_is_for_neither_of_the_two_and_one_person_has_one():
    free = Chair(state=SeatState.INVITED)

    def may(by, *, holds_another=False, chair=free, pair=PAIR):
        return policy.may_take_seat(chair, pair, by=by, holds_another=holds_another, at=AT)

    assert bool(may(DARA)) is True
    assert [bool(may(one)) for one in (ALMA, BEN)] == [False, False]
    assert bool(may(DARA, holds_another=True)) is False
    assert bool(may(DARA, chair=Chair(state=SeatState.ACTIVE))) is False
    assert bool(may(DARA, pair=Pair(ALMA.uid, BEN.uid, state="ended"))) is False
    assert bool(may(DARA, chair=Chair(state=SeatState.INVITED, until=AT))) is False


@pytest.mark.parametrize("state", SeatState)
def test_only_an_active_seat_is_looked_through_and_only_until_its_last_moment(state):
    chair = Chair(state=state, until=AT + timedelta(hours=1))

    assert bool(policy.may_look_through(chair, at=AT)) is (state == SeatState.ACTIVE)
    assert bool(policy.may_look_through(chair, at=AT + timedelta(hours=1))) is False
    assert policy.is_held(chair, at=AT) is (state in HELD)
    assert policy.is_held(chair, at=AT + timedelta(hours=1)) is False
    assert policy.is_standing(chair, at=AT) is (state in STANDING)
