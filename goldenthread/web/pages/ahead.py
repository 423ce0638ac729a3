"""What is ahead of somebody, for their home: sessions with an hour, by both clocks. Opens nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.ui.times import BothTimes, both_times

DAYS: Final = 14
MOST: Final = 12
LONGEST: Final = timedelta(hours=8)
# From when on a home leads into the room. The room itself opens earlier.
DOOR_OPENS: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, repr=False)
class Meeting:
    """One session ahead: with whom, when for both, and whether its room is open by now."""

    rel: UUID
    uid: UUID
    name: str
    day: date
    times: BothTimes
    is_near: bool


def meetings_ahead(person: people.Person, at: datetime) -> list[Meeting]:
    """Give a person's next sessions, as coach and as client, those going on included."""
    rows = sessions.planned_between(person, at - LONGEST, at + timedelta(days=DAYS))
    rows = [row for row in rows if (sessions.ends_of(row) or row.starts_at or at) >= at][:MOST]
    if not rows:
        return []
    pairs = relationships.relationships_of(person)
    others = {pair.uid: relationships.other_in(pair, person) for pair in pairs if pair.client_uid}
    names, zones = people.names_of(others.values()), people.zones_of(others.values())
    return [
        _meeting(row, person, name=names.get(other, ""), zone=zones.get(other, ""), at=at)
        for row in rows
        if (other := others.get(row.relationship_uid))
    ]


def is_near(begins: datetime | None, at: datetime) -> bool:
    """Say whether the room of a session that begins then is open by now."""
    return begins is not None and begins - DOOR_OPENS <= at


def _meeting(
    row: sessions.CoachingSession, person: people.Person, *, name: str, zone: str, at: datetime
) -> Meeting:
    begins = row.starts_at or at
    ends = sessions.ends_of(row)
    return Meeting(
        rel=row.relationship_uid,
        uid=row.uid,
        name=name,
        day=timezone.localdate(begins),
        times=both_times(begins, until=ends, mine=person.zone, theirs=zone, name=name),
        is_near=is_near(begins, at),
    )
