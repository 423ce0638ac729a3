"""The window: first what its holder will never receive, then what they do. One path for all who look.

The holder looks through it, and the client looks at what the holder would see; both get what is built
here, from the compiled table for the seat's role and from nothing else (INV-6, S0.15).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Refused, Verdict
from goldenthread.relationships import api as relationships
from goldenthread.sharing import opens
from goldenthread.sharing.attendance import MonthCount, months_counted
from goldenthread.sharing.glance import Glance, glance_at
from goldenthread.sharing.naming import names_for
from goldenthread.sharing.queries.continuity import (
    TRUSTEES,
    Continuity,
    Reachable,
    continuity_of,
    may_see,
    sessions_ahead,
    the_reachable,
)
from goldenthread.sharing.queries.reading import ReleasedLine, released_lines
from goldenthread.sharing.queries.room import EMPTY, Room, the_room
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class Window:
    """What somebody in a seat sees at this moment, and whether it is them who looks."""

    role: Role
    client: str
    coach: str
    glance: Glance
    paper: str
    looks: Verdict
    may_hope: Verdict
    may_ask: Verdict
    room: Room = EMPTY
    reads_released: bool = False
    released: tuple[ReleasedLine, ...] = ()
    counts: bool = False
    months: tuple[MonthCount, ...] = ()
    schedule: tuple[datetime, ...] | None = None
    continuity: Continuity | None = None
    may_open: Verdict | None = None
    reachable: Reachable | None = None


def the_window(
    seat: relationships.Seat,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Window:
    """Give what is seen through a seat, to its holder or to the client who looks as they would.

    Raises Http404 for anyone else.
    """
    pair, role = seat.relationship, Role(seat.role)
    if by.uid not in {seat.person_uid, pair.client_uid}:
        raise Http404
    looking = "holder" if by.uid == seat.person_uid else "preview"
    terms = agreements.terms_in_force(pair.uid, at=at)
    looks = relationships.may_look_through(seat, at=at)
    reads_room = terms.may(role, "read", opens.HOPE)
    counted = terms.since(role, "read", opens.ATTENDANCE)
    scheduled = terms.may(role, "read", "schedule")
    continuity = continuity_of(pair, at=at) if role in TRUSTEES else None
    return Window(
        role=role,
        **_names(pair, role, at=at),
        glance=glance_at(terms, role),
        paper=agreements.paper_standing(seat),
        looks=looks,
        may_hope=terms.may(role, "write", opens.HOPE),
        may_ask=terms.may(role, "ask", opens.REQUEST),
        room=the_room(seat, looking, by=by, at=at, keyring=keyring) if reads_room else EMPTY,
        reads_released=bool(opens.to_read(terms, role)),
        released=tuple(released_lines(seat, terms, at=at)),
        counts=counted is not None,
        months=months_counted(pair.uid, since=counted, at=at) if counted else (),
        schedule=sessions_ahead(pair.uid, at=at) if scheduled else None,
        continuity=continuity,
        may_open=may_see(seat, at=at) if continuity else None,
        reachable=the_reachable(seat, by=by, at=at) if continuity else None,
    )


def an_empty_window(
    relationship: relationships.Relationship, role: Role, *, by: HasUid, at: datetime
) -> Window:
    """Give the client what somebody in a seat nobody holds would see. Raises Http404 for anyone else."""
    if by.uid != relationship.client_uid:
        raise Http404
    terms = agreements.terms_in_force(relationship.uid, at=at)
    nobody = Refused("Nobody holds this seat.")
    return Window(
        role=role,
        **_names(relationship, role, at=at),
        glance=glance_at(terms, role),
        paper="none",
        looks=nobody,
        may_hope=nobody,
        may_ask=nobody,
    )


def _names(pair: relationships.Relationship, role: Role, *, at: datetime) -> dict[str, Any]:
    names = names_for(pair, role, at=at)
    return {
        "client": names.get(pair.client_uid, "") if pair.client_uid else "",
        "coach": names.get(pair.coach_uid, ""),
    }
