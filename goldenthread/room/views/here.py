"""Where a page of the room stands: whose room, who is looking, with which keys, at what moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.core.wall import zone_called
from goldenthread.live import api as live
from goldenthread.relationships import api as relationships
from goldenthread.room import policy
from goldenthread.room.gate import Gate
from goldenthread.room.lines import Notes
from goldenthread.room.opening import Room, the_open_room, the_room
from goldenthread.room.queries import notes_of
from goldenthread.room.states import Column
from goldenthread.sessions import api as sessions
from goldenthread.ui import audience, http


@dataclass(frozen=True, repr=False)
class Here(relationships.OneOfTwo):
    """One of a pair, in the room of a session."""

    room: Room

    @property
    def uid(self) -> UUID:
        """The session's uid, as addresses have it."""
        return self.room.uid

    @property
    def is_open(self) -> bool:
        """Whether the two can be in it now."""
        return self.room.is_open

    @cached_property
    def gate(self) -> Gate:
        """What the terms in force open here."""
        return Gate(self.room.relationship, self.at)

    @cached_property
    def notes(self) -> Notes:
        """All that may be read here."""
        return notes_of(self.room, **self.looking, gate=self.gate)

    @cached_property
    def session(self) -> sessions.OpenSession:
        """The session and what it is for, as far as this person may read it."""
        return sessions.the_session(self.room.relationship, self.uid, **self.looking)

    @cached_property
    def attended(self) -> sessions.Attended:
        """When each came and went."""
        return sessions.attendance_of([self.uid])[self.uid]

    @property
    def me(self) -> UUID:
        """The uid of the one who looks."""
        uid: UUID = self.request.person.uid
        return uid

    @property
    def other_role(self) -> str:
        """The other one's role."""
        return Role.COACH.value if self.is_client else Role.CLIENT.value

    @property
    def way_out(self) -> str:
        """The one way out of the room: through a question once somebody is in, straight before that."""
        if self.came_at is not None and self.left_at is None:
            return self.url("leaving")
        return reverse("sessions:session", args=[self.rel, self.uid])

    @property
    def coach_notes_shown(self) -> bool:
        """Whether the one who looks is the coach, and the client reads their notes (A16)."""
        return not self.is_client and self.gate.notes_are_shared

    @property
    def i_marked_outage(self) -> bool:
        """Whether the one who looks said that something failed."""
        return self.attended.outage_by == self.me

    @property
    def my_initial(self) -> str:
        """The first letter of the name of the one who looks."""
        return audience.initial_of(self.mine)

    @property
    def other_initial(self) -> str:
        """The first letter of the other one's name."""
        return audience.initial_of(self.other)

    @property
    def came_at(self) -> datetime | None:
        """When the one who looks said that they're here."""
        return self.attended.of(self.room.role).came_at

    @property
    def left_at(self) -> datetime | None:
        """When the one who looks said that it's over."""
        return self.attended.of(self.room.role).left_at

    @property
    def other_is_here(self) -> bool:
        """Whether the other one said, by tap, that they're here (S0.17)."""
        return self._theirs.came_at is not None

    @property
    def other_is_gone(self) -> bool:
        """Whether the other one said, by tap, that it's over for them."""
        return self._theirs.left_at is not None

    @property
    def _theirs(self) -> sessions.Side:
        return self.attended.of(Role.COACH if self.is_client else Role.CLIENT)

    @property
    def minutes(self) -> int:
        """How long it lasts: as agreed for this once, as arranged, by the clause (A8), or an hour."""
        row = self.room.session
        return row.minutes or row.lasts or self.gate.length or policy.LENGTH_UNSAID

    @property
    def ends_at(self) -> datetime | None:
        """When the time is up."""
        return policy.ends_at(
            starts_at=self.room.session.starts_at,
            began_at=self.attended.began_at,
            minutes=self.minutes,
        )

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the one who looks."""
        return zone_called(self.request.person.zone)

    @property
    def opens(self) -> dict[str, Any]:
        """Which columns the one who looks may write in now."""
        return {column.value: self.gate.opens(self.room.role, column) for column in Column}

    def url(self, name: str, *more: Any) -> str:
        """Give the address of a page of this room."""
        return reverse(f"room:{name}", args=[self.rel, self.uid, *more])

    def to_room(self, told: Any = "", part: str = "") -> HttpResponse:
        """Go back into the room, with a sentence said there."""
        if told:
            http.tell(self.request, told)
        return http.see_other(self.url("room") + (f"#{part}" if part else ""))

    @cached_property
    def card_is_for_both(self) -> bool:
        """Whether the coach reads what is put on the card now; else it is the client's alone."""
        return self.gate.coach_reads(self.at)

    def card_changed(self) -> None:
        """Say live that the card changed, where the coach reads it."""
        if self.card_is_for_both:
            self.changed()

    def changed(self) -> None:
        """Say live that something both see has changed. Never said of anything for one alone (INV-13)."""
        live.tell(self.uid, "changed", self.room.role)


def here(request: Any, rel: UUID, uid: UUID) -> Here:
    """Find the room, open or shut. Raises Http404 for anyone who isn't one of the two."""
    at = now()
    return _here(request, the_room(rel, uid, by=request.person, at=at), at)


def inside(request: Any, rel: UUID, uid: UUID) -> Here:
    """Find a room that is open. Raises Http404 as `here` does, and NotAllowed while it is shut."""
    at = now()
    return _here(request, the_open_room(rel, uid, by=request.person, at=at), at)


def _here(request: Any, room: Room, at: datetime) -> Here:
    return Here(request, room.relationship, cast("audience.Role", room.role), at, room)
