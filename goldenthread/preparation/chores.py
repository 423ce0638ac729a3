"""What the house does by the clock before sessions. Arguments are uids; safe to run twice."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django_tasks import task

from goldenthread.core import clock


@task
def send_letter_about_ahead(person_uid: str) -> None:
    """Send somebody the letter about their own sessions that is due by now, if one is."""
    # It plans the next one, and so comes back here.
    from goldenthread.preparation.reminding import send_what_is_due  # noqa: PLC0415

    send_what_is_due(UUID(person_uid), at=clock.now())


def look_later(person_uid: UUID, *, at: datetime) -> None:
    """Put looking for somebody's letter into the queue for a moment.

    A queue that cannot wait leaves it for the next start of the house.
    """
    if send_letter_about_ahead.get_backend().supports_defer:
        later = send_letter_about_ahead.using(run_after=at)
        transaction.on_commit(partial(later.enqueue, str(person_uid)))
