"""What the house does by the clock for calendars; each is safe to run twice. Arguments are uids."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django_tasks import task

from goldenthread.calendars.busy.reading import read_if_due
from goldenthread.calendars.models import BusyCalendar
from goldenthread.core import clock


@task
def read_busy_calendar(uid: str) -> None:
    """Read one calendar if it's due, and put the next reading into the queue."""
    next_at = read_if_due(UUID(uid), at=clock.now())
    if next_at is not None and read_busy_calendar.get_backend().supports_defer:
        read_busy_calendar.using(run_after=next_at).enqueue(uid)


def read_at(uid: UUID, moment: datetime | None) -> None:
    """Have a calendar read at a moment, or now, once what surrounds this is kept."""
    transaction.on_commit(partial(_put, str(uid), moment), robust=True)


def read_soon(uid: UUID, *, at: datetime) -> None:
    """Have a calendar read now, whenever it was due."""
    BusyCalendar.objects.filter(uid=uid).update(due_at=at)
    read_at(uid, None)


def read_what_is_due(at: datetime) -> int:
    """Put a reading of every calendar into the queue, for when it's due; give how many there are.

    For the start of the house: what waited in a queue may be lost. Twice in the queue is read once.
    """
    rows = list(BusyCalendar.objects.order_by("due_at").values_list("uid", "due_at"))
    for uid, due_at in rows:
        read_at(uid, None if due_at <= at else due_at)
    return len(rows)


def _put(uid: str, moment: datetime | None) -> None:
    if moment is None:
        read_busy_calendar.enqueue(uid)
    elif read_busy_calendar.get_backend().supports_defer:
        read_busy_calendar.using(run_after=moment).enqueue(uid)
