"""What the house does with times by itself; safe to run twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from goldenthread.sessions.attendance import policy
from goldenthread.sessions.attendance.queries import attended
from goldenthread.sessions.changes import TimeChange, TimeDeed
from goldenthread.sessions.models import Attendance

A_MONTH = timedelta(days=365.25 / 12)


def forget_times_that_are_old(at: datetime) -> int:
    """Delete what was said of times two years ago; say how many. Old evidence goes (7.3, 13)."""
    long_ago = (at - policy.KEPT_MONTHS * A_MONTH).date()
    gone, _kinds = Attendance.objects.filter(session__on_day__lt=long_ago).delete()
    return gone


def forget_times_of_what_moved(change: TimeChange) -> None:
    """Delete what was said of a session's time when it moved to where that can't have been."""
    if change.deed != TimeDeed.MOVED:
        return
    row = Attendance.objects.filter(session=change.session).first()
    if row is None:
        return
    session = change.session
    arranged = policy.Arranged(session.state, frozenset({session.on_day}), session.starts_at)
    if not policy.still_fits(arranged, attended(row)):
        row.delete()
