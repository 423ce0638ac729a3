"""The worlds the matrix asks in: Alma and Ben in the middle of everything, and everybody around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.test import Client

from goldenthread.booking import api as booking
from goldenthread.calendars import api as calendars
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed
from goldenthread.courier import api as courier
from goldenthread.diary import api as diary
from goldenthread.disclosures.actions import note_disclosure
from goldenthread.disclosures.happening import NOT_YET, Happening
from goldenthread.exits import actions as exits
from goldenthread.exits.chores import erase_what_is_due
from goldenthread.exits.views import _end_all
from goldenthread.practice import api as practice
from goldenthread.relationships import api as relationships
from goldenthread.room import api as room
from goldenthread.sessions import api as sessions
from goldenthread.sharing import api as sharing
from goldenthread.vault import api as vault
from goldenthread.web.days.who import InDemo
from goldenthread.web.demo import begin, build_demo, come_in
from tests.cast import signed_in_client
from tests.matrix.routes import Route, routes
from tests.matrix.things import Own, example_for
from tests.opened_terms import open_term

DAY = timedelta(days=1)


@dataclass
class World:
    """What stands at each door, and who comes to it."""

    things: dict[str, dict[str, Any]]
    people: dict[str, Client] = field(default_factory=dict)


def build(name: str, nobody: Client) -> World:
    """Build a world of this name: the demo, somebody else's pair beside it, and what the name says."""
    at = now()
    vault.found_house()
    alma, ben, cleo, dara, enzo = build_demo(at - DAY)
    finn = come_in("Finn", "", at - DAY)
    gita = come_in("Gita", "", at - DAY)
    begin(cleo, finn, at - DAY)
    relationships.invite_client(address="h@example.org", called="H", **alma.keys, at=at)
    (pair,) = relationships.relationships_of(ben.unlocked.person)
    _keep_something_back(pair, alma, at)
    _ask_once_more(pair, dara, at)
    _wait_for_a_slot(pair, ben, at)
    hours = practice.Worked((at - DAY).date(), 60, paid=True)
    practice.write_line(hours, uid=new_uid(), **alma.keys, at=at)
    _meet(pair, alma, ben, at)
    _be_busy_elsewhere(alma, at)
    world = World({route.called: _things(route, pair) for route in routes()})
    WORLDS[name](pair, {Role.SPONSOR: dara, Role.SUPERVISOR: enzo}, (alma, ben), at)
    world.things = {door: _with_seat(door, things, pair) for door, things in world.things.items()}
    browsers = {"sponsor": dara, "supervisor": enzo}
    if not name.startswith("seats"):
        browsers |= {"client": ben, "coach": alma}
    strangers = {"another-coach": cleo, "another-client": finn, "no-role": gita}
    if name == EVERYBODY_COMES:
        browsers |= strangers
        world.people["nobody"] = nobody
    world.people |= {who: signed_in_client(one.unlocked) for who, one in browsers.items()}
    return world


def _with_seat(door: str, things: dict[str, Any], pair: Any) -> dict[str, Any]:
    """Put the seat that stands now in the place of the one that stood before, if one does."""
    seat = relationships.standing_seat(pair.uid, _whose(door))
    return things | {"seat": seat.uid} if seat and "seat" in things else things


def _whose(door: str) -> Role:
    return Role.SUPERVISOR if "supervisor" in door else Role.SPONSOR


def _things(route: Route, pair: Any) -> dict[str, Any]:
    seat = relationships.standing_seat(pair.uid, _whose(route.called))
    assert seat is not None
    own = Own(pair.uid, seat.uid, pair.coach_uid, pair.client_uid)
    return {thing: example_for(route, thing)(own) for thing in route.things}


def _ask_once_more(pair: Any, dara: InDemo, at: datetime) -> None:
    seat = relationships.standing_seat(pair.uid, Role.SPONSOR)
    assert seat is not None
    seat.relationship = pair
    sharing.ask(seat, "And until when?", **dara.keys, at=at)


def _meet(pair: Any, alma: InDemo, ben: InDemo, at: datetime) -> None:
    """Let the two be in the room of a session, where each has kept something."""
    open_term(pair, "A16", since=at - DAY, notes="facts", days=90)
    when = sessions.When.at(at, "UTC", 60)
    session = sessions.arrange_session(pair, when, uid=new_uid(), **alma.keys, at=at)
    theirs, hers = (
        room.the_open_room(pair.uid, session.uid, by=one.unlocked.person, at=at)
        for one in (ben, alma)
    )
    ours = room.Column.OURS
    room.write_line(theirs, "A line", uid=new_uid(), column=ours, **ben.keys, at=at)
    room.keep_hunch(hers, "A guess", uid=new_uid(), **alma.keys, at=at)


