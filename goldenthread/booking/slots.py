"""A slot as forms and addresses carry it. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, Protocol

WRITTEN: Final = "%Y%m%dT%H%MZ"
# No diary is open outside of these, and no clock of the world leaves the calendar within them.
YEARS: Final = range(1970, 9999)


class Span(Protocol):
    """A stretch of free time, as the diary gives it: aware, in UTC."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


def written(moment: datetime) -> str:
    """Write a moment as forms carry it: 20260309T1600Z, by the clock of UTC."""
    return moment.astimezone(UTC).strftime(WRITTEN)


def read(text: str) -> datetime | None:
    """Read a moment back; None for anything else, and for years that no clock shows."""
    try:
        moment = datetime.strptime(text, WRITTEN).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment.year in YEARS else None
