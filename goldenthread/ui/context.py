"""Context processor of the look: what was just done, and whether this device may keep drafts."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest


def told(request: HttpRequest) -> dict[str, Any]:
    """Give layouts `told` (the sentence left by `ui.http.tell`, once) and `drafts_off`.

    `told` is taken out of the session when a layout first asks for it, and not before:
    a request that draws no page must not swallow the sentence.
    """
    return {"told": _once(request), "drafts_off": _drafts_off(request)}


def _once(request: HttpRequest) -> Callable[[], str]:
    @cache
    def take() -> str:
        kept = getattr(request, "session", None)
        return str(kept.pop("told", "")) if kept is not None else ""

    return take


def _drafts_off(request: HttpRequest) -> bool:
    """Someone who said "this is a shared computer" at sign-in keeps nothing on it."""
    kept = getattr(request, "session", None)
    return bool(kept is not None and kept.get("shared_computer"))
