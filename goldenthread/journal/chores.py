"""What the house does by the clock for the journal; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django_tasks import task

from goldenthread.core import clock
from goldenthread.journal.actions import let_passage_end
from goldenthread.journal.queries.reading import ended_passages


def wipe_ended_passages(at: datetime) -> int:
    """Wipe the words of passages whose last day is over, a hundred at most; say how many."""
    ended = ended_passages(at)
    for uid in ended:
        let_passage_end(uid, at=at)
    return len(ended)


@task
def wipe_what_is_over() -> None:
    """Wipe whatever is over by now, until nothing is."""
    while wipe_ended_passages(clock.now()):
        pass


def wipe_later(closes_at: datetime | None) -> None:
    """Put the wiping into the queue, for the moment when a passage is over.

    A queue that cannot wait leaves it for the next start of the house; reading stops by the clock anyway.
    """
    if closes_at is not None and wipe_what_is_over.get_backend().supports_defer:
        later = wipe_what_is_over.using(run_after=closes_at)
        transaction.on_commit(later.enqueue)
