"""One hub for each process, made when it is first needed."""

from __future__ import annotations

import os
import threading
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction

from goldenthread.live.hub import Hub, Wire
from goldenthread.live.said import Said, check, next_number
from goldenthread.live.wires import Notices, Sockets

_guard = threading.Lock()
_hubs: list[Hub] = []


def _part() -> None:
    """Begin anew where a process parted in two: threads and what they hold stay with the elder."""
    global _guard  # noqa: PLW0603  a lock held at the parting would stay held
    _guard = threading.Lock()
    _hubs.clear()


os.register_at_fork(after_in_child=_part)


def the_hub() -> Hub:
    """Give this process's hub."""
    with _guard:
        if not _hubs:
            _hubs.append(Hub(wire_of_house()))
        return _hubs[0]


def wire_of_house() -> Wire:
    """Give what carries words here: PostgreSQL's notices, which reach every machine, or sockets of this one."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return Notices()
    return Sockets(settings.DATA / "run")


def tell(topic: UUID, word: str, by: str = "") -> None:
    """Say one word to whoever has a page of this topic open, once what is being done is kept.

    `topic` is the uid of a thing (a session), `word` one of said.WORDS, `by` a role or "". Tell only
    of what both may see: whoever hears learns that the other did something just now (INV-13).
    Nothing is stored, logged or counted, and nobody learns whether it was heard. Raises ValueError
    for another word.
    """
    check(word, by)
    transaction.on_commit(partial(_tell_now, topic, word, by), robust=True)


def _tell_now(topic: UUID, word: str, by: str) -> None:
    the_hub().tell(topic, Said(next_number(), word, by))


def since(topic: UUID, after: int) -> list[Said]:
    """Give what was said on a topic in the last minute, after a number (0: all of it), oldest first.

    What this process can't know (it was not there yet, or it is longer ago) is told as `changed`.
    """
    return the_hub().since(topic, after)


def listen() -> None:
    """Begin to hear what is said, so that nothing is missed before the first page asks."""
    the_hub().listen()


def close() -> None:
    """End every stream of this process: it is stopping. May be called from a signal's handler."""
    for hub in tuple(_hubs):
        hub.close()
