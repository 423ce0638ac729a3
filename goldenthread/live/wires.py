"""How words travel between the processes of a house: by sockets of one machine, or by PostgreSQL."""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg
from django.db import DatabaseError, connections

from goldenthread.core.ids import new_uid
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

LONGEST: Final = 200
# Linux names what a process has open; elsewhere a folder's own name has to be short enough.
OPEN_FILES: Final = Path("/proc/self/fd")
# How long somebody who speaks waits for one who is slow to hear.
PATIENCE_SECONDS: Final = 0.2
CHANNEL: Final = "goldenthread_live"
KIND: Final = "live/1"


class Sockets:
    """Datagrams between processes of one machine: each hears at a socket of its own in one private folder.

    A datagram lies in no file. A socket whose process is gone refuses, and is cleared away by whoever
    meets it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ear: socket.socket | None = None
        self._place: Path | None = None

    def open(self) -> None:
        """Begin to hear. Raises OSError when the folder can't be made or entered."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        self._ear = _datagrams()
        self._place = self._folder / f"{new_uid().hex}.sock"
        with _short_name_of(self._folder) as folder:
            self._ear.bind(f"{folder}/{self._place.name}")
        self._place.chmod(0o600)

    def send(self, message: bytes) -> None:
        """Carry a message to whoever hears. Never raises: what can't be said is not said again."""
        with contextlib.suppress(OSError), _datagrams() as mouth:
            mouth.settimeout(PATIENCE_SECONDS)
            with _short_name_of(self._folder) as folder:
                for ear in self._folder.glob("*.sock"):
                    _send_to(mouth, ear, f"{folder}/{ear.name}", message)

    def receive(self, seconds: float) -> bytes | None:
        """Wait for a message, at most that long. Raises OSError when there is nothing to hear with."""
        if self._ear is None:
            raise OSError("Nothing is heard here.")
        self._ear.settimeout(seconds)
        try:
            return self._ear.recv(LONGEST)
        except TimeoutError:
            return None

    def leave(self) -> None:
        """Leave nothing in the folder."""
        if self._place:
            self._place.unlink(missing_ok=True)

    def close(self) -> None:
        """Hear nothing more."""
        self.leave()
        if self._ear:
            self._ear.close()


def _datagrams() -> socket.socket:
    return socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)


def _send_to(mouth: socket.socket, ear: Path, short_name: str, message: bytes) -> None:
    # One who is too slow to hear, or just gone, must not keep it from the others.
    with contextlib.suppress(OSError):
        try:
            mouth.sendto(message, short_name)
        except ConnectionRefusedError:
            # Its process was killed before it could clear up.
            ear.unlink(missing_ok=True)


@contextlib.contextmanager
def _short_name_of(folder: Path) -> Iterator[str]:
    """Give a name of a folder that fits a socket's address, which holds about a hundred bytes.

    Raises OSError when there is no such folder.
    """
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{opened}" if OPEN_FILES.is_dir() else str(folder)
    finally:
        os.close(opened)


class Notices:
    """PostgreSQL's own notices, between all machines of a house. Each goes sealed: its queue may touch a disk."""

    def __init__(self, alias: str = "default") -> None:
        self._alias = alias
        self._connection: psycopg.Connection[Any] | None = None
        self._key = b""

    def open(self) -> None:
        """Begin to hear, over a connection of our own. Raises OSError when there is none to be had."""
        self.close()
        try:
            self._key = _key()
            opened = connections[self._alias].copy()
            opened.ensure_connection()
            opened.connection.execute(f"LISTEN {CHANNEL}")
        except (DatabaseError, psycopg.Error, shares.StoreMissing) as error:
            raise OSError("Nothing is heard here.") from error
        finally:
            # What this thread asked of the stores for its key.
            connections.close_all()
        # The raw one: Django's wrapper belongs to the thread that opened it, and another one hears.
        self._connection = opened.connection

    def send(self, message: bytes) -> None:
        """Carry a message to whoever hears. Never raises: what can't be said is not said again."""
        try:
            sealed = base64.b64encode(seals.seal(_key(), _CONTEXT, message)).decode()
            with connections[self._alias].cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, sealed])
        except (DatabaseError, shares.StoreMissing):
            return

    def receive(self, seconds: float) -> bytes | None:
        """Wait for a message, at most that long. Raises OSError when the line broke."""
        if self._connection is None:
            raise OSError("Nothing is heard here.")
        try:
            for notice in self._connection.notifies(timeout=seconds, stop_after=1):
                return self._opened(notice.payload)
        except psycopg.Error as error:
            raise OSError("The line to the database broke.") from error
        return None

    def leave(self) -> None:
        """Leave nothing behind: the server forgets who listened when the process is gone."""

    def close(self) -> None:
        """Hear nothing more."""
        opened, self._connection = self._connection, None
        if opened is not None:
            with contextlib.suppress(psycopg.Error):
                opened.close()

    def _opened(self, payload: str) -> bytes | None:
        try:
            return seals.unseal(self._key, _CONTEXT, base64.b64decode(payload, validate=True))
        except (seals.Bad, binascii.Error):
            return None


_CONTEXT = seals.Context(
    instance=bytes(16), compartment=bytes(16), epoch=0, kind=KIND, record=bytes(16), revision=0
)


def _key() -> bytes:
    return seals.hmac_sha256(shares.secrets().server_mac_key, b"coach/v1/live")
