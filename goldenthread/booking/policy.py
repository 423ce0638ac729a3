"""Who may book, wait, and do what by a link. Pure: no database, no request, no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID

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
NO_LETTER = Refused("Only a letter would tell you, and you gave no address.")
NO_LETTERS = Refused("Only a letter would tell you, and you've turned letters off.")


def may_book(*, role: str, going_on: bool, offered: bool) -> Verdict:
    """Either of the two books, kinds that are offered, while it goes on between them."""
    if role not in PAIR:
        return Refused("Only the two of you book here.")
    if not going_on:
        return LONG_OVER
    return Allowed() if offered else NOT_OFFERED


def may_move(*, going_on: bool, starts_at: datetime | None, at: datetime) -> Verdict:
    """A session that hasn't begun can be moved to a slot; one without an hour too."""
    if not going_on:
        return LONG_OVER
    return NOT_AHEAD if starts_at is not None and starts_at <= at else Allowed()


def may_choose(*, role: str, moments: Collection[datetime], minutes: int, anyhow: bool) -> Verdict:
    """Moments for a series: some at least, none over another; outside the hours only the coach's."""
    if not moments:
        return Refused("None of these would be left. Choose another time.")
    lasts, ordered = timedelta(minutes=minutes), sorted(moments)
    if any(later - sooner < lasts for sooner, later in pairwise(ordered)):
        return Refused("Two of these overlap. Choose another time for one of them.")
    if anyhow and role != Role.COACH:
        return Refused("Only the coach can put a time outside their hours.")
    return Allowed()


def all_there(*, asked: Collection[UUID], found: Collection[UUID]) -> Verdict:
    """All that is to be moved is this pair's, and still there."""
    return Allowed() if set(asked) == set(found) else NOT_AHEAD


def may_wait(
    *,
    role: str,
    going_on: bool,
    reached: Verdict,
    first: date,
    last: date,
    today: date,
    already: int,
) -> Verdict:
    """Only a client waits whom a letter reaches: for days ahead, in order, and not for half a year."""
    if role != Role.CLIENT:
        return Refused("Waiting for a slot is the client's to do.")
    if not going_on:
        return LONG_OVER
    if not reached:
        return reached
    if already >= MOST_WAITING:
        return Refused("You're waiting for enough. Stop waiting for one of them first.")
    return may_wait_on(first, last, today)


def may_wait_on(first: date, last: date, today: date) -> Verdict:
    """Days somebody waits for: in order, not over, and not for half a year."""
    if last < first:
        return Refused("Choose a last day that isn't before the first.")
    if last < today:
        return Refused("Choose a day that hasn't passed.")
    if (last - first).days > LONGEST_WAIT_DAYS:
        return Refused("Choose days that are nearer to each other.")
    return Allowed()


def may_be_told(*, has_address: bool, wants_letters: bool) -> Verdict:
    """Only a letter says that a slot came free, so somebody who gets none would wait for nothing."""
    if not has_address:
        return NO_LETTER
    return Allowed() if wants_letters else NO_LETTERS


def waits_still(*, last: date, today: date) -> bool:
    """Somebody waits until the last of their days is over, by their own clock."""
    return today <= last


def may_hand_out(*, role: str, going_on: bool, opened: Verdict) -> Verdict:
    """The client hands a link to their assistant, where both signed that one may move days (A28)."""
    if role != Role.CLIENT:
        return Refused("The link is the client's to hand on.")
    if not going_on:
        return LONG_OVER
    return opened


def may_link(*, planned: bool, starts_at: datetime | None, at: datetime) -> Verdict:
    """A link stands for a session that is ahead and has an hour."""
    if planned and starts_at is not None and starts_at > at:
        return Allowed()
    return Refused("Only a session ahead of you, with an hour, has a link.")


def may_take_link_back(*, role: str) -> Verdict:
    """The client takes back what they handed out, at any time."""
    return Allowed() if role == Role.CLIENT else NOT_BY_THIS_LINK


def may_have_sent(*, role: str, has_address: bool) -> Verdict:
    """The client has a link sent to themselves, where there is an address to send it to."""
    if role != Role.CLIENT:
        return Refused("The link is the client's.")
    return Allowed() if has_address else Refused("There's no address of yours to send it to.")


def may_take_waited(*, works: bool, offered: bool) -> Verdict:
    """A slot that came free is taken while one waits for it, of a kind that is still offered."""
    if not works:
        return LONG_OVER
    return Allowed() if offered else NOT_OFFERED


def link_stands(
    *,
    ended: bool,
    sequence: int,
    stands: int,
    planned: bool,
    starts_at: datetime | None,
    at: datetime,
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
