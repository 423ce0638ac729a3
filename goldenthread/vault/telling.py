"""What was just done, said once on the next page, and kept meanwhile in a cookie sealed under the visit's token.

In a row of the session it would cost a write of the database twice for each thing anybody keeps.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from goldenthread.seals import api as seals
from goldenthread.vault.sealed_sessions import visit_key

COOKIE = "__Host-t"
KIND = "told/1"
LONGEST = 600

Answer = Callable[[HttpRequest], HttpResponse]


def say_once(get_response: Answer) -> Answer:
    """Middleware: give the request what was told before, and carry what it tells to the next page.

    `ui.http.tell` leaves a sentence in `request.tells`; `ui.context.told` shows `request.told` and notes that it did.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        request.told = _open(request)  # type: ignore[attr-defined]
        response = get_response(request)
        tells = str(getattr(request, "tells", ""))[:LONGEST]
        token = request.session.session_key
        if tells and token:
            response.set_cookie(
                COOKIE, _seal(token, tells), secure=True, httponly=True, samesite="Lax", path="/"
            )
        elif COOKIE in request.COOKIES and getattr(request, "told_was_shown", False):
            response.delete_cookie(COOKIE, path="/", samesite="Lax")
            response.cookies[COOKIE]["secure"] = True
        return response

    return respond


def _key_and_context(token: str) -> tuple[bytes, seals.Context]:
    return visit_key(token, kind=KIND, record=seals.sha256(b"told" + token.encode())[:16])


def _seal(token: str, sentence: str) -> str:
    key, context = _key_and_context(token)
    return base64.urlsafe_b64encode(seals.seal(key, context, sentence.encode())).decode()


def _open(request: HttpRequest) -> str:
    """Give what was told before; nothing for another visit's cookie or a changed one."""
    given, token = request.COOKIES.get(COOKIE, ""), request.session.session_key
    if not given or not token:
        return ""
    try:
        key, context = _key_and_context(token)
        return seals.unseal(key, context, base64.urlsafe_b64decode(given)).decode()
    except (seals.Bad, ValueError):
        return ""
