"""The courier's work in the background. Arguments are uids; each chore is safe to run twice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django_tasks import task

from goldenthread.core import clock
from goldenthread.courier.carrying import carry


@task
def carry_letter(uid: str) -> None:
    """Try once to send the letter with this uid; queue the next try if there should be one."""
    again_at = carry(UUID(uid), at=clock.now())
    if again_at is not None:
        call_carrier(uid, at=again_at)


def call_carrier(uid: str, *, at: datetime | None = None) -> None:
    """Put carrying a letter into the queue, for now or for a later moment.

    A queue that cannot wait (letters at once, in trials) leaves the letter for the next `resume`.
    """
    if at is None:
        carry_letter.enqueue(uid)
    elif carry_letter.get_backend().supports_defer:
        carry_letter.using(run_after=at).enqueue(uid)
