"""Context processor of the look: what was just done, and whether this device may keep drafts."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest


def told(request: HttpRequest) -> dict[str, Any]:
    """Give layouts `told` (the sentence left by `ui.http.tell`, once) and `drafts_off`.

    What this very request tells comes first: a page that is drawn at once needs no next one. That
    it was shown is noted only when a layout asks for it: a request that draws no page must not
    swallow the sentence.
    """
    return {"told": _once(request), "drafts_off": _drafts_off(request)}


def _once(request: HttpRequest) -> Callable[[], str]:
    @cache
    def take() -> str:
        said = getattr(request, "tells", "") or getattr(request, "told", "")
        request.tells, request.told_was_shown = "", True  # type: ignore[attr-defined]
        return str(said)

    return take


def _drafts_off(request: HttpRequest) -> bool:
    """Someone who said "this is a shared computer" at sign-in keeps nothing on it."""
    kept = getattr(request, "session", None)
    return bool(kept is not None and kept.get("shared_computer"))
