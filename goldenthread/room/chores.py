"""What the house does by the clock for rooms, and at an end; safe to run twice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks import task

from goldenthread.agreements import api as agreements
from goldenthread.core import clock
from goldenthread.core.persons import HasUid
from goldenthread.relationships import api as relationships
from goldenthread.room import policy
from goldenthread.room.models import Hunch, Line
from goldenthread.room.states import Column


def forget_hunches_that_are_over(at: datetime) -> int:
    """Delete hunches of 14 days that no client said yes to; say how many (INV-16)."""
    return Hunch.objects.filter(goes_at__lte=at).delete()[0]


def forget_lines_that_are_over(at: datetime) -> int:
    """Delete lines whose day has come: what was put down, and a coach's notes after the end."""
    return Line.objects.filter(goes_at__lte=at).delete()[0]


def forget_what_was_put_down(session_uid: UUID, *, by: HasUid) -> int:
    """Delete what somebody put down for an hour that is over for them; say how many (S0.17)."""
    put = Line.objects.filter(session_uid=session_uid, author_uid=by.uid)
    return put.filter(column=Column.PUT_DOWN.value).delete()[0]


def forget_what_is_over(at: datetime) -> int:
    """Do both; say how many rows."""
    return forget_hunches_that_are_over(at) + forget_lines_that_are_over(at)


@task
def forget_by_now() -> None:
    """Delete whatever is over by now."""
    forget_what_is_over(clock.now())


def forget_later(goes_at: datetime) -> None:
    """Put the deleting into the queue, for the moment something goes.

    A queue that cannot wait leaves it for the next start of the house; nobody is shown it by then.
    """
    if forget_by_now.get_backend().supports_defer:
        later = forget_by_now.using(run_after=goes_at)
        transaction.on_commit(later.enqueue)


def close_rooms(relationship: relationships.Relationship, at: datetime) -> None:
    """Wipe the pad, what was put down and all hunches as two people end; set the day for a coach's notes.

    In the transaction of the ending, which is the deed (S0.13, A16, INV-16).
    """
    lines = Line.objects.filter(relationship_uid=relationship.uid)
    lines.filter(column__in=(Column.PAD.value, Column.PUT_DOWN.value)).delete()
    Hunch.objects.filter(relationship_uid=relationship.uid).delete()
    term = agreements.last_term(relationship.uid, "A16")
    goes_at = policy.notes_go_at(at, agreed_days=term["days"] if term else None)
    notes = lines.filter(column=Column.MINE.value, author_uid=relationship.coach_uid)
    if notes.update(goes_at=goes_at):
        forget_later(goes_at)
