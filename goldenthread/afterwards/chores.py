"""What the house does by the clock for what was kept after sessions, and at an end; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django_tasks import task

from goldenthread.afterwards.models import GivenMoment, Line
from goldenthread.afterwards.policy import COACHS_OWN_STAYS
from goldenthread.core import clock
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


def forget_lines_that_are_over(at: datetime) -> int:
    """Delete a coach's own lines whose day has come; say how many (INV-16). Nobody is shown them by then."""
    return Line.objects.filter(goes_at__lte=at).delete()[0]


@task
def forget_by_now() -> None:
    """Delete whatever is over by now."""
    forget_lines_that_are_over(clock.now())


def close_what_was_kept(relationship: relationships.Relationship, at: datetime) -> None:
    """As two people end: forget moments given that never opened, and set the day for a coach's own lines.

    In the transaction of the ending, which is the deed.
    """
    waiting = GivenMoment.objects.filter(relationship_uid=relationship.uid, let_go_at__isnull=True)
    for moment in waiting:
        moment.delete()
        vault.forget_compartment(moment.compartment_id)
    own = Line.objects.filter(
        relationship_uid=relationship.uid,
        author_uid=relationship.coach_uid,
        compartment__kind=vault.CompartmentKind.COACH_PRIVATE,
    )
    goes_at = at + COACHS_OWN_STAYS
    if own.update(goes_at=goes_at) and forget_by_now.get_backend().supports_defer:
        later = forget_by_now.using(run_after=goes_at)
        transaction.on_commit(later.enqueue)
