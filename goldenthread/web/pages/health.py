"""Whether the house is well, for a machine to ask: one word, no secret, nothing about anyone."""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldenthread.shares import api as shares
from goldenthread.vault import api as vault


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer 200 "ok" when both stores answer and belong together, else 503 with one word.

    The words: "database", "vault" (the store that does not answer), "strangers" (they do not
    belong together).
    """
    word = _word()
    return HttpResponse(word, content_type="text/plain", status=200 if word == "ok" else 503)


def _word() -> str:
    try:
        vault.check_same_house()
    except shares.StoreMissing:
        return "vault"
    except vault.AnotherHouse:
        return "strangers"
    except (DatabaseError, InterfaceError):
        return "database"
    return "ok"
