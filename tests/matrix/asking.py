"""Asking at a door as somebody, without leaving a trace, and putting the answer in one word."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client

_VARIES = re.compile(rb'(nonce|hx-nonce|value|content)="[\w+/=-]{16,}"')
_UID = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TOKEN = re.compile(rb"[\w-]{43}")
_WORDS = {200: "page", 401: "sign in", 403: "refused", 404: "nothing", 405: "other way"}
_VARYING_HEADERS = {"Content-Security-Policy", "Content-Length", "Set-Cookie", "Date"}


@dataclass(frozen=True)
class Answer:
    """What came back: in one word, and all that somebody could tell from it."""

    word: str
    seen: tuple[int, bytes, tuple[tuple[str, str], ...]]
    body: bytes


def ask(client: Client, method: str, url: str) -> Answer:
    """Ask with nothing filled in, and undo whatever it did in both stores."""
    cookies: Any = client.cookies.copy()
    with ExitStack() as undone:
        for alias in connections:
            undone.enter_context(_undone(alias))
        response: Any = client.generic(method, url)
        body = b"".join(response) if response.streaming else response.content
    client.cookies = cookies
    return Answer(_word(response), _seen(response, body, url), body)


def elsewhere(value: object) -> object:
    """Give a thing of the same shape that never was."""
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, int):
        return value + 7000
    return value


class _undone:  # noqa: N801 - reads as a verb where it is used
    def __init__(self, alias: str) -> None:
        self._atomic = transaction.atomic(using=alias)
        self._alias = alias

    def __enter__(self) -> None:
        self._atomic.__enter__()

    def __exit__(self, *exception: object) -> None:
        transaction.set_rollback(True, using=self._alias)
        self._atomic.__exit__(None, None, None)


def _word(response: HttpResponse) -> str:
    if response.status_code in {302, 303}:
        return "sign in" if response["Location"].startswith("/sign-in/") else "done"
    return _WORDS.get(response.status_code, str(response.status_code))


def _seen(
    response: HttpResponse, body: bytes, url: str
) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
    """Give what can be told from an answer, without what is drawn anew each time and its own address."""
    page = _VARIES.sub(b"", body.replace(url.encode(), b"*"))
    page = _TOKEN.sub(b"*", _UID.sub(b"*", page))
    headers = tuple(
        sorted((k, v) for k, v in response.headers.items() if k not in _VARYING_HEADERS)
    )
    return response.status_code, page, headers
