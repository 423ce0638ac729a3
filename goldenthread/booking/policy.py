"""Who may book, wait, and do what by a link. Pure: no database, no request, no clock."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from goldenthread.booking.states import MAY_MOVE, Holder, Standing
from goldenthread.core.roles import PAIR, Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict

LONGEST_WAIT_DAYS: Final = 183
MOST_WAITING: Final = 5

LONG_OVER = Refused("This is over between you, so nothing is booked any more.")
NOT_OFFERED = Refused("This kind of session isn't offered just now.")
CLOSED = Refused("This diary isn't open for booking.")
NOT_BY_THIS_LINK = Refused("This link doesn't do that.")
NOT_AHEAD = Refused("This session isn't ahead of you any more.")


def may_book(*, role: str, going_on: bool, offered: bool) -> Verdict:
    """Either of the two books, kinds that are offered, while it goes on between them."""
    if role not in PAIR:
        return Refused("Only the two of you book here.")
    if not going_on:
        return LONG_OVER
    return Allowed() if offered else NOT_OFFERED


def may_wait(
    *, role: str, going_on: bool, first: date, last: date, today: date, already: int
) -> Verdict:
    """Only a client waits: for days that are ahead, in order, and not for half a year."""
    if role != Role.CLIENT:
        return Refused("Waiting for a slot is the client's to do.")
    if not going_on:
        return LONG_OVER
    if last < first:
        return Refused("Choose a last day that isn't before the first.")
    if last < today:
        return Refused("Choose a day that hasn't passed.")
    if (last - first).days > LONGEST_WAIT_DAYS:
        return Refused("Choose days that are nearer to each other.")
    if already >= MOST_WAITING:
        return Refused("You're waiting for enough. Stop waiting for one of them first.")
    return Allowed()


def may_hand_out(*, role: str, going_on: bool, opened: Verdict) -> Verdict:
    """The client hands a link to their assistant, where both signed that one may move days (A28)."""
    if role != Role.CLIENT:
        return Refused("The link is the client's to hand on.")
    if not going_on:
        return LONG_OVER
    return opened


def link_stands(
    *, ended: bool, sequence: int, stands: int, planned: bool, starts_at: datetime | None, at: datetime
) -> Standing:
    """Say what a link to a session is worth: it works for the time it was made for, until that begins."""
    if ended:
        return Standing.OVER
    if sequence != stands:
        return Standing.BEFORE if planned else Standing.CALLED_OFF
    if not planned:
        return Standing.CALLED_OFF
    if starts_at is None or starts_at <= at:
        return Standing.BEGUN
    return Standing.WORKS


def may_move_by(holder: str, standing: Standing) -> Verdict:
    """By a working link the client, and an assistant, move and call off. The coach's shows a time."""
    if standing != Standing.WORKS:
        return NOT_AHEAD
    return Allowed() if Holder(holder) in MAY_MOVE else NOT_BY_THIS_LINK
