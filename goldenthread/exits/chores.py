"""What the house does by the clock for exits; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django_tasks import task

from goldenthread.core import clock
from goldenthread.exits.actions import erase
from goldenthread.exits.queries import due


def erase_what_is_due(at: datetime) -> int:
    """Erase every relationship whose day has come; say how many."""
    erased = 0
    while waiting := due(at):
        for uid in waiting:
            erase(uid, at=at)
        erased += len(waiting)
    return erased


@task
def erase_on_the_day() -> None:
    """Erase whatever is due by now."""
    erase_what_is_due(clock.now())


def erase_later(erase_at: datetime) -> None:
    """Put the erasure into the queue for its day.

    A queue that cannot wait leaves it for the next start of the house.
    """
    if erase_on_the_day.get_backend().supports_defer:
        later = erase_on_the_day.using(run_after=erase_at)
        transaction.on_commit(later.enqueue)
