"""Server-sent events: one open answer for each page that listens, and no more than there is room for."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.db import connections

from goldenthread.live.hub import Hub
from goldenthread.live.said import Said, next_number

# Each stream holds one thread; `serve` starts PAGES more, so that pages never wait for streams.
MOST_STREAMS: Final = 12
PAGES: Final = 8
# A silent line is closed by proxies, and a browser that left is noticed only by speaking to it.
HEARTBEAT_SECONDS: Final = 15.0
# Then the browser asks again, and whether it still may is looked at again.
LONGEST_SECONDS = 240.0
REST_MILLISECONDS: Final = 2_000
# An event, not a comment: a script that hears none of these knows that something on the way gathers
# what we say, and asks instead.
BEAT: Final = b"event: here\ndata: .\n\n"

_seats = threading.BoundedSemaphore(MOST_STREAMS)


class NoSeat(Exception):
    """There are as many open lines as this process has room for."""


class Stream:
    """What one browser hears of one topic. Holds no connection to a database while it waits."""

    def __init__(self, hub: Hub, topic: UUID, after: int) -> None:
        """Take a seat. Raises NoSeat when there is none; `close` gives it back."""
        if not _seats.acquire(blocking=False):
            raise NoSeat
        self._sits = True
        self._hub, self._topic = hub, topic
        # Where we stand comes first: a word said meanwhile is heard twice rather than never.
        try:
            self._position = hub.position()
            self._first: list[Said] | None = hub.since(topic, after) if after else []
        except BaseException:
            self.close()
            raise
        self._until = time.monotonic() + LONGEST_SECONDS

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        """Give the next words, or a heartbeat; ends after some minutes, or when the process stops."""
        if self._first is not None:
            said, self._first = self._first, None
            let_go_of_stores()
            return f"retry: {REST_MILLISECONDS}\n".encode() + BEAT + events(said)
        left = self._until - time.monotonic()
        if left <= 0 or self._hub.is_closed:
            raise StopIteration
        said, self._position = self._hub.wait(
            self._topic, self._position, min(left, HEARTBEAT_SECONDS)
        )
        return events(said) or BEAT

    def close(self) -> None:
        """Give the seat back; asked twice, it is given back once."""
        if self._sits:
            self._sits = False
            _seats.release()


def let_go_of_stores() -> None:
    """Hang up on the databases: a line that is open for minutes must not hold a connection."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def as_values(said: Said) -> dict[str, Any]:
    """Give one word as a browser gets it: its number, the word, whose role, and seconds since."""
    ago = round(said.ago(next_number()), 1)
    return {"number": said.number, "word": said.word, "by": said.by, "ago": ago}


def events(said: list[Said]) -> bytes:
    """Write words as server-sent events; their numbers are what the browser asks from next time."""
    return "".join(
        f"id: {each.number}\ndata: {json.dumps(as_values(each))}\n\n" for each in said
    ).encode()
