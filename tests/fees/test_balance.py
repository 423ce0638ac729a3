"""What uses up a package, and what doesn't: the same count for both."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.fees.balance import Agreed, count_up
from goldenthread.sessions import api as sessions

FIRST = date(2026, 1, 1)
STATES = ("planned", "took_place", "called_off")


def held(number, day, state="took_place", short_by="", *, waived=False):
    return SimpleNamespace(
        uid=UUID(int=number),
        on_day=FIRST + timedelta(days=day),
        state=state,
        short_by=short_by,
        waived_at=datetime(2026, 1, 1, tzinfo=UTC) if waived else None,
    )


def package(number, count, day=0, closed=None):
    closed_on = FIRST + timedelta(days=closed) if closed is not None else None
    return Agreed(UUID(int=number), count, FIRST + timedelta(days=day), closed_on)


@pytest.mark.parametrize(
    ("state", "short_by", "waived", "counts"),
    [
        ("took_place", "", False, True),
        ("took_place", "client", False, True),
        ("took_place", "coach", False, True),
        ("planned", "", False, False),
        ("planned", "client", False, False),
        ("called_off", "", False, False),
        ("called_off", "client", False, True),
        ("called_off", "client", True, False),
        ("called_off", "coach", False, False),
        ("called_off", "coach", True, False),
    ],
)
def test_what_uses_a_package_up(state, short_by, waived, counts):
    balance = count_up([package(1, 5)], [held(1, 3, state, short_by, waived=waived)])

    assert (balance.packages[0].used, balance.left) == ((1, 4) if counts else (0, 5))


def test_the_oldest_package_with_room_comes_first_and_what_has_no_room_is_said():
    balance = count_up(
        [package(2, 1, day=10), package(1, 2)],
        [held(n, day) for n, day in enumerate((1, 2, 3, 11, 12))],
    )

    assert [(each.uid.int, each.used, each.left) for each in balance.packages] == [
        (1, 2, 0),
        (2, 1, 0),
    ]
    assert [use.day.day for use in balance.beyond] == [4, 13]


def test_nothing_counts_before_a_package_begins_nor_after_it_was_closed():
    balance = count_up([package(1, 5, day=5, closed=7)], [held(n, n) for n in range(10)])

    assert [use.day.day for use in balance.packages[0].uses] == [6, 7, 8]
    assert (balance.left, len(balance.beyond)) == (0, 2)


@given(
    counts=st.lists(
        st.tuples(st.integers(1, 6), st.integers(0, 60), st.none() | st.integers(0, 60)),
        max_size=5,
    ),
    days=st.lists(
        st.tuples(
            st.integers(0, 70),
            st.sampled_from(STATES),
            st.sampled_from(["", "coach", "client"]),
            st.booleans(),
        ),
        max_size=40,
    ),
)
def test_every_session_counts_once_at_most_and_no_package_more_than_it_has(counts, days):
    packages = [package(n, *each) for n, each in enumerate(counts)]
    rows = [
        held(n, day, state, short, waived=waived)
        for n, (day, state, short, waived) in enumerate(days)
    ]

    balance = count_up(packages, rows)

    uses = [use.session_uid for each in balance.packages for use in each.uses]
    everything = [*uses, *(use.session_uid for use in balance.beyond)]
    assert len(everything) == len(set(everything))
    assert all(0 <= each.used <= each.count and each.left >= 0 for each in balance.packages)
    assert all(
        each.since <= use.day <= (each.closed_on or date.max)
        for each in balance.packages
        for use in each.uses
    )
    # Nothing lies beyond while a package had room for it.
    assert not any(each.takes(use) for use in balance.beyond for each in balance.packages)


def test_from_real_sessions_to_the_same_number_for_both(account):
    account.package(3)
    took, late, early, waived, coachs = (
        account.session(),
        account.session(hours=2),
        account.session(hours=48),
        account.session(hours=4),
        account.session(hours=6),
    )
    account.became(took, "took_place")
    for session in (late, early, waived):
        account.became(session, "called_off", "ben")
    account.became(coachs, "called_off", "alma")
    sessions.waive_notice(account.relationship, waived.uid, **account.doing("alma"))

    for who in ("alma", "ben"):
        [package] = account.balance(who).packages
        assert [(use.session_uid, use.late) for use in package.uses] == [
            (took.uid, False),
            (late.uid, True),
        ]
        assert package.left == 1
