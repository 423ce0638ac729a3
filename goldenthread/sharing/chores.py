"""What the house does by the clock for releases; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from goldenthread.core import clock
from goldenthread.sharing.actions.releases import let_release_expire
from goldenthread.sharing.queries.drafts import releases_that_are_over

A_HUNDRED = 100


def let_releases_expire(at: datetime) -> int:
    """Close releases whose last day is over, a hundred at most, and with each its keys; say how many.

    Nobody reads one from that moment on anyway: reading asks the clock.
    """
    return sum(let_release_expire(uid, at=at) for uid in releases_that_are_over(at)[:A_HUNDRED])


@task
def close_what_is_over() -> None:
    """Close whatever is over by now, until nothing is."""
    while let_releases_expire(clock.now()):
        pass


def close_later(until: datetime | None) -> None:
    """Put the closing into the queue, for the moment when a release is over.

    A queue that cannot wait leaves it for the next start of the house.
    """
    if until is not None and close_what_is_over.get_backend().supports_defer:
        close_what_is_over.using(run_after=until).enqueue()
