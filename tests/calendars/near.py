"""A calendar server near by, as strange as a test wants it: real sockets, no mocks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Near:
    """Where it listens, what it was asked, and what it answers for each path."""

    address: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def at(self, path: str, answer: Answer) -> str:
        """Answer a path so; give its address."""
        self.answers[path] = answer
        return self.address + path

    def gives(self, path: str, text: str | bytes, **headers: str) -> str:
        """Answer a path with this text."""
        whole = text.encode() if isinstance(text, str) else text

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            said = {"Content_Length": str(len(whole)), **headers}
            for name, value in said.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(whole)

        return self.at(path, answer)

    def says(self, path: str, status: int, **headers: str) -> str:
        """Answer a path with a status alone."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, said in headers.items():
                request.send_header(name.replace("_", "-"), said)
            request.send_header("Content-Length", "0")
            request.end_headers()

        return self.at(path, answer)


@contextmanager
def a_server_near() -> Iterator[Near]:
    """Lend a server at 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self.body = self.rfile.read(length)
            near.asked.append((self.command, self.path, dict(self.headers)))
            with suppress(BrokenPipeError, ConnectionResetError):
                near.answers[self.path](self)
            self.close_connection = True

        do_GET = do_REPORT = _answer  # noqa: N815 (the standard library's names)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    near = Near(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield near
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
