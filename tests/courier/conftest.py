"""A real mail server on this machine, and the queue as the worker sees it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session
from django_tasks_db.models import DBTaskResult


class PostOffice:
    """Keeps what a mail server receives. `answer` is said at each recipient, `rude` at goodbye."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], bytes]] = []
        self.answer = "250 OK"
        self.rude = False

    async def handle_RCPT(  # noqa: N802 (the server calls it so)
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or refuse."""
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a letter."""
        content = envelope.content
        assert isinstance(content, bytes)
        self.received.append((list(envelope.rcpt_tos), content))
        return "250 Kept"

    async def handle_QUIT(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Say goodbye."""
        return "421 Go away" if self.rude else "221 Bye"

    @property
    def letters(self) -> list[Message]:
        """The letters, read."""
        return [message_from_bytes(content) for _recipients, content in self.received]


def free_port() -> int:
    """Find a port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def use_carrier(settings: Any, chosen: str) -> None:
    """Choose a carrier as a steward does; pytest-django would keep letters in memory instead."""
    settings.LETTERS = chosen
    settings.EMAIL_BACKEND = "goldenthread.courier.carriers.chosen_carrier"


@pytest.fixture
def post_office(settings: Any) -> Iterator[PostOffice]:
    """A mail server on this machine, chosen as the carrier."""
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    use_carrier(settings, f"smtp://127.0.0.1:{controller.port}")
    yield office
    controller.stop()


@pytest.fixture
def queue(settings: Any) -> None:
    """Keep tasks in the database, as `serve` does."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work_through(*, later: bool = False) -> int:
    """Do what lies in the queue, once each; with `later`, also what should wait. Give how many."""
    rows = DBTaskResult.objects.filter(status="READY") if later else DBTaskResult.objects.ready()
    due = list(rows)
    for row in due:
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.set_successful(None)
    return len(due)
