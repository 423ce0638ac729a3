"""Logs that hold no content: a name, a level, a fixed sentence; of an exception only its kind and place."""

from __future__ import annotations

import logging
import traceback
from typing import Any


class PlainFormatter(logging.Formatter):
    """Writes the message as given, and of an exception only where it happened: never a value."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: Any) -> str:  # noqa: N802 (the standard library's name)
        """Give the kind of the exception and its frames, without its message."""
        kind, _, trace = ei
        places = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        return "\n".join([f"{getattr(kind, '__name__', 'exception')} at", *places])


class NothingReporter:
    """Django's reporter of exceptions, which shows nothing: no frame variables, no request, no settings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what Django gives, and keep none of it."""

    def get_traceback_html(self) -> str:
        """Give no page."""
        return ""

    def get_traceback_text(self) -> str:
        """Give no text."""
        return ""
