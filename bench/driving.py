"""A small load driver: threads, kept connections, only this machine. Bounded by a count of requests."""

from __future__ import annotations

import itertools
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import BinaryIO, Final

HERE: Final = "127.0.0.1"
PATIENCE_SECONDS: Final = 60


class Unexpected(Exception):
    """A server answered something else than was measured."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Visitor:
    """One browser: one kept connection and the cookies it was given."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _reader: BinaryIO | None = None
    _socket: socket.socket | None = None

    def get(self, path: str) -> Response:
        """Open a page."""
        return self.ask("GET", path)

    def post(self, path: str, body: bytes) -> Response:
        """Send a form, encoded as a browser does."""
        return self.ask("POST", path, body)

    def ask(self, method: str, path: str, body: bytes = b"") -> Response:
        """Send one request and read the whole answer; a connection the server closed is renewed."""
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
        if self.cookies:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            head += f"Cookie: {cookies}\r\n"
        if method == "POST":
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
            head += f"Content-Length: {len(body)}\r\n"
        whole = head.encode() + b"\r\n" + body
        try:
            response = self._exchange(whole)
        except (ConnectionError, Unexpected):
            self.close()
            response = self._exchange(whole)
        self._keep_cookies(response)
        return response

    def close(self) -> None:
        """Hang up."""
        if self._socket:
            self._socket.close()
        if self._reader:
            self._reader.close()
        self._socket = self._reader = None

    def _exchange(self, whole: bytes) -> Response:
        if self._socket is None or self._reader is None:
            self._socket = socket.create_connection((HERE, self.port), PATIENCE_SECONDS)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._reader = self._socket.makefile("rb")
        self._socket.sendall(whole)
        response = read_response(self._reader)
        if response.headers.get("connection", "").lower() == "close":
            self.close()
        return response

    def _keep_cookies(self, response: Response) -> None:
        for line in response.headers.get("set-cookie", "").split("\n"):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value


def read_response(reader: BinaryIO) -> Response:
    """Read one answer, by its length or its chunks. Raises Unexpected when there is none."""
    first = reader.readline().split(b" ", 2)
    if len(first) < 2:  # noqa: PLR2004 (version and status)
        raise Unexpected("no answer")
    headers: dict[str, str] = {}
    while (line := reader.readline().rstrip(b"\r\n")) != b"":
        name, _, text = line.decode("latin-1").partition(":")
        name = name.lower()
        # Only cookies come more than once; each has its own line here.
        headers[name] = f"{headers[name]}\n{text.strip()}" if name in headers else text.strip()
    if headers.get("transfer-encoding") == "chunked":
        body = _chunks(reader)
    else:
        body = reader.read(int(headers.get("content-length", "0")))
    return Response(int(first[1]), headers, body)


def _chunks(reader: BinaryIO) -> bytes:
    pieces = []
    while size := int(reader.readline(), 16):
        pieces.append(reader.read(size))
        reader.readline()
    reader.readline()
    return b"".join(pieces)


Ask = Callable[[Visitor], Response]


def measure(visitors: Sequence[Visitor], ask: Ask, *, each: int, expect: int) -> list[float]:
    """Let every visitor ask `each` times, all at once; give how long each answer took, in seconds.

    Raises Unexpected when any answer has another status than `expect`.
    """
    with ThreadPoolExecutor(len(visitors)) as pool:
        taken = pool.map(lambda visitor: _timed(visitor, ask, each, expect), visitors)
        return list(itertools.chain.from_iterable(taken))


def _timed(visitor: Visitor, ask: Ask, each: int, expect: int) -> list[float]:
    taken = []
    for _ in range(each):
        begun = time.perf_counter()
        response = ask(visitor)
        taken.append(time.perf_counter() - begun)
        if response.status != expect:
            raise Unexpected(f"status {response.status} instead of {expect}")
    return taken
