"""What the house does by the clock for seats; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django_tasks import task

from goldenthread.core import clock
from goldenthread.relationships.seats.actions.standing import let_seat_run_out
from goldenthread.relationships.seats.queries import seats_to_tidy


def tidy_seats(at: datetime) -> int:
    """Close every seat whose last day has passed, and take its keys; say how many."""
    return sum(let_seat_run_out(seat=seat, by=None, at=at) for seat in seats_to_tidy(at=at))


@task
def tidy_seats_by_now() -> None:
    """Close whatever has run out by now."""
    tidy_seats(clock.now())


def tidy_later(until: datetime | None) -> None:
    """Put the closing into the queue, for the moment a seat's last day is over.

    A queue that cannot wait leaves it for the next start of the house; looking stops by the clock anyway.
    """
    if until is not None and tidy_seats_by_now.get_backend().supports_defer:
        later = tidy_seats_by_now.using(run_after=until)
        transaction.on_commit(later.enqueue)
