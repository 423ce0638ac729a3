"""What this process has heard in the last minute, and those who wait to hear more. In memory alone."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from goldenthread.live.said import CHANGED, KEPT_SECONDS, SECOND, Said, next_number, read, written

# Words said at once by two processes may be heard in either order.
OVERLAP: Final = SECOND
# A line nobody speaks on is looked at this often, so that what is a minute old is forgotten.
LOOK_SECONDS: Final = 2.0
# A line that broke is tried again after this long.
REST_SECONDS: Final = 2.0
# More than two people ever say in a minute; who presses faster is not heard further.
MOST_A_TOPIC: Final = 240


class Wire(Protocol):
    """Carries words between the processes of a house."""

    def open(self) -> None:
        """Begin to hear. Raises OSError when it can't."""

    def send(self, message: bytes) -> None:
        """Carry a message to every process that hears, this one included. Never raises."""

    def receive(self, seconds: float) -> bytes | None:
        """Wait for a message, at most that long. Raises OSError when the line broke."""

    def leave(self) -> None:
        """Leave no trace outside this process; any thread may ask."""

    def close(self) -> None:
        """Hear nothing more; the thread that hears asks."""


@dataclass(frozen=True, slots=True)
class _Heard:
    order: int
    topic: UUID
    said: Said


class Hub:
    """One process's ear: a thread that hears, a minute of memory, and a bell for those who wait."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._bell = threading.Condition()
        self._heard: deque[_Heard] = deque()
        self._order = 0
        # Where in that order the line last broke: whoever stood before it may have missed something.
        self._gap = 0
        self._thread: threading.Thread | None = None
        self._is_closed = False
        # From which number on this process knows all that was said; None while it hears nothing.
        self._hears_since: int | None = None

    def listen(self) -> None:
        """Begin to hear, if this process doesn't yet."""
        with self._bell:
            if self._thread is not None or self._is_closed:
                return
            self._thread = threading.Thread(target=self._hear, name="live", daemon=True)
            self._open()
            self._thread.start()

    def tell(self, topic: UUID, said: Said) -> None:
        """Carry a word to every process. Whether anybody hears it is not known to anyone."""
        self._wire.send(written(topic, said))

    def since(self, topic: UUID, after: int) -> list[Said]:
        """Give what was said after a number, in order. A gap in what is known here is told as `changed`."""
        self.listen()
        with self._bell:
            return self._since(topic, after)

    def position(self) -> int:
        """Give where somebody stands who waits from now on."""
        self.listen()
        with self._bell:
            return self._order

    def wait(self, topic: UUID, position: int, seconds: float) -> tuple[list[Said], int]:
        """Wait for words said on a topic, at most that long; give them, and where one stands now."""
        with self._bell:
            self._bell.wait_for(lambda: self._is_closed or self._new(topic, position), seconds)
            return self._new(topic, position), self._order

    @property
    def is_closed(self) -> bool:
        """Whether nobody should wait here any more."""
        return self._is_closed

    def close(self) -> None:
        """Send everybody who waits away, and hear nothing more: this process is stopping."""
        with self._bell:
            self._is_closed = True
            self._bell.notify_all()
        self._wire.leave()

    def _new(self, topic: UUID, position: int) -> list[Said]:
        gap = [Said(next_number(), CHANGED)] if self._gap > position else []
        heard = [each for each in self._heard if each.order > position and each.topic == topic]
        return gap + [each.said for each in heard]

    def _since(self, topic: UUID, after: int) -> list[Said]:
        moment = next_number()
        oldest = moment - KEPT_SECONDS * SECOND
        known_from = max(oldest, self._hears_since) if self._hears_since else moment
        found = [
            each.said
            for each in self._heard
            if each.topic == topic and each.said.number > max(after - OVERLAP, oldest)
        ]
        found.sort(key=lambda said: said.number)
        if after and after < known_from:
            found.append(Said(moment, CHANGED))
        return found

    def _hear(self) -> None:
        while not self._is_closed:
            try:
                message = self._wire.receive(LOOK_SECONDS)
            except OSError:
                self._open_again()
                continue
            with self._bell:
                self._forget()
                found = read(message) if message else None
                if found:
                    self._keep(*found)
        self._wire.close()

    def _keep(self, topic: UUID, said: Said) -> None:
        if sum(each.topic == topic for each in self._heard) >= MOST_A_TOPIC:
            return
        self._order += 1
        self._heard.append(_Heard(self._order, topic, said))
        self._bell.notify_all()

    def _forget(self) -> None:
        oldest = next_number() - KEPT_SECONDS * SECOND
        while self._heard and self._heard[0].said.number < oldest:
            self._heard.popleft()

    def _open(self) -> None:
        try:
            self._wire.open()
        except OSError:
            self._hears_since = None
        else:
            self._hears_since = next_number()

    def _open_again(self) -> None:
        """Hear again after the line broke. Whoever waits is told that something may have changed."""
        with self._bell:
            self._hears_since = None
            self._bell.wait_for(lambda: self._is_closed, REST_SECONDS)
            if self._is_closed:
                return
            self._open()
            self._order += 1
            self._gap = self._order
            self._bell.notify_all()
