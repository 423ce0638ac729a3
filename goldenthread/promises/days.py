"""Days as people mean them: in their own zone. Pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from goldenthread.core.wall import zone_called


class SomeoneSomewhere(Protocol):
    """Whoever acts or reads, and the zone they live their days in (an IANA name)."""

    @property
    def uid(self) -> UUID: ...

    zone: str


def day_for(person: SomeoneSomewhere, at: datetime) -> date:
    """Give the day this aware moment falls on for this person; in UTC for an unknown zone."""
    return at.astimezone(zone_called(person.zone)).date()
