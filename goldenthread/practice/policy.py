"""Who may do what with an hours log. Pure: no database, no request, no clock."""

from __future__ import annotations

from datetime import date
from typing import Final

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict

MINUTES_LEAST, MINUTES_MOST = 1, 24 * 60
PEOPLE_MOST: Final = 500
NAME_MOST: Final = 120
FIRST_YEAR: Final = 1970

COACHES_ONLY = Refused("Only a coach keeps a log of coaching hours.")
CLIENTS_ONLY = Refused("Only the client says whether their name may stand there.")
LONG_OVER = Refused("This is over between you. What was lent can be taken back, and nothing more.")


def may_keep_hours(*, coaches: bool) -> Verdict:
    """A coach keeps a log of their own hours."""
    return Allowed() if coaches else COACHES_ONLY


def may_last(minutes: int) -> Verdict:
    """Minutes of one line: a day at the most."""
    if MINUTES_LEAST <= minutes <= MINUTES_MOST:
        return Allowed()
    return Refused(f"Say the time in minutes, from {MINUTES_LEAST} to {MINUTES_MOST}.")


def may_have_been(day: date, *, today: date) -> Verdict:
    """Only what has been stands in a log."""
    if day > today:
        return Refused("Choose a day that has been.")
    if day.year < FIRST_YEAR:
        return Refused("Choose a day that's nearer.")
    return Allowed()


def may_lend(*, role: str, going_on: bool) -> Verdict:
    """The client alone lends their name, while the relationship goes on."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    return Allowed() if going_on else LONG_OVER


def may_take_back(*, role: str) -> Verdict:
    """The client takes it back at any time, also after the end."""
    return Allowed() if role == Role.CLIENT else CLIENTS_ONLY
