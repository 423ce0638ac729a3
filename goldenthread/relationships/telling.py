"""Telling the other one, by letter, that there is something new. Never what, and at most once a day."""

from __future__ import annotations

from datetime import datetime

from goldenthread.core.persons import HasUid
from goldenthread.courier import api as courier
from goldenthread.people import api as people
from goldenthread.relationships.models import Relationship
from goldenthread.relationships.queries import other_in


def tell_the_other(
    relationship: Relationship, *, by: HasUid, at: datetime, not_before: datetime | None = None
) -> None:
    """Tell the other of the two that something was shared with them, if they want letters (INV-14).

    For what one gave the other to read, and for nothing else: never for what somebody keeps to themselves.
    The letter leaves at `not_before` where that lies ahead.
    """
    other = people.the_person(other_in(relationship, by))
    courier.tell_something_new(person=other, at=at, not_before=not_before)
