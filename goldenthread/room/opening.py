"""Which room somebody stands in: the one gate that every page and every word said live passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import Verdict
from goldenthread.relationships import api as relationships
from goldenthread.room import policy
from goldenthread.sessions import api as sessions


@dataclass(frozen=True, slots=True)
class Room:
    """The room of one session, and who of the two looks into it. Nothing in it is content."""

    relationship: relationships.Relationship
    session: sessions.CoachingSession
    role: str
    may_be_in: Verdict
    span: policy.Span

    @property
    def uid(self) -> UUID:
        """The session's uid; also the topic of what is said live here."""
        return self.session.uid

    @property
    def is_open(self) -> bool:
        """Whether the two can be in it now."""
        return bool(self.may_be_in)


def the_room(rel: UUID, uid: UUID, *, by: HasUid, at: datetime) -> Room:
    """Give the room of a session, open or shut. Raises Http404 for anyone but the two, and for another pair's."""
    relationship = relationships.the_relationship(rel, by=by)
    role = relationships.role_in(relationship, by)
    session = sessions.session_rows(relationship).filter(uid=uid).first()
    if session is None:
        raise Http404
    span = policy.span_of(
        day_begins=datetime.combine(session.on_day, time(), UTC), starts_at=session.starts_at
    )
    verdict = policy.may_be_in(
        role=role,
        called_off=session.state == sessions.SessionState.CALLED_OFF,
        span=span,
        at=at,
        going_on=relationships.is_going_on(relationship.uid),
    )
    return Room(relationship, session, role, verdict, span)


def the_open_room(rel: UUID, uid: UUID, *, by: HasUid, at: datetime) -> Room:
    """Give a room the two can be in now. Raises Http404 as the_room does, and NotAllowed while it is shut."""
    found = the_room(rel, uid, by=by, at=at)
    found.may_be_in.or_raise()
    return found
