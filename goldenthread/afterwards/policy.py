"""Who keeps what after a session, and what opens it. Pure: no database, no request, no clock.

Nothing here is asked for, counted or reminded of; all of it may be left empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from goldenthread.afterwards.states import COACHS_OWN, Part
from goldenthread.core.roles import PAIR, Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict

CLOSING_MOST: Final = 300
WORDS_MOST: Final = 1000
MINUTES_MOST: Final = 480
# INV-16: what a coach keeps for themselves goes with the relationship, a month after its end.
COACHS_OWN_STAYS: Final = timedelta(days=30)

PAIR_ONLY = Refused("Only the two of you keep something of a session.")
LONG_OVER = Refused("This is over between you, so nothing new is kept here.")
CALLED_OFF = Refused("This session was called off.")
NOT_YET = Refused("This session hasn't begun yet.")
COACHS = Refused("This is a coach's question to themselves.")
NO_NOTES = Refused("You've both signed that the coach keeps no notes, and this would be one.")
GIVEN = Refused("You've given it. Take it back first.")
NOTHING_THERE = Refused("Write something first; one line is enough.")
OPENED = Refused("You've both given yours, so both are open. What was read stays read.")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a session and its pair stand, for one of the two."""

    role: str
    going_on: bool
    called_off: bool
    has_begun: bool
    # Both signed that the coach keeps none (A16).
    no_notes: bool = False


def may_keep(part: Part, stand: Stand) -> Verdict:
    """Either keeps something of a session that has begun; what only a coach asks themselves, a coach."""
    if stand.role not in PAIR:
        return PAIR_ONLY
    if not stand.going_on:
        return LONG_OVER
    if stand.called_off:
        return CALLED_OFF
    if not stand.has_begun:
        return NOT_YET
    return _may_have(part, stand)


def _may_have(part: Part, stand: Stand) -> Verdict:
    if stand.role == Role.COACH:
        about_the_hour = part in {Part.MOMENT, Part.QUESTION}
        return NO_NOTES if about_the_hour and stand.no_notes else Allowed()
    return COACHS if part in COACHS_OWN else Allowed()


def may_close(*, stand: Stand, opened: Verdict) -> Verdict:
    """The coach's closing line is said to the client, so a term in force must let them write it (INV-6)."""
    verdict = may_keep(Part.CLOSING, stand)
    if not verdict or stand.role == Role.CLIENT:
        return verdict
    return opened


def may_give_question(*, stand: Stand, opened: Verdict) -> Verdict:
    """A question is given to the other where a term in force opens such words to the two (INV-6)."""
    return opened if stand.going_on else LONG_OVER


def may_give_moment(*, stand: Stand, written: bool) -> Verdict:
    """A moment is given by whoever wrote one, and opens once the other gives theirs (S2.23)."""
    verdict = may_keep(Part.MOMENT, stand)
    if not verdict:
        return verdict
    return Allowed() if written else NOTHING_THERE


def may_change_moment(*, given: bool, opened: bool) -> Verdict:
    """While it is given it stays as it is, so that nobody answers the other's."""
    if opened:
        return OPENED
    return GIVEN if given else Allowed()


def may_take_moment_back(*, opened: bool) -> Verdict:
    """Until both are open, either takes theirs back, and nobody ever knew of it."""
    return OPENED if opened else Allowed()
