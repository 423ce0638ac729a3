"""People beside the pair: how a test lets somebody come to a seat, through the house's own actions."""

from __future__ import annotations

from datetime import datetime

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Verdict
from goldenthread.relationships import api as relationships
from goldenthread.relationships.models import SeatInvitation
from goldenthread.relationships.states import InvitationState
from tests.cast import Member


def offer_seat(
    relationship: relationships.Relationship,
    by: Member,
    holder: Member,
    at: datetime,
    *,
    role: Role = Role.SPONSOR,
    allowed: Verdict | None = None,
    until: datetime | None = None,
) -> relationships.Seat:
    """Let one of the pair invite somebody to a seat."""
    return relationships.invite_to_seat(
        relationship=relationship,
        role=role,
        address=holder.address,
        called=holder.name,
        allowed=Allowed() if allowed is None else allowed,
        keyring=by.keyring,
        by=by.person,
        at=at,
        until=until,
    )


def waiting_for(seat: relationships.Seat) -> SeatInvitation:
    """Give the invitation to a seat that waits for an answer."""
    return SeatInvitation.objects.select_related("seat").get(
        seat=seat, state=InvitationState.WAITING
    )


def take_seat(seat: relationships.Seat, holder: Member, at: datetime) -> relationships.Seat:
    """Let somebody come to a seat by its link."""
    return relationships.accept_seat(
        invitation=waiting_for(seat), keyring=holder.keyring, by=holder.person, at=at
    )


def seated(
    relationship: relationships.Relationship,
    by: Member,
    holder: Member,
    at: datetime,
    *,
    role: Role = Role.SPONSOR,
    active: bool = True,
) -> relationships.Seat:
    """Let somebody come to a seat; active, as if they had signed the paper there too."""
    seat = take_seat(offer_seat(relationship, by, holder, at, role=role), holder, at)
    if active:
        relationships.activate_seat(seat=seat, by=holder.person, at=at)
    return seat
