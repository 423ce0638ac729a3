"""Rules about passphrases and about waiting, without a database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenthread.people import policy


@pytest.mark.parametrize(
    ("passphrase", "too_common", "allowed"),
    [
        ("six ordinary words do well here", False, True),
        ("x" * 12, False, False),
        ("elevenchars", False, False),
        ("twelve chars", False, True),
        ("password1234", True, False),
        ("ab" * 600, False, False),
        ("ünïcödé wörds äre fine", False, True),
    ],
)
def test_a_passphrase_must_be_long_and_not_on_every_list(passphrase, too_common, allowed):
    assert bool(policy.may_be_a_passphrase(passphrase, too_common=too_common)) is allowed


def test_the_first_tries_are_free_and_then_the_wait_doubles_up_to_a_quarter_hour():
    waits = [int(policy.wait_after(failed).total_seconds()) for failed in range(1, 14)]

    assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900]


def test_guessing_as_fast_as_one_may_stays_below_twenty_an_hour_and_a_hundred_a_day():
    moment, failed, tries = timedelta(), 0, []
    while moment < timedelta(days=1):
        failed += 1
        tries.append(moment)
        moment += max(policy.wait_after(failed), timedelta(seconds=1))

    in_first_hour = sum(at < timedelta(hours=1) for at in tries)
    assert (in_first_hour, len(tries)) == (13, 105)
