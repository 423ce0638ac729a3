"""Who may tell of a role, wear a hat, hand a decision over; and what must come before. Pure."""

from __future__ import annotations

from datetime import datetime

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.hats.states import Decision

LONGEST_WORDS = 2000
OVER = Refused("This has ended.")


def may_tell_role(words: str, *, going_on: bool) -> Verdict:
    """Either tells of a new role, in a few words (S1.13)."""
    if not going_on:
        return OVER
    if len(words) > LONGEST_WORDS:
        return Refused(f"There’s room for {LONGEST_WORDS} letters. Nothing was cut off.")
    return Allowed()


def may_wear_hat(role: str, *, two_hats: bool, going_on: bool) -> Verdict:
    """The coach says it, and only where both signed that the coach is the client’s manager (A30)."""
    if not going_on:
        return OVER
    if role != Role.COACH:
        return Refused("Only the coach says as what they come.")
    if not two_hats:
        return Refused("Nothing you’ve both signed says that there are two hats.")
    return Allowed()


def decides(term_says: str, handed_at: datetime | None, in_force_at: datetime | None) -> str:
    """Say who decides now: "client", "both" or "coach".

    What was handed over stays with the client until a version that both signed later says
    otherwise: nothing is taken back in silence (S2.24, A23).
    """
    if handed_at is not None and (in_force_at is None or handed_at >= in_force_at):
        return Role.CLIENT.value
    return term_says


def may_hand_over(role: str, decision: Decision, now_decides: str, *, going_on: bool) -> Verdict:
    """The coach hands over what isn’t the client’s yet. Nobody hands anything back (S2.24)."""
    if not going_on:
        return OVER
    if role != Role.COACH:
        return Refused("Only the coach hands a decision over here.")
    if now_decides == Role.CLIENT:
        return Refused("That is the client’s to decide already.")
    return Allowed() if decision in set(Decision) else Refused("That isn’t a decision of the two.")
