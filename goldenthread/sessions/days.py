"""Days and hours as people mean them, in a zone of their own. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from goldenthread.core.wall import zone_called


class SomeoneSomewhere(Protocol):
    """Whoever acts or reads, and the zone they live their days in (an IANA name)."""

    @property
    def uid(self) -> UUID: ...

    zone: str


@dataclass(slots=True)
class LinkHolder:
    """Whoever holds a person's link: acts in that person's place, and is nobody known."""

    uid: UUID
    zone: str


def zone_of(person: SomeoneSomewhere) -> ZoneInfo:
    """Give a person's zone; UTC for an unknown one."""
    return zone_called(person.zone)


def day_for(person: SomeoneSomewhere, at: datetime) -> date:
    """Give the day this aware moment falls on for this person."""
    return at.astimezone(zone_of(person)).date()


def moment_for(person: SomeoneSomewhere, day: date, hour: time) -> datetime:
    """Give the aware moment of a day and an hour as this person means them."""
    return datetime.combine(day, hour, zone_of(person))


def end_for(
    person: SomeoneSomewhere, day: date, starts_at: datetime | None, minutes: int | None
) -> datetime:
    """Give when a session is over: after its minutes where both are known, else with its day."""
    if starts_at is not None and minutes:
        return starts_at + timedelta(minutes=minutes)
    return moment_for(person, day + timedelta(days=1), time.min)
