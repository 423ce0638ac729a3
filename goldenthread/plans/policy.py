"""Who may do what to a plan. Pure: no database, no request, no clock.

The client edits goals alone; the shared part of the plan needs both (requirements 3.1). Nobody
outside the pair has a part in any of it.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.plans.states import MAY_BECOME, GoalState

GOAL_MOST = 1000
PART_MOST = 600
END_MOST = 120
LINE_MOST = 600

CLIENTS_ONLY = Refused("Goals belong to the client. Nobody else changes them.")
COACHS_ONLY = Refused("Only the coach suggests another way to put a goal.")
PAIR_ONLY = Refused("Only the two of you settle this.")
LONG_OVER = Refused("This is over between you, so what you settled together stays as it is.")
MOVED_ON = Refused("The words changed while you were reading. Look at them again first.")


class Line(Protocol):
    """A line of the plan, as these rules see it: whose yes points to which wording."""

    @property
    def coach_yes_id(self) -> UUID | None: ...

    @property
    def client_yes_id(self) -> UUID | None: ...

    @property
    def holds_id(self) -> UUID | None: ...


def may_word(
    *, role: str, words: str, parts: tuple[str, ...] = (), ends: tuple[str, ...] = ()
) -> Verdict:
    """Only the client words a goal. `parts` and the `ends` of a scale of one's own may be empty."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    if not words.strip():
        return Refused("Write what you'd like, in your own words. One line is enough.")
    too_long = len(words) > GOAL_MOST or any(len(part) > PART_MOST for part in parts)
    if too_long or any(len(end) > END_MOST for end in ends):
        return Refused("That's longer than this holds. Nothing was cut off.")
    if bool(ends and ends[0]) != bool(ends and ends[-1]):
        return Refused("A scale of your own has two ends. Name both, or neither.")
    return Allowed()


def may_arrange(*, role: str) -> Verdict:
    """Only the client puts goals in order."""
    return Allowed() if role == Role.CLIENT else CLIENTS_ONLY


def may_become(*, role: str, state: str, became: GoalState) -> Verdict:
    """Only the client retires a goal or brings it back, whenever they like. Twice changes nothing."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    if state == became or became in MAY_BECOME[GoalState(state)]:
        return Allowed()
    return Refused("That goal isn't there to be changed like this.")


def may_share(*, role: str, opened: Verdict) -> Verdict:
    """Letting the coach read a goal is the client's act, under a term in force (INV-6)."""
    return opened if role == Role.CLIENT else CLIENTS_ONLY


def may_unshare(*, role: str) -> Verdict:
    """Closing a goal to the coach needs nobody's leave, and no term (INV-7)."""
    return Allowed() if role == Role.CLIENT else CLIENTS_ONLY


def may_read(*, role: str, shared: bool, opened: Verdict) -> bool:
    """The client reads every goal; the coach one that was shared, while a term in force opens it."""
    return role == Role.CLIENT or (role == Role.COACH and shared and bool(opened))


def may_suggest(*, role: str, readable: bool, state: str, words: str, opened: Verdict) -> Verdict:
    """The coach may suggest a wording for an open goal they can read. `opened` is for "answer"."""
    if role != Role.COACH:
        return COACHS_ONLY
    if not opened:
        return opened
    if not readable or state != GoalState.OPEN:
        return Refused("There's no goal here to suggest words for.")
    if not words.strip() or len(words) > GOAL_MOST:
        return Refused("Write how you'd put it, in a few lines.")
    return Allowed()


def may_take_up(*, role: str, seen: int, number: int) -> Verdict:
    """Only the client takes a suggestion up, over the very words they read."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    return Allowed() if seen == number else MOVED_ON


def may_release(*, role: str, open_to_coach: bool) -> Verdict:
    """Only the client lets a sponsor read a goal's words; the coach sees the draft, so reads it first."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    return Allowed() if open_to_coach else Refused("Share the goal with your coach first.")


def may_settle(*, role: str, going_on: bool) -> Verdict:
    """Either of the two talks about the shared part of the plan, while their relationship goes on."""
    if role not in {Role.COACH, Role.CLIENT}:
        return PAIR_ONLY
    return Allowed() if going_on else LONG_OVER


def may_put(words: str) -> Verdict:
    """Words of a line: not empty, at most LINE_MOST characters."""
    if not words.strip():
        return Refused("Write a sentence, so that there's something to say yes to.")
    return Allowed() if len(words) <= LINE_MOST else Refused("That's longer than a line holds.")


def yes_of(line: Line, role: str) -> UUID | None:
    """Give the wording this one of the two stands by."""
    return line.coach_yes_id if role == Role.COACH else line.client_yes_id


def is_tied(line: Line) -> bool:
    """Say whether both say yes to the very same words."""
    return line.coach_yes_id is not None and line.coach_yes_id == line.client_yes_id


def may_say_yes(line: Line, wording: UUID, *, role: str, going_on: bool) -> Verdict:
    """Yes is said to words the other stands by now; the same yes twice changes nothing."""
    verdict = may_settle(role=role, going_on=going_on)
    if not verdict:
        return verdict
    theirs = yes_of(line, Role.CLIENT if role == Role.COACH else Role.COACH)
    return Allowed() if wording == theirs else MOVED_ON


def may_stay(line: Line, *, role: str, going_on: bool) -> Verdict:
    """Either goes back to what you both said yes to last, or takes back words that never held."""
    verdict = may_settle(role=role, going_on=going_on)
    if verdict and yes_of(line, role) == line.holds_id:
        return Refused("You stand by those words already.")
    return verdict


def may_look(*, role: str, passed: bool, going_on: bool) -> Verdict:
    """Either says you looked at the plan together. Only the client says: not this time (S1.16)."""
    verdict = may_settle(role=role, going_on=going_on)
    if verdict and passed and role != Role.CLIENT:
        return Refused("Only the client can leave a look at the plan for another time.")
    return verdict
