"""Who may have what erased, and when. Pure: no database, no request, no clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.exits.states import MAY_BECOME, DepartureState

# Where no clause says how long (A17), and the time to think again after asking (security.md 2.4).
KEPT_DAYS = 30
THINK_AGAIN = timedelta(days=7)

ONLY_THE_CLIENT = Refused(
    "Only the client can have it erased sooner: most of these words are theirs."
)
NOT_ENDED = "This hasn't ended. End it first."
GONE_ALREADY = Refused("This has been erased already.")


class Pair(Protocol):
    """A relationship, as far as these rules need to know it."""

    @property
    def client_uid(self) -> UUID | None: ...


class Leaving(Protocol):
    """A departure, as far as these rules need to know it."""

    @property
    def state(self) -> str: ...

    @property
    def erase_at(self) -> datetime: ...


def day_of_erasure(ended_at: datetime, kept_days: int | None) -> datetime:
    """Give the moment of erasure that follows from the clause on retention, or our 30 days (A17)."""
    return ended_at + timedelta(days=KEPT_DAYS if kept_days is None else kept_days)


def sooner(leaving: Leaving, *, at: datetime) -> datetime:
    """Give the moment of erasure when it is asked for now: in seven days, never later than it was."""
    return min(leaving.erase_at, at + THINK_AGAIN)


def may_ask_for_erasure(pair: Pair, leaving: Leaving, *, by: HasUid) -> Verdict:
    """The client, alone and without a reason, as soon as it has ended (INV-20)."""
    return _may_change(pair, leaving, DepartureState.ASKED, by=by)


def may_think_again(pair: Pair, leaving: Leaving, *, by: HasUid) -> Verdict:
    """The client, until the day itself."""
    if leaving.state == DepartureState.KEPT:
        return Refused("Nobody has asked for this to be erased sooner.")
    return _may_change(pair, leaving, DepartureState.KEPT, by=by)


def may_erase(leaving: Leaving, *, at: datetime) -> Verdict:
    """The house, once the day has come."""
    if leaving.state == DepartureState.ERASED:
        return GONE_ALREADY
    return Allowed() if at >= leaving.erase_at else Refused("The day hasn't come yet.")


def _may_change(pair: Pair, leaving: Leaving, to: DepartureState, *, by: HasUid) -> Verdict:
    if by.uid != pair.client_uid:
        return ONLY_THE_CLIENT
    if leaving.state == DepartureState.ERASED:
        return GONE_ALREADY
    if to not in MAY_BECOME[DepartureState(leaving.state)]:
        return Refused("You've asked for this already.")
    return Allowed()
