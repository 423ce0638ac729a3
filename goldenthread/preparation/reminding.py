"""Letters about one's own sessions: planned anew at every change, and sent at most once a day.

Steps of the actions above and of a chore; they leave no row of their own, as no letter does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from goldenthread.core.wall import zone_called
from goldenthread.courier import api as courier
from goldenthread.preparation.choices import wish_in
from goldenthread.preparation.chores import look_later
from goldenthread.preparation.leaving import (
    Due,
    Leaving,
    Wish,
    is_quiet,
    next_leaving,
    quiet_over,
    the_one_to_ask_for,
)
from goldenthread.preparation.links import new_link, own_token
from goldenthread.preparation.models import AskingLink, OwnLetters, Sentence
from goldenthread.preparation.states import Ahead
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions

AS_FAR_AHEAD = timedelta(days=400)
A_MOMENT = timedelta(microseconds=1)


def plan(letters: OwnLetters, *, at: datetime) -> None:
    """Find out when somebody's next letter leaves, and put that into the queue. The row is locked.

    A letter that should have left already, and hasn't, still leaves.
    """
    if letters.owed_from is not None and letters.owed_from <= at and _leaving(letters, at=at):
        return
    _plan_from(letters, since=at, at=at)


def hear(change: sessions.TimeChange) -> None:
    """Plan anew for both when a session's time changes; only for those who asked for letters."""
    pair = change.relationship
    for letters in _rows_of(pair.coach_uid, pair.client_uid):
        plan(letters, at=change.at)


@transaction.atomic
def send_what_is_due(person_uid: UUID, *, at: datetime) -> bool:
    """Send somebody's letter if its moment has come, and plan the next. True when one left.

    Safe to run twice, at any moment: the row is locked, and says on which day the last one left.
    """
    sent = False
    for letters in _rows_of(person_uid):
        if letters.next_at is None or letters.next_at > at:
            continue
        zone = zone_called(letters.person.zone)
        found = _leaving(letters, at=at)
        if found is not None and is_quiet(at, wish_in(letters), zone):
            _put(letters, letters.owed_from, quiet_over(at, wish_in(letters), zone))
            continue
        today = at.astimezone(zone).date()
        # Late, or in another zone since: the letter of this day may have left.
        is_free = letters.sent_on is None or today > letters.sent_on
        sent = found is not None and is_free and _post(letters, found, at=at)
        if sent:
            letters.sent_on = today
        _plan_from(letters, since=at + A_MOMENT, at=at)
    return sent


def plan_all(at: datetime) -> int:
    """Plan everybody's letters anew; for the start of the house. Gives for how many one is planned."""
    planned = 0
    for uid in OwnLetters.objects.order_by("person_id").values_list("person_id", flat=True):
        with transaction.atomic():
            for letters in _rows_of(uid):
                plan(letters, at=at)
                if letters.next_at is not None:
                    look_later(uid, at=letters.next_at)
                    planned += 1
    return planned


def due_for(letters: OwnLetters, wish: Wish, at: datetime) -> list[Due]:
    """Give somebody's own sessions ahead, as coach and as client, with an hour."""
    person = letters.person
    rows = sessions.planned_between(person, at, at + AS_FAR_AHEAD)
    mine = {
        pair.uid for pair in relationships.relationships_of(person) if pair.client_uid == person.uid
    }
    asked = _asked_or_written([row.uid for row in rows]) if wish.asks else set()
    return [
        Due(
            row.uid,
            row.starts_at,
            to_ask=wish.asks
            and row.relationship_uid in mine
            and row.uid not in asked
            and row.aim_id is None,
        )
        for row in rows
        if row.starts_at is not None
    ]


def _rows_of(*person_uids: UUID | None) -> list[OwnLetters]:
    wanted = [uid for uid in person_uids if uid is not None]
    rows = OwnLetters.objects.select_for_update(of=("self",)).select_related("person")
    return list(rows.filter(person__in=wanted).order_by("person_id"))


def _leaving(letters: OwnLetters, *, at: datetime) -> Leaving | None:
    """Give what the letter that is owed is for, as sessions stand now; None for nothing any more."""
    wish = wish_in(letters)
    found = next_leaving(
        wish,
        due_for(letters, wish, at),
        zone=zone_called(letters.person.zone),
        since=letters.owed_from or at,
        at=at,
        sent_on=letters.sent_on,
    )
    return found if found is not None and found.at <= at else None


def _plan_from(letters: OwnLetters, *, since: datetime, at: datetime) -> None:
    wish = wish_in(letters)
    found = None
    if wish.asks or wish.ahead != Ahead.NONE:
        zone = zone_called(letters.person.zone)
        due = due_for(letters, wish, at)
        found = next_leaving(wish, due, zone=zone, since=since, at=at, sent_on=letters.sent_on)
    moment = found.at if found else None
    _put(letters, moment, moment)


def _put(letters: OwnLetters, owed_from: datetime | None, next_at: datetime | None) -> None:
    changed = letters.next_at != next_at
    letters.owed_from, letters.next_at = owed_from, next_at
    letters.save(update_fields=["owed_from", "next_at", "sent_on"])
    if changed and next_at is not None:
        look_later(letters.person_id, at=next_at)


def _post(letters: OwnLetters, found: Leaving, *, at: datetime) -> bool:
    """Post the one letter: the question, where it is asked for, else that something is ahead."""
    person = letters.person
    asking = the_one_to_ask_for(found.due)
    session = sessions.the_row(asking.uid) if asking else None
    if session is not None:
        token = new_link(session, person, at)
        letter = courier.post_to("before", person=person, token=token, at=at)
    elif letters.ahead != Ahead.NONE:
        letter = courier.post_to("ahead", person=person, token=own_token(person), at=at)
    else:
        letter = None
    return letter is not None


def _asked_or_written(session_uids: list[UUID]) -> set[UUID]:
    asked = AskingLink.objects.filter(session_uid__in=session_uids)
    written = Sentence.objects.filter(session_uid__in=session_uids)
    return {
        *asked.values_list("session_uid", flat=True),
        *written.values_list("session_uid", flat=True),
    }
