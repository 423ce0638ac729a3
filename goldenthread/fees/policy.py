"""Who may do what about fees. Pure: no database, no request, no clock.

Nothing anywhere asks these rules before it opens a door: no invoice locks anything, ever, and least
of all in an open repair or a notice (A10).
"""

from __future__ import annotations

from datetime import date
from typing import Final
from urllib.parse import urlsplit

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.fees.states import MAY_BECOME, InvoiceState

SESSIONS_MOST: Final = 200
LINES_MOST: Final = 8
WHAT_MOST: Final = 200
NOTE_MOST: Final = 1000
NUMBER_MOST: Final = 40
ADDRESS_MOST: Final = 500
FURTHEST_YEARS: Final = 3

COACHS_ONLY = Refused("The coach keeps the account. The client sees all of it.")
LONG_OVER = Refused("This is over between you, so no new ones are made.")
NO_FEES = Refused("You’ve both signed that nobody pays.")
NO_CLAUSE = Refused(
    "Nothing you’ve both signed says that anybody pays. Put a clause on fees first."
)


def may_put_package(*, role: str, going_on: bool, sessions: int) -> Verdict:
    """The coach puts a package of sessions, at least one."""
    if role != Role.COACH:
        return COACHS_ONLY
    if not going_on:
        return LONG_OVER
    if 1 <= sessions <= SESSIONS_MOST:
        return Allowed()
    return Refused(f"Say how many sessions, from 1 to {SESSIONS_MOST}.")


def may_close_package(*, role: str, closed: bool) -> Verdict:
    """The coach closes a package; what was used of it stays used. Once."""
    if role != Role.COACH:
        return COACHS_ONLY
    return Refused("It’s closed already.") if closed else Allowed()


def may_fall_on(day: date, *, today: date) -> Verdict:
    """A day of an account: one that can be meant."""
    if abs(day.year - today.year) > FURTHEST_YEARS:
        return Refused("Choose a day that’s nearer.")
    return Allowed()


def may_invoice(*, role: str, going_on: bool, payer: str | None) -> Verdict:
    """The coach makes an invoice, where a clause in force says that somebody pays (A10, INV-6)."""
    if role != Role.COACH:
        return COACHS_ONLY
    if not going_on:
        return LONG_OVER
    if payer is None:
        return NO_CLAUSE
    return NO_FEES if payer == "nobody" else Allowed()


def may_become(*, role: str, state: str, became: InvoiceState) -> Verdict:
    """The coach says that it was paid or isn't to be; after the end too, for that is when many are."""
    if role != Role.COACH:
        return COACHS_ONLY
    if state == became or became in MAY_BECOME[InvoiceState(state)]:
        return Allowed()
    return Refused("What was made void stays void. Make another one.")


def may_link_to(address: str) -> Verdict:
    """Where it can be paid: any https address, with a name and without one to sign in with in it."""
    refused = Refused("Write an address that begins with https://")
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname and "." in parts.hostname)
    except ValueError:
        return refused
    plain = parts.username is None and address.isascii() and address.isprintable()
    return Allowed() if parts.scheme == "https" and named and plain else refused
