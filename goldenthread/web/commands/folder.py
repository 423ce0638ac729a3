"""The folder that holds everything a house keeps, and the environment that points Django at it."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.seals import api as seals
from goldenthread.web.commands.voice import BUSY, NO_ROOM, CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Folder:
    """Where each thing lies below the one folder of a house."""

    root: Path

    @property
    def thread(self) -> Path:
        """The sealed content's own folder."""
        return self.root / "thread"

    @property
    def vault(self) -> Path:
        """The second store's own folder; another owner or another disk may have it."""
        return self.root / "vault"

    @property
    def static(self) -> Path:
        """Style sheets and scripts, collected at each start."""
        return self.root / "static"

    @property
    def letters(self) -> Path:
        """Letters, where they go to files."""
        return self.root / "letters"

    @property
    def secret_key(self) -> Path:
        """The text that signs forms, made at the first start."""
        return self.root / "secrets" / "secret-key"

    def make(self) -> None:
        """Make what is missing, for the owner's eyes only; raises CannotGoOn when it cannot."""
        try:
            for place in (self.thread, self.vault, self.static, self.secret_key.parent):
                place.mkdir(mode=0o700, exist_ok=True)
            if not self.secret_key.exists():
                _write_once(self.secret_key, seals.new_token() + seals.new_token())
        except OSError as error:
            raise CannotGoOn(cannot_write(self.root, error), NO_ROOM) from error


def chosen(given: Path | None) -> Folder:
    """Give the folder a command was pointed at: its --data, then GOLDENTHREAD_DATA, then ./data."""
    return Folder(
        Path(given or os.environ.get("GOLDENTHREAD_DATA") or "data").expanduser().absolute()
    )


def point_settings_at(folder: Folder, base_url: str | None = None) -> None:
    """Tell settings.py where the house lies. What the steward set in the environment stays."""
    os.environ["GOLDENTHREAD_DATA"] = str(folder.root)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.settings")
    if base_url:
        os.environ.setdefault("GOLDENTHREAD_BASE_URL", base_url)
    given = {"GOLDENTHREAD_SECRET_KEY", "GOLDENTHREAD_SECRET_KEY_FILE"} & os.environ.keys()
    if not given and folder.secret_key.exists():
        os.environ["GOLDENTHREAD_SECRET_KEY_FILE"] = str(folder.secret_key)


@contextmanager
def alone_in(folder: Folder) -> Iterator[None]:
    """Make the folder and hold it, so that two starts do not prepare it at once.

    Raises CannotGoOn when the folder cannot be written, or another start keeps it for a minute.
    """
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not any(folder.root.iterdir()):
            # An empty folder was made for us; one with something in it is not ours to close.
            folder.root.chmod(0o700)
        lock = os.open(folder.root / ".starting", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotGoOn(cannot_write(folder.root, error), NO_ROOM) from error
    try:
        _wait_for(lock, folder)
        yield
    finally:
        os.close(lock)


def cannot_write(place: Path, error: OSError) -> str:
    """Say in one sentence why nothing can be written at a place."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk that holds {place} is full; free some space and start again."
        case errno.EROFS:
            return f"{place} lies on a disk that is mounted read-only."
        case errno.EACCES | errno.EPERM:
            return f"This account may not write in {place}."
        case errno.EEXIST | errno.ENOTDIR:
            return f"{place} cannot be a folder: something else already has that name."
        case _:
            return f"Nothing can be written in {place}: {error.strerror}."


def _wait_for(lock: int, folder: Folder) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise CannotGoOn(
                    f"Another start is still preparing {folder.root}; try again in a minute.", BUSY
                ) from error
            time.sleep(0.1)
        else:
            return


def _write_once(place: Path, text: str) -> None:
    """Write a private file whole or not at all."""
    half = place.with_suffix(".new")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(text + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    half.rename(place)
