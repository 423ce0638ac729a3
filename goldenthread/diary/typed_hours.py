"""Hours as people type them: "9–12:30, 14:00 to 18". Pure.

A day's hours stand in one field, so that a week is seven and is typed without leaving the keyboard.
"""

from __future__ import annotations

import re
from typing import Final

from goldenthread.diary.slots import MINUTES_OF_A_DAY, Span

_HOUR: Final = r"(\d{1,2})(?:[:.h](\d{2})|h)?\s*(am|pm)?"
_STRETCH: Final = re.compile(rf"{_HOUR}\s*(?:-|–|—|to|until)\s*{_HOUR}", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*(?:[,;/+&\n]|\band\b)\s*", re.IGNORECASE)
_TWELVE: Final = 12


class NotHours(Exception):
    """What was typed isn't hours; the message says the piece that couldn't be read."""


class EndsBefore(NotHours):
    """A stretch ends before it begins, or when it begins; the message is the piece."""


def read_hours(typed: str) -> tuple[Span, ...]:
    """Read one day's hours as minutes of the day, as typed. Empty is none. Raises NotHours."""
    pieces = [piece for piece in _BETWEEN.split(typed.strip()) if piece]
    return tuple(_stretch(piece) for piece in pieces)


def write_hours(spans: tuple[Span, ...] | list[Span]) -> str:
    """Write hours as they are read: "09:00–12:30, 14:00–18:00"."""
    return ", ".join(f"{clock(begins)}–{clock(ends)}" for begins, ends in spans)


def clock(minute: int) -> str:
    """Give what a clock shows at a minute of the day; 24:00 for the midnight that ends it."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _stretch(piece: str) -> Span:
    found = _STRETCH.fullmatch(piece.strip())
    if found is None:
        raise NotHours(piece)
    begins, ends = _minute(found.groups()[:3], piece), _minute(found.groups()[3:], piece)
    if ends == 0:
        ends = MINUTES_OF_A_DAY
    if ends <= begins:
        raise EndsBefore(piece)
    return begins, ends


def _minute(said: tuple[str | None, ...], piece: str) -> int:
    hour, minute, half = int(said[0] or 0), int(said[1] or 0), (said[2] or "").lower()
    if half:
        if not 1 <= hour <= _TWELVE:
            raise NotHours(piece)
        hour = hour % _TWELVE + (_TWELVE if half == "pm" else 0)
    found = hour * 60 + minute
    if minute >= 60 or found > MINUTES_OF_A_DAY:  # noqa: PLR2004 (minutes of an hour)
        raise NotHours(piece)
    return found
