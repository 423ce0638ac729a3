"""Which carrier takes the letters: what GOLDENTHREAD_LETTERS says, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from goldenthread.env import BadSetting

NEAR = frozenset({"localhost", "127.0.0.1", "::1"})
MAIL = "django.core.mail.backends"
SECONDS_TO_WAIT = 20
HOW = "GOLDENTHREAD_LETTERS must be console, file:DIR, smtp://… or smtps://…."


@dataclass(frozen=True, slots=True)
class Carrier:
    """One of Django's mail backends, with what it must be told. May hold the mail server's word."""

    backend: str
    options: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"Carrier({self.backend})"


def chosen_carrier(*, fail_silently: bool = False, **more: Any) -> BaseEmailBackend:
    """Give the carrier that settings.LETTERS names. settings.EMAIL_BACKEND points here."""
    carrier = carrier_of(settings.LETTERS)
    options = {**carrier.options, **more}
    return get_connection(carrier.backend, fail_silently=fail_silently, **options)


def carrier_of(chosen: str) -> Carrier:
    """Read the steward's choice. Raises BadSetting with a sentence, which does not repeat it.

    `console` prints letters. `file:DIR` keeps each in a file. `smtp://name:word@host:port` hands
    them to a mail server, encrypted with STARTTLS unless the server is this machine or `?tls=no`
    says otherwise; `smtps://` is encrypted from the first byte. Marks such as @ in a name or word
    are written %40.
    """
    if chosen == "console":
        return Carrier(f"{MAIL}.console.EmailBackend", {})
    if chosen.startswith("file:"):
        return _file(chosen.removeprefix("file:"))
    try:
        url = urlsplit(chosen)
        port = url.port
    except ValueError as error:
        raise BadSetting(HOW) from error
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise BadSetting(HOW)
    return _smtp(url, port)


def _file(folder: str) -> Carrier:
    if not folder:
        raise BadSetting("GOLDENTHREAD_LETTERS=file: needs a folder, such as file:/var/letters.")
    return Carrier(f"{MAIL}.filebased.EmailBackend", {"file_path": folder})


def _smtp(url: SplitResult, port: int | None) -> Carrier:
    asked = parse_qs(url.query, keep_blank_values=True)
    if set(asked) - {"tls"} or asked.get("tls", ["yes"]) not in (["yes"], ["no"]):
        raise BadSetting("GOLDENTHREAD_LETTERS takes nothing after ? but tls=yes or tls=no.")
    from_the_start = url.scheme == "smtps"
    near = url.hostname in NEAR and "tls" not in asked
    starttls = not from_the_start and not near and asked.get("tls") != ["no"]
    usual_port = 465 if from_the_start else 587 if starttls else 25
    options = {
        "host": url.hostname,
        "port": port or usual_port,
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": starttls,
        "use_ssl": from_the_start,
        "timeout": SECONDS_TO_WAIT,
    }
    return Carrier(f"{MAIL}.smtp.EmailBackend", options)
