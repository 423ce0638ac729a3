"""Who may invite, come in, and end. Pure: no database, no request, no clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.relationships.states import InvitationState, RelationshipState

LINK_LASTS = timedelta(days=7)


class Pair(Protocol):
    """A relationship, as these rules see it."""

    coach_uid: UUID
    client_uid: UUID | None
    state: str


class Link(Protocol):
    """An invitation, as these rules see it."""

    state: str
    expires_at: datetime


def may_invite(*, coaches: bool) -> Verdict:
    """Only someone who coaches invites clients."""
    return Allowed() if coaches else Refused("Only a coach can invite someone here.")


def may_change_invitation(pair: Pair, *, by: HasUid) -> Verdict:
    """The coach who invited may send again or take back, until someone came in."""
    if pair.coach_uid != by.uid:
        return Refused("Only the coach who sent this invitation can change it.")
    if pair.state != RelationshipState.INVITED:
        return Refused("This invitation has been answered already.")
    return Allowed()


def may_use(link: Link, *, at: datetime) -> Verdict:
    """Each link works once, for seven days, until it is taken back or sent anew."""
    reasons = {
        InvitationState.ACCEPTED: "This link has been used already. If that was you, sign in.",
        InvitationState.REPLACED: "A newer letter has been sent since, or newer words written. Please use those.",
        InvitationState.WITHDRAWN: "This invitation has been taken back. Ask the person who sent it.",
        InvitationState.DECLINED: "You said not now to this invitation. If that has changed, ask for a new one.",
    }
    state = InvitationState(link.state)
    if state in reasons:
        return Refused(reasons[state])
    if at >= link.expires_at:
        return Refused("This link has run out: it lasts seven days. Ask for a new one.")
    return Allowed()


def may_accept(pair: Pair, *, by: HasUid) -> Verdict:
    """Anyone but the coach who invited may come in, while the place is free."""
    if pair.state != RelationshipState.INVITED:
        return Refused("This invitation has been answered already.")
    if pair.coach_uid == by.uid:
        return Refused("This is your own invitation. It is for the person you sent it to.")
    return Allowed()


def may_end(pair: Pair, *, by: HasUid) -> Verdict:
    """Either may end, at any time, without a reason (A26, INV-20)."""
    if by.uid not in {pair.coach_uid, pair.client_uid}:
        return Refused("Only the two of you can end this.")
    if pair.state != RelationshipState.GOING_ON:
        return Refused("This has ended already.")
    return Allowed()
