"""A number for each month that is over, and never one that tells a day (A3)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from goldenthread.sharing import attendance
from goldenthread.sharing.attendance import MonthCount, count_sessions_with, months_counted

REL = UUID(int=7)


@pytest.fixture
def counting():
    before = list(attendance._counting)
    asked = []

    def count(uid, year, month):
        asked.append((uid, year, month))
        return month

    count_sessions_with(count)
    yield asked
    attendance._counting[:] = before


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_only_months_that_began_after_the_clause_and_are_over_are_counted(counting):
    found = months_counted(REL, since=moment("2025-11-15"), at=moment("2026-02-28T23:00"))

    assert found == (MonthCount(date(2026, 1, 1), 1), MonthCount(date(2025, 12, 1), 12))
    assert {uid for uid, _, _ in counting} == {REL}


@pytest.mark.row("INV-4")
def test_a_month_still_running_tells_nobody_that_a_session_took_place_today(counting):
    first = months_counted(REL, since=moment("2026-01-01"), at=moment("2026-02-01"))
    last = months_counted(REL, since=moment("2026-01-01"), at=moment("2026-02-28T23:59"))

    assert first == last == (MonthCount(date(2026, 1, 1), 1),)


def test_before_a_month_is_over_there_is_nothing_to_count(counting):
    assert months_counted(REL, since=moment("2026-02-02"), at=moment("2026-03-31")) == ()
    assert counting == []


def test_where_nobody_counts_there_is_no_number():
    before, attendance._counting[:] = list(attendance._counting), []
    try:
        assert months_counted(REL, since=moment("2025-01-01"), at=moment("2026-03-31")) == ()
        assert (
            attendance.sessions_so_far(REL, begun=moment("2025-01-01"), at=moment("2026-01-01"))
            == 0
        )
    finally:
        attendance._counting[:] = before


def test_the_coach_knows_how_many_there_were_so_far_this_months_among_them(counting):
    count = attendance.sessions_so_far(REL, begun=moment("2026-01-20"), at=moment("2026-03-02"))

    assert count == 1 + 2 + 3
