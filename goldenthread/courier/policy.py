"""What may stand on an envelope, how often someone is told, how long to wait. Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from goldenthread.core.verdicts import Allowed, Refused, Verdict

A_DAY = timedelta(days=1)
LEASE = timedelta(minutes=10)
"""How long one carrier has a letter in hand: longer than any mail server takes."""

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
"""The wait after each try that failed; after the last it is given up, some 45 hours in all."""

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
LONGEST_ADDRESS = 254
ADDRESS = re.compile(r"[^\s@\"'(),:;<>\[\\\]\x00-\x1f\x7f]+@[^\s@\"'(),:;<>\[\\\]\x00-\x1f\x7f]+")
"""One plain address and nothing else: no quotes, lists, comments, brackets or control characters,
so that nothing written as an address can become a second recipient or a second header."""


def may_be_an_address(text: str) -> Verdict:
    """Say whether a letter may be sent to this text: one address, plainly written."""
    if len(text) <= LONGEST_ADDRESS and ADDRESS.fullmatch(text):
        return Allowed()
    return Refused("This doesn't look like one e-mail address.")


def may_be_a_token(text: str) -> Verdict:
    """Say whether this is a link token: 43 characters, so that every letter is equally long."""
    if TOKEN.fullmatch(text):
        return Allowed()
    return Refused("This is not the token of a link.")


def may_tell(*, wanted: bool, told_at: datetime | None, at: datetime) -> Verdict:
    """Say whether someone may be told of something new: only if they want it, once in 24 hours."""
    if not wanted:
        return Refused("These letters are turned off.")
    if told_at is not None and at - told_at < A_DAY:
        return Refused("One of these letters has gone out in the last day.")
    return Allowed()


def wait_after(tries: int) -> timedelta | None:
    """Give how long to wait after this many failed tries (1 or more); None: time to give up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None
