"""What may stand on an envelope, how often someone is told, how long to wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.courier import policy
from goldenthread.courier.states import MAY_BECOME, LetterState

NOT_ONE = Refused("This doesn't look like one e-mail address.")
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "address", ["ben@example.org", "b.e-n+thread@sub.example.org", "o'ben@localhost"[2:]]
)
def test_one_plain_address_may_get_a_letter(address):
    assert policy.may_be_an_address(address) == Allowed()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ben",
        "@example.org",
        "ben@",
        "ben@example.org\nBcc: enzo@example.org",
        "ben@example.org\r\nSubject: hello",
        "ben@example.org,enzo@example.org",
        "ben@example.org;enzo@example.org",
        "ben@example.org enzo@example.org",
        "Ben <ben@example.org>",
        '"ben\x0b"@example.org',
        "ben@example.org\x00",
        "ben@enzo@example.org",
        "b" * 250 + "@example.org",
    ],
)
def test_anything_else_written_as_an_address_is_refused(address):
    assert policy.may_be_an_address(address) == Refused(
        "This doesn't look like one e-mail address."
    )


@pytest.mark.parametrize(
    ("token", "fits"),
    [("a" * 43, True), ("-_9Z" + "a" * 39, True), ("a" * 42, False), ("a" * 44, False)]
    + [("a" * 42 + odd, False) for odd in "/ \n+=é"],
)
def test_a_token_is_43_characters_so_that_letters_are_equally_long(token, fits):
    assert bool(policy.may_be_a_token(token)) is fits


@pytest.mark.parametrize(
    ("wanted", "hours_since", "verdict"),
    [
        (True, None, Allowed()),
        (True, 24, Allowed()),
        (True, 23.99, Refused("One of these letters has gone out in the last day.")),
        (True, 0, Refused("One of these letters has gone out in the last day.")),
        (False, None, Refused("These letters are turned off.")),
        (False, 48, Refused("These letters are turned off.")),
    ],
)
def test_someone_is_told_only_if_they_want_it_and_once_a_day(wanted, hours_since, verdict):
    told_at = None if hours_since is None else AT - timedelta(hours=hours_since)

    assert policy.may_tell(wanted=wanted, told_at=told_at, at=AT) == verdict


def test_waits_grow_and_end():
    waits = [policy.wait_after(tries) for tries in range(1, 9)]

    assert waits == [timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440)] + [None]


def test_every_state_has_its_place_in_the_table():
    assert MAY_BECOME.keys() == set(LetterState)
