"""The door of what is live."""

from goldenthread.live.answering import now, stream
from goldenthread.live.said import (
    CHANGED,
    PRESSES,
    RESUME,
    STOP,
    TIME,
    WORDS,
    Said,
    next_number,
    number_at,
)
from goldenthread.live.streams import MOST_STREAMS, PAGES
from goldenthread.live.telling import close, listen, since, tell

__all__ = [
    "CHANGED",
    "MOST_STREAMS",
    "PAGES",
    "PRESSES",
    "RESUME",
    "STOP",
    "TIME",
    "WORDS",
    "Said",
    "close",
    "listen",
    "next_number",
    "now",
    "number_at",
    "since",
    "stream",
    "tell",
]
