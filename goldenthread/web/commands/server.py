"""The processes of a running house: gunicorn's workers for pages, one more for letters."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

import goldenthread
from goldenthread.live import api as live
from goldenthread.web.commands import process
from goldenthread.web.commands.voice import COULD_NOT, FINE, CannotGoOn, warn
from goldenthread.web.logs import PlainFormatter

if TYPE_CHECKING:
    import socket

LETTERS_REST_SECONDS = 5
LETTERS_LAST_SECONDS = 10
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108  heartbeats only; a disk would stall them


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn publishes no types
    """Gunicorn's log without what a request carried: paths may hold a letter's token."""

    def exception(self, _message: object, *_words: object, **_more: object) -> None:
        """Say where it failed; the failure's own message may quote what someone wrote."""
        where = PlainFormatter().formatException(sys.exc_info())
        self.error_log.error("A request failed: %s", where)

    def warning(self, message: object, *words: object, **more: object) -> None:
        """Pass on warnings about processes, none about a stranger's malformed request."""
        if not str(message).startswith("Invalid request"):
            super().warning(message, *words, **more)

    def access(self, *_words: object) -> None:
        """Keep no list of who opened which page."""


class LettersProcess:
    """The process that sends letters: kept alive beside the pages, and stopped with them."""

    def __init__(self, data: Path) -> None:
        # -P: the folder we happen to be started in is no place to import from.
        self.command = [sys.executable, "-P", "-m", "goldenthread.web.command", "letters"]
        self.command += ["--data", str(data), "--parent", str(os.getpid())]
        self.running: subprocess.Popen[bytes] | None = None
        self.started = 0.0

    def keep(self) -> None:
        """Start it if it is not there; after a death, not before a few seconds have passed."""
        if self.running and self.running.poll() is None:
            return
        if time.monotonic() - self.started < LETTERS_REST_SECONDS:
            return
        if self.running:
            warn("goldenthread: the process that sends letters stopped; starting it again.")
        self.started = time.monotonic()
        self.running = subprocess.Popen(  # noqa: S603  our own words, no shell
            self.command, stdin=subprocess.DEVNULL, env=_environment(), start_new_session=True
        )

    def stop(self) -> None:
        """Let it finish the letter in hand, then end it."""
        if not self.running or self.running.poll() is not None:
            return
        self.running.terminate()
        try:
            self.running.wait(LETTERS_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait()


def _environment() -> dict[str, str]:
    """Give the child our own settings and our own code, and no say towards a service manager."""
    ours = str(Path(goldenthread.__file__).parent.parent)
    above = [ours, *filter(None, [os.environ.get("PYTHONPATH")])]
    given = {name: text for name, text in os.environ.items() if name != "NOTIFY_SOCKET"}
    return given | {"PYTHONPATH": os.pathsep.join(above)}


def _stay_with_parent(arbiter: Any, _worker: Any) -> None:
    """Go when the parent is gone: a killed house must not keep its port, or its keys."""
    process.die_with(arbiter.pid)


def _hear(_worker: Any) -> None:
    """Hear what is said live from the first moment on, not only once a page asks."""
    live.listen()


class _Pages(ThreadWorker):  # type: ignore[misc]  # as above
    """Gunicorn's worker, which ends its open lines as soon as it is asked to stop.

    A line is open for minutes: nobody who stops the house, and no worker whose time has come, waits
    for that. The browsers ask again and find another worker, or poll.
    """

    def notify(self) -> None:
        """Say that the worker is alive; called in its rounds, while it stops too."""
        if not self.alive:
            live.close()
        super().notify()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Stop in good order (SIGTERM)."""
        live.close()
        super().handle_exit(sig, frame)

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Stop at once (SIGINT, SIGQUIT)."""
        live.close()
        super().handle_quit(sig, frame)


class _House(BaseApplication):  # type: ignore[misc]  # as above
    """Gunicorn, told what to do by the command line and never by a file or variable of its own."""

    def __init__(self, listener: socket.socket, workers: int) -> None:
        self.choices = {
            "bind": [f"fd://{listener.detach()}"],
            "workers": workers,
            "worker_class": _Pages,
            # An open line holds a thread; however many are open, there are threads left for pages.
            "threads": live.PAGES + live.MOST_STREAMS,
            "timeout": 60,
            "graceful_timeout": 10,
            # Loaded once before the processes part: they share its memory, and a fault shows early.
            "preload_app": True,
            "post_fork": _stay_with_parent,
            "post_worker_init": _hear,
            "max_requests": 5000,
            "max_requests_jitter": 1000,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "logger_class": QuietLogger,
            "proc_name": "goldenthread",
            "worker_tmp_dir": str(MEMORY_FOLDER) if os.access(MEMORY_FOLDER, os.W_OK) else None,
            "control_socket_disable": True,
            "forwarded_allow_ips": "",
            "umask": 0o077,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, choice in self.choices.items():
            self.cfg.set(name, choice)

    def load(self) -> Any:
        from goldenthread.web.wsgi import application  # noqa: PLC0415  it reads the settings

        return application


class _Arbiter(Arbiter):  # type: ignore[misc]  # as above
    """Gunicorn's parent process, which also looks after the letters."""

    def __init__(self, house: _House, letters: LettersProcess | None) -> None:
        super().__init__(house)
        self.letters = letters

    def manage_workers(self) -> None:
        super().manage_workers()
        if self.letters:
            self.letters.keep()


def run(listener: socket.socket, workers: int, letters: LettersProcess | None) -> int:
    """Answer pages at `listener` until stopped by a signal; FINE when it was one.

    Tells a service manager that listens at NOTIFY_SOCKET when the house is open.
    Raises CannotGoOn when the processes that answer pages cannot start.
    """
    parent = os.getpid()
    try:
        _Arbiter(_House(listener, workers), letters).run()
    except SystemExit as end:
        if os.getpid() != parent:
            raise
        if end.code not in (None, FINE):
            sentence = "The processes that answer pages could not start; the reason is above."
            raise CannotGoOn(sentence, COULD_NOT) from end
    finally:
        if os.getpid() == parent and letters:
            letters.stop()
    return FINE
