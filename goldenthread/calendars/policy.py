"""What may be asked of whom, how often, and what a meeting may be called. Pure."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from goldenthread.core.verdicts import Allowed, Refused, Verdict

TITLE_MOST = 60
ADDRESS_MOST = 2000
NAME_MOST = 200
WORD_MOST = 500
CALENDARS_MOST = 10

BETWEEN_READINGS = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=6)
BETWEEN_OWN_READINGS = timedelta(seconds=60)
"""How soon a coach may ask for a reading again by hand: the other server is somebody else's."""

PAST = timedelta(days=30)
AHEAD = timedelta(days=800)
"""What a feed shows: a month back, and what is arranged ahead."""

BUSY_BEFORE = timedelta(days=1)
BUSY_AHEAD = timedelta(days=400)
"""The window in which busy times are looked for."""


def may_be_an_address(address: str) -> Verdict:
    """Say whether this looks like the address of a calendar. Who stands behind it is looked at later."""
    if len(address) > ADDRESS_MOST:
        return Refused("This address is longer than 2,000 characters.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return Refused("This isn't the address of a calendar. It begins with https://.")
    if parts.username or parts.password:
        return Refused(
            "Leave the name and the password out of the address; they have their fields."
        )
    plain = address.isascii() and address.isprintable() and " " not in address
    if parts.scheme not in {"https", "http"} or not parts.hostname or not plain or port == 0:
        return Refused("This isn't the address of a calendar. It begins with https://.")
    return Allowed()


def may_be_asked(address: str, *, near: bool) -> Verdict:
    """Say whether an address may be asked at all: encrypted, or in a network the steward allowed."""
    if urlsplit(address).scheme == "https" or near:
        return Allowed()
    return Refused("This address isn't encrypted. Give the one that begins with https://.")


def may_have_another(*, have: int) -> Verdict:
    """Say whether a coach may have one more calendar read."""
    if have < CALENDARS_MOST:
        return Allowed()
    return Refused("Ten calendars are the most that are read for one person. Take one away first.")


def wait_after(failures: int) -> timedelta:
    """Give how long to wait for the next reading after so many that failed in a row (0 or more)."""
    times: int = 2 ** min(failures, 10)
    return min(BETWEEN_READINGS * times, LONGEST_WAIT)


def server_of(address: str) -> tuple[str, str]:
    """Give scheme, host and port of an address: who would be told a password."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()
