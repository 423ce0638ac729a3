"""Meeting letters: what a change of time says to the calendars of those who want to be told so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from goldenthread.calendars import naming, queries, writing
from goldenthread.calendars.models import CalendarChoice, Meeting
from goldenthread.calendars.states import Answer
from goldenthread.courier import api as courier
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions

_PUT = {
    sessions.TimeDeed.ARRANGED,
    sessions.TimeDeed.MOVED,
    sessions.TimeDeed.PLANNED_AGAIN,
}


def tell_calendars(change: sessions.TimeChange) -> None:
    """Write a meeting letter to each of the two who wants them, whoever of them made the change.

    A calendar that was never told of a session isn't told that it is off either. An answer counts
    for the time it was given to, so it goes with each change.
    """
    session, relationship = change.session, change.relationship
    if change.deed not in {*_PUT, sessions.TimeDeed.CALLED_OFF}:
        return
    rows = Meeting.objects.filter(session_uid=session.uid)
    known = {row.person_id: row for row in rows}
    members = [uid for uid in (relationship.coach_uid, relationship.client_uid) if uid]
    wanting = CalendarChoice.objects.filter(person_id__in=members, letters=True)
    for choice in wanting.select_related("person").order_by("person_id"):
        _tell(choice, change, known.get(choice.person_id))
    others = set(known) - {choice.person_id for choice in wanting}
    if others:
        rows.filter(person_id__in=others).update(answer=Answer.NONE, answered_on=None)


def tell_calendars_of_end(relationship: relationships.Relationship, at: datetime) -> None:
    """Take the meetings ahead out of the calendars they stand in, as the two have ended."""
    uids = Meeting.objects.filter(relationship_uid=relationship.uid, stands=True)
    rows = sessions.session_rows(relationship).filter(
        uid__in=uids.values("session_uid"), state=sessions.SessionState.PLANNED, starts_at__gt=at
    )
    for row in rows:
        off, begins = sessions.TimeDeed.CALLED_OFF, row.starts_at
        tell_calendars(
            sessions.TimeChange(relationship, row, off, sessions.THE_HOUSE, at, None, begins)
        )


def _tell(choice: CalendarChoice, change: sessions.TimeChange, known: Meeting | None) -> None:
    person: people.Person = choice.person
    session = change.session
    put = change.deed in _PUT and session.starts_at is not None
    told = known is not None and known.stands
    if not person.has_address or not (put or told):
        return
    meeting = _next(change, person, known, stands=put)
    title = queries.shown_title(choice)
    shown = queries.shown(session, person, title, sequence=meeting.sequence, was=change.was)
    method = writing.Method.REQUEST if put else writing.Method.CANCEL
    calendar = writing.letter(
        replace(shown, stamp=change.at, off=not put), _parties(person), method
    )
    courier.post_meeting(person=person, method=method.value, calendar=calendar, at=change.at)


def _next(
    change: sessions.TimeChange, person: people.Person, known: Meeting | None, *, stands: bool
) -> Meeting:
    """Give the meeting with the number of the next letter: higher than any there was (RFC 5546)."""
    session = change.session
    meeting = known or Meeting(
        mark=naming.mark_of(naming.meeting_name(session.uid, person)),
        relationship_uid=session.relationship_uid,
        session_uid=session.uid,
        person=person,
    )
    after = known.sequence + 1 if known else 0
    meeting.sequence = max(after, session.sequence)
    meeting.stands, meeting.answer, meeting.answered_on = stands, Answer.NONE, None
    meeting.save()
    return meeting


def _parties(person: people.Person) -> writing.Parties:
    return writing.Parties(
        house=courier.own_address(),
        house_name=courier.in_one_line(settings.PRACTICE_NAME),
        person=people.address_of(person),
    )
