"""Who writes next in an SQLite file: threads of one process in a line, processes through a byte of a file.

SQLite lets one connection write at a time. Left to itself, whoever waits looks again after 1, 2, 5 … 100 ms, and
whoever comes just then goes first: now and then someone waits for half a second behind people who came later.
Correctness is SQLite's own as ever; without this file's help (a folder that can't be written) it still holds.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from collections import deque
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Final

# Whoever came last goes first, so that few are under way at once and most wait little; but nobody
# who has waited this long is passed by anyone.
PATIENCE_SECONDS: Final = 0.15
# Between processes one looks again after this long, or after a twentieth of the time waited so far.
LOOK_SECONDS: Final = 0.0002
LONGEST_LOOK_SECONDS: Final = 0.01
# The bytes of the file: who writes, and who writes next.
PLACE, NEXT = 0, 1


@dataclass(eq=False, slots=True)
class _Waiting:
    """One thread that waits: since when, and what is released when its turn has come."""

    since: float = field(default_factory=monotonic)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.turn.acquire()


class Line:
    """The threads of one process, one of which is at the front."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[_Waiting] = deque()
        self._is_taken = False

    def take(self, seconds: float) -> bool:
        """Wait for the front, at most that long. False when it didn't come."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = _Waiting()
            self._waiting.append(mine)
        if mine.turn.acquire(timeout=max(0.0, seconds)):
            return True
        with self._guard:
            if mine not in self._waiting:
                return True  # handed over in the very last moment
            self._waiting.remove(mine)
            return False

    def leave(self) -> None:
        """Hand the front over: to who has waited too long already, else to who came last."""
        with self._guard:
            if not self._waiting:
                self._is_taken = False
                return
            overdue = monotonic() - self._waiting[0].since >= PATIENCE_SECONDS
            (self._waiting.popleft() if overdue else self._waiting.pop()).turn.release()


class Turnstile:
    """The processes of one machine: one holds PLACE, and at most one of the others NEXT.

    The locks are the kernel's and end with their process, however it ends. They are polled, since the kernel's
    own waiting has no end; who holds NEXT is alone in asking for PLACE, so no process is passed by twice. Only
    the thread at the front of its process's line comes here.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    def take(self, seconds: float) -> bool:
        """Wait for the place, at most that long. False when it didn't come."""
        until = monotonic() + seconds
        if not self._is_open():
            return True
        if not self._wait(NEXT, until):
            return False
        try:
            return self._wait(PLACE, until)
        finally:
            self._free(NEXT)

    def leave(self) -> None:
        """Let the next process in."""
        self._free(PLACE)

    def _is_open(self) -> bool:
        """Open the file, and make it if need be. Where that can't be, SQLite will say so better than we could."""
        if self._file is None:
            with contextlib.suppress(OSError):
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._file is not None

    def _wait(self, byte: int, until: float) -> bool:
        begun = monotonic()
        while not self._lock(byte):
            moment = monotonic()
            if moment >= until:
                return False
            sleep(min(max(LOOK_SECONDS, (moment - begun) / 20), LONGEST_LOOK_SECONDS))
        return True

    def _lock(self, byte: int) -> bool:
        if self._file is None:
            return True
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _free(self, byte: int) -> None:
        if self._file is not None:
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, byte)


class Queue:
    """Everybody on this machine who wants to write in one file."""

    def __init__(self, file: str) -> None:
        self._line = Line()
        self._turnstile = Turnstile(f"{file}-queue")

    def take(self, seconds: float) -> bool:
        """Wait for the one place, at most that long. False when it didn't come; then there is nothing to leave."""
        begun = monotonic()
        if not self._line.take(seconds):
            return False
        came = False
        try:
            came = self._turnstile.take(seconds - (monotonic() - begun))
        finally:
            if not came:
                self._line.leave()
        return came

    def leave(self) -> None:
        """Give the place up. Another thread may do it than the one that took it."""
        try:
            self._turnstile.leave()
        finally:
            self._line.leave()


_queues: dict[str, Queue] = {}
# Where a process parts in two, the kernel's locks stay with the elder; so do those who wait.
os.register_at_fork(after_in_child=_queues.clear)


def queue_of(file: str) -> Queue:
    """Give the queue before a database's file; the same one to every thread of a process."""
    return _queues.get(file) or _queues.setdefault(file, Queue(file))
