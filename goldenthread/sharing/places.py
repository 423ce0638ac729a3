"""Who somebody is to a seat, and what they may write through it now."""

from __future__ import annotations

from datetime import datetime

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import PAIR, Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.relationships import api as relationships
from goldenthread.sharing import opens


def role_at(seat: relationships.Seat, *, by: HasUid) -> Role:
    """Say who somebody is to a seat: one of the pair, or its holder. Raises Http404 for anyone else."""
    if by.uid == seat.person_uid:
        return Role(seat.role)
    return Role(relationships.role_in(seat.relationship, by))


def may_ask(seat: relationships.Seat, *, by: HasUid, at: datetime) -> Verdict:
    """Say whether the holder may ask for something now: a term in force opens it, and the seat is theirs."""
    if by.uid != seat.person_uid:
        return Refused("Only whoever holds this seat asks here.")
    terms = agreements.terms_in_force(seat.relationship_id, at=at)
    return terms.may(Role(seat.role), "ask", opens.REQUEST)


def may_write(seat: relationships.Seat, role: Role, *, at: datetime) -> Verdict:
    """Say whether a role may write in the room now. The pair may while the seat stands."""
    if role in PAIR:
        standing = relationships.is_held(seat, at=at) and seat.relationship.ended_at is None
        return Allowed() if standing else Refused("This seat is closed.")
    return agreements.terms_in_force(seat.relationship_id, at=at).may(role, "write", opens.HOPE)
