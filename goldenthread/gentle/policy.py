"""Who may choose, and what a rule elsewhere may no longer do. Pure."""

from __future__ import annotations

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict


def may_choose(role: str) -> Verdict:
    """Only the client chooses how they're met, any day, without a reason (S4.12)."""
    return Allowed() if role == Role.CLIENT else Refused("Only the client chooses this.")


def may_seat(role: Role, *, no_sponsor: bool) -> Verdict:
    """Somebody who pays gets no place where the client keeps it without a sponsor (S4.11)."""
    if role is Role.SPONSOR and no_sponsor:
        return Refused("There’s no place for a sponsor here now. Only the client can change that.")
    return Allowed()
