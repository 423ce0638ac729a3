"""Which session somebody looks back on, and what the terms in force open of it (INV-6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, Protocol
from uuid import UUID

from django.http import Http404

from goldenthread.afterwards.policy import Stand
from goldenthread.agreements import api as agreements
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Verdict
from goldenthread.core.wall import zone_called
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault

THING: Final = "session.agreement"


class SomeoneSomewhere(Protocol):
    """Whoever looks back, and the zone they live their days in (an IANA name)."""

    @property
    def uid(self) -> UUID: ...

    zone: str


class Gate:
    """What both signed that opens what is written after a session (A1), and about notes (A16)."""

    def __init__(self, relationship: relationships.Relationship, at: datetime) -> None:
        self.relationship = relationship
        self.terms = agreements.terms_in_force(relationship.uid, at=at)

    @cached_property
    def shared(self) -> vault.Compartment:
        """What both open."""
        return vault.compartment_of(self.relationship.uid, vault.CompartmentKind.SHARED)

    def opens(self, verb: str = "read", *, made_at: datetime | None = None) -> Verdict:
        """Say whether the coach may read or write such words now."""
        return self.terms.may(Role.COACH, verb, THING, made_at=made_at)

    @property
    def no_notes(self) -> bool:
        """Whether both signed that the coach keeps none (A16)."""
        term = self.terms.term("A16")
        return term is not None and term["notes"] == "none"


@dataclass(frozen=True)
class Back:
    """One of the two, looking back on a session."""

    relationship: relationships.Relationship
    session: sessions.CoachingSession
    role: str
    stand: Stand
    gate: Gate

    @property
    def uid(self) -> UUID:
        """The session's uid."""
        return self.session.uid

    @property
    def is_client(self) -> bool:
        """Whether the client looks back."""
        return self.role == Role.CLIENT


def look_back(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere, at: datetime
) -> Back:
    """Give a session to look back on. Raises Http404 for anyone but the two, and another pair's."""
    role = relationships.role_in(relationship, by)
    session = sessions.session_rows(relationship).filter(uid=uid).first()
    if session is None:
        raise Http404
    gate = Gate(relationship, at)
    begun = session.on_day <= at.astimezone(zone_called(by.zone)).date()
    if session.starts_at is not None:
        begun = session.starts_at <= at
    took_place = session.state == sessions.SessionState.TOOK_PLACE
    stand = Stand(
        role=role,
        going_on=relationships.is_going_on(relationship.uid),
        called_off=session.state == sessions.SessionState.CALLED_OFF,
        has_begun=begun or took_place,
        no_notes=gate.no_notes,
    )
    return Back(relationship, session, role, stand, gate)
