"""Whether words may guard a vault: long enough, and not on the list that is tried first."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator

from goldenthread.people import policy


@cache
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()


def check_passphrase(passphrase: str) -> None:
    """Raise NotAllowed, with the reason, for words that must not guard a vault."""
    too_common = passphrase.lower().strip() in _common().passwords
    policy.may_be_a_passphrase(passphrase, too_common=too_common).or_raise()