def _be_busy_elsewhere(alma: InDemo, at: datetime) -> None:
    # Nobody is asked: an address of this machine is refused before anything is opened.
    elsewhere = calendars.Asking("Home", calendars.BusyKind.FEED, "https://127.0.0.1/none.ics")
    who: dict[str, Any] = {"by": alma.unlocked.person, "at": at}
    calendars.add_busy_calendar(elsewhere, uid=new_uid(), **who)


def _wait_for_a_slot(pair: Any, ben: InDemo, at: datetime) -> None:
    """Let Ben wait for a slot of some day next month; a letter would tell him."""
    courier.turn_letters_on(person=ben.unlocked.person, by=ben.unlocked.person, at=at)
    day = (at + 30 * DAY).date()
    kind = diary.kinds_of(pair.coach_uid)[0]
    wanted = booking.Wanted(kind.uid, day, day)
    booking.begin_to_wait(pair, wanted, uid=new_uid(), by=ben.unlocked.person, at=at)


def _keep_something_back(pair: Any, alma: InDemo, at: datetime) -> None:
    happening = Happening(
        ground="court_order",
        decided_by="The court",
        advised="nobody",
        told_on=(at - DAY).date(),
        what="Three dates.",
        to_whom="The court",
        client_was_told=NOT_YET,
        why="It orders so.",
    )
    until = at.date() + 9 * DAY
    grounds = ("court_order",)
    note_disclosure(pair, happening, grounds=grounds, look_again_on=until, **alma.keys, at=at)


Beside = Mapping[Role, InDemo]
Two = tuple[InDemo, InDemo]


def _as_it_is(pair: Any, beside: Beside, two: Two, at: datetime) -> None:
    """Everything goes on, and both seats are active."""


def _seats(deed: str, pair: Any, beside: Beside, two: Two, at: datetime) -> None:
    """Let Ben do something to both seats."""
    for role in beside:
        seat = relationships.standing_seat(pair.uid, role)
        getattr(relationships, deed)(seat=seat, by=two[1].unlocked.person, at=at)


def _asked_again(pair: Any, beside: Beside, two: Two, at: datetime) -> None:
    """Let Ben close both seats, and ask the same two to them once more."""
    _seats("revoke_seat", pair, beside, two, at)
    for role, holder in beside.items():
        relationships.invite_to_seat(
            relationship=pair,
            role=role,
            address=holder.address,
            called=holder.name,
            allowed=Allowed(),
            **two[1].keys,
            at=at,
        )


def _come_in_again(pair: Any, beside: Beside, two: Two, at: datetime) -> None:
    """The same, and let both come in; neither has signed their paper."""
    _asked_again(pair, beside, two, at)
    for role, holder in beside.items():
        seat = relationships.standing_seat(pair.uid, role)
        assert seat is not None
        invitation = relationships.the_waiting_seat_invitation(seat)
        relationships.accept_seat(invitation=invitation, **holder.keys, at=at)


def _ended(pair: Any, beside: Beside, two: Two, at: datetime) -> None:
    _end_all(pair, by=two[1].unlocked.person, at=at)


def _erased(pair: Any, beside: Beside, two: Two, at: datetime) -> None:
    ben = two[1].unlocked.person
    _end_all(pair, by=ben, at=at - 9 * DAY)
    pair.refresh_from_db()
    exits.ask_for_erasure(pair, with_journal=True, by=ben, at=at - 9 * DAY)
    assert erase_what_is_due(at) == 1


Change = Callable[[Any, Beside, Two, datetime], None]
EVERYBODY_COMES = "everything goes on"
WORLDS: Mapping[str, Change] = {
    EVERYBODY_COMES: _as_it_is,
    "seats asked to": _asked_again,
    "seats come to": _come_in_again,
    "seats paused": partial(_seats, "suspend_seat"),
    "seats closed": partial(_seats, "revoke_seat"),
    "ended": _ended,
    "erased": _erased,
}


def doors_in(name: str) -> list[Route]:
    """Give the doors to ask at in a world: in all but the first, those about something."""
    return [route for route in routes() if route.things or name == EVERYBODY_COMES]
