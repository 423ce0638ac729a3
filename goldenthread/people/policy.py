"""Rules about people: what a passphrase must be, and how long a wrong one makes you wait. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.core.wall import is_a_zone

SHORTEST_PASSPHRASE = 12
LONGEST_PASSPHRASE_BYTES = 1024
FEWEST_LETTERS = 5
LONGEST_NAME = 80
LONGEST_SIGN_IN_NAME = 40
SIGN_IN_NAME = re.compile(r"[^\W_][\w.-]{3,39}")
FREE_TRIES = 5
FREE_TRIES_OF_A_NETWORK = 50
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


def may_be_a_passphrase(passphrase: str, *, too_common: bool) -> Verdict:
    """Say whether these words may guard a vault (security.md 2.11-7): long enough, not on every list."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        return Refused(
            f"Use at least {SHORTEST_PASSPHRASE} characters. Six ordinary words are easy to keep in mind."
        )
    if len(passphrase.encode()) > LONGEST_PASSPHRASE_BYTES:
        return Refused(f"Use at most {LONGEST_PASSPHRASE_BYTES} characters.")
    if too_common or len(set(passphrase)) < FEWEST_LETTERS:
        return Refused("That one is on the lists people try first. Choose other words.")
    return Allowed()


def may_live_in(zone: str) -> Verdict:
    """Say whether this names a time zone."""
    return Allowed() if is_a_zone(zone) else Refused("Choose a place from the list.")


def may_be_a_sign_in_name(text: str) -> Verdict:
    """Say whether somebody may sign in with this: letters and digits, and no at sign, so it is no address."""
    if SIGN_IN_NAME.fullmatch(text):
        return Allowed()
    return Refused(
        f"Use 4 to {LONGEST_SIGN_IN_NAME} letters or digits, with dots, dashes or underscores between. No spaces."
    )


def can_be_anyones(passphrase: str) -> bool:
    """Say whether this could be a passphrase at all; longer ones were never taken, so none opens."""
    try:
        return len(passphrase.encode()) <= LONGEST_PASSPHRASE_BYTES
    except UnicodeEncodeError:
        return False


def wait_after(failed: int, *, free: int = FREE_TRIES) -> timedelta:
    """Say how long to wait after so many wrong tries in a row: doubling, never more than a quarter hour.

    The wait keeps an attacker below 20 guesses an hour and 100 a day on one account (G14).
    """
    if failed < free:
        return timedelta()
    doublings: int = 2 ** min(failed - free, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * doublings)
