"""What a process asks of the system before it holds a key: private files, private memory."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import socket
import sys
from typing import TYPE_CHECKING

from goldenthread.web.commands.voice import COULD_NOT, FINE, CannotGoOn

if TYPE_CHECKING:
    from types import FrameType

PRIVATE = 0o077
_PR_SET_PDEATHSIG = 1
_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Make new files private and keep memory out of core dumps and debuggers (security 2.11-4)."""
    os.umask(PRIVATE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_PR_SET_DUMPABLE, 0)
    signal.signal(signal.SIGTERM, _leave)


def is_dumpable() -> bool:
    """Tell whether another process of the same owner could read this one's memory."""
    return _prctl(_PR_GET_DUMPABLE, 0) != 0


def core_limit() -> int:
    """Give the largest core dump of this process, in bytes; -1 is without limit."""
    return resource.getrlimit(resource.RLIMIT_CORE)[0]


def die_with(parent: int) -> None:
    """Ask for SIGTERM when the process that started this one is gone, however it went."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        # It went before we could ask.
        sys.exit(FINE)


def listener(host: str, port: int) -> socket.socket:
    """Take the address to serve at; raises CannotGoOn with one sentence when it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise CannotGoOn(f"This machine has no address called {host}.", COULD_NOT) from error
    taken = socket.socket(family, kind, protocol)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Before anyone connects: an early guest's answers would each wait 40 ms for the next packet.
        taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        taken.bind(address)
        taken.listen()
    except OSError as error:
        taken.close()
        raise CannotGoOn(_why_not(host, port, error), COULD_NOT) from error
    return taken


def _why_not(host: str, port: int, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {port} at {host} is taken by another program; give another --port."
        case errno.EACCES:
            return f"Port {port} needs more rights than this account has; give a --port above 1023."
        case errno.EADDRNOTAVAIL:
            return f"This machine has no address {host}; give another --host."
        case _:
            return f"Nothing can listen at {host} port {port}: {error.strerror}."


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(FINE)


def _prctl(what: int, value: int) -> int:
    """Ask Linux about this process; elsewhere nothing is asked and 0 is the answer."""
    if not sys.platform.startswith("linux"):
        return 0
    return int(ctypes.CDLL(None).prctl(what, value, 0, 0, 0))
