"""Who may do what before a session. Pure: no database, no request, no clock."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.preparation.leaving import (
    HOURS_LEAST,
    HOURS_MOST,
    QUIET_MOST,
    Wish,
    quiet_minutes,
)
from goldenthread.preparation.states import Ahead

WORDS_MOST: Final = 500

CLIENTS_ONLY = Refused("Only the client writes this sentence.")
NOT_AHEAD = Refused("This session isn't ahead of you any more.")
LINK_OVER = Refused("This link doesn't open anything any more.")
LONG_OVER = Refused("This is over between you, so its sessions stay as they are.")
OWN_ONLY = Refused("Only you can ask for letters to yourself.")
NO_ADDRESS = Refused("You gave no address, so no letter can be sent to you.")
SPOKEN = Refused("What it's for has been said already. Say it anew on the session's page.")


def may_write(*, role: str, ahead: bool, going_on: bool) -> Verdict:
    """The client writes one sentence, until the session is over; nobody writes it for them (S0.20)."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    if not going_on:
        return LONG_OVER
    return Allowed() if ahead else NOT_AHEAD


def link_holds(*, ahead: bool, going_on: bool) -> Verdict:
    """A letter's link takes a sentence until the session is over, moved or not."""
    return Allowed() if ahead and going_on else LINK_OVER


def is_ahead(*, planned: bool, over_at: datetime, at: datetime) -> bool:
    """Say whether a session is still to come, or going on."""
    return planned and at < over_at


def may_take_over(*, role: str, round_: int) -> Verdict:
    """The client may make the sentence what a session is for, while nothing is said of that yet."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    return Allowed() if round_ == 0 else SPOKEN


def may_choose(*, whose: HasUid, by: HasUid, wish: Wish, has_address: bool) -> Verdict:
    """Letters about sessions are asked for by their reader, for themselves alone (S0.20)."""
    if whose.uid != by.uid:
        return OWN_ONLY
    wants_some = wish.asks or wish.ahead != Ahead.NONE
    if wants_some and not has_address:
        return NO_ADDRESS
    if quiet_minutes(wish) > QUIET_MOST:
        return Refused("Leave at least four hours of the day in which a letter may come.")
    if not HOURS_LEAST <= wish.hours <= HOURS_MOST:
        return Refused(f"Say the hours as a number from {HOURS_LEAST} to {HOURS_MOST}.")
    return Allowed()
