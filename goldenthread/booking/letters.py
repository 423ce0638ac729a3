"""Letters about a time. Fixed words with a link, never a time; each person's own choice (INV-14)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from goldenthread.agreements import api as agreements
from goldenthread.booking import links, policy
from goldenthread.booking.models import Waiting
from goldenthread.booking.states import Holder
from goldenthread.core.verdicts import Verdict
from goldenthread.courier import api as courier
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions

SOON: Final = timedelta(hours=24)
_told: ContextVar[set[UUID] | None] = ContextVar("told", default=None)


@contextmanager
def one_letter_each() -> Iterator[None]:
    """Inside, each person gets one letter at most: a series is one deed of somebody's."""
    token = _told.set(set())
    try:
        yield
    finally:
        _told.reset(token)


def tell_of_change(change: sessions.TimeChange) -> None:
    """Tell those of the two who didn't do it; by a link nobody knows who did, so both are told."""
    pair = change.relationship
    signed_in = {change.by.uid} if change.keyring is not None else set()
    recipients = [(pair.client_uid, Holder.CLIENT), (pair.coach_uid, Holder.COACH)]
    for uid, holder in recipients:
        if uid is not None and uid not in signed_in:
            _tell(uid, holder, change)


def _tell(uid: UUID, holder: Holder, change: sessions.TimeChange) -> None:
    told = _told.get()
    if told is not None and uid in told:
        return
    person = people.the_person(uid)
    if not person.has_address or not courier.wants_letters(person):
        return
    if told is not None:
        told.add(uid)
    token = links.link_to_session(change.session, holder, at=change.at)
    moments = [moment for moment in (change.was, change.session.starts_at) if moment]
    post(person, token, change.relationship, soonest=min(moments), at=change.at)


def reach(person: people.Person) -> Verdict:
    """Say whether a letter about a slot that came free would reach somebody, and why not."""
    wanted = person.has_address and courier.wants_letters(person)
    return policy.may_be_told(has_address=person.has_address, wants_letters=wanted)


def tell_waiting(
    waiting: Waiting, pair: relationships.Relationship, *, free_at: datetime, at: datetime
) -> None:
    """Tell somebody who waits that a slot came free, with a link that takes one."""
    person = people.the_person(waiting.client_uid)
    if reach(person):
        token = links.link_to_waiting(waiting, at=at)
        post(person, token, pair, soonest=free_at, at=at)


def post(
    person: people.Person,
    token: str,
    pair: relationships.Relationship,
    *,
    soonest: datetime,
    at: datetime,
) -> None:
    """Post one letter: in the hours both signed (A6), or at once where the time is within a day."""
    held = None if soonest - at < SOON else agreements.opens_next(pair, at)
    not_before = held if held is not None and held > at else None
    courier.post_to(
        courier.LetterKind.MEETING, person=person, token=token, at=at, not_before=not_before
    )
