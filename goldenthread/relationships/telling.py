"""Telling the other one, by letter, that there is something new. Never what, and at most once a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from goldenthread.core.persons import HasUid
from goldenthread.courier import api as courier
from goldenthread.people import api as people
from goldenthread.relationships.models import Relationship
from goldenthread.relationships.queries import other_in

Opening = Callable[[Relationship, datetime], datetime]
_opening: list[Opening] = []


def hold_letters_until(opens_next: Opening) -> None:
    """Ask this, at each letter to the other, from when on it may leave: the hours two agreed (A6)."""
    _opening[:] = [opens_next]


def tell_the_other(relationship: Relationship, *, by: HasUid, at: datetime) -> datetime:
    """Tell the other of the two that something was shared with them, if they want letters (INV-14).

    For what one gave the other to read, and for nothing else: never for what somebody keeps to themselves.
    Out of the hours the two agreed it waits for them. Gives the moment from which it may leave.
    """
    moment = _opening[0](relationship, at) if _opening else at
    other = people.the_person(other_in(relationship, by))
    courier.tell_something_new(person=other, at=at, not_before=moment)
    return moment
