"""Coming in and going out over the web: who is here, with which keyring."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import rotate_token

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.vault.actions import Unlocked
from goldenthread.vault.keyring import Keyring
from goldenthread.vault.sealed_sessions import PERSON, SHORT, mark_of_visit, owner_mark

USER_KEY, CODE, PROVED = "user_key", "recovery_code", "proved"
FRESH = timedelta(minutes=5)

View = Callable[..., HttpResponseBase]


class SignInNeeded(Exception):
    """Sign in to go on. What you typed is kept."""


class CodeNotKept(Exception):
    """Keep your recovery code first: it is the only other way in."""


def open_keyring(get_response: View) -> View:
    """Middleware: put `person` and `keyring` on the request, None for someone who is not signed in."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        held = request.session
        request.person = request.keyring = None  # type: ignore[attr-defined]
        if PERSON in held:
            uid = UUID(held[PERSON])
            request.person = people.find_person(uid)  # type: ignore[attr-defined]
            request.keyring = Keyring(uid, base64.b64decode(held[USER_KEY]))  # type: ignore[attr-defined]
        return get_response(request)

    return respond


def signed_in(view: View) -> View:
    """Let only someone signed in through, with `person` and `keyring` on the request."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.person is None:
            raise SignInNeeded
        if CODE in request.session:
            raise CodeNotKept
        return view(request, *args, **kwargs)

    return guarded


def let_in(request: HttpRequest, unlocked: Unlocked, at: datetime) -> None:
    """Begin a signed-in visit under a new token, whatever visit there was before (ASVS 7.2.4)."""
    request.session.flush()
    request.session.clear_expired()
    request.session[PERSON] = str(unlocked.person.uid)
    request.session[USER_KEY] = base64.b64encode(unlocked.user_key).decode()
    request.session[PROVED] = at.isoformat()
    if unlocked.recovery_code:
        request.session[CODE] = unlocked.recovery_code
    request.session.cycle_key()
    rotate_token(request)
    request.person = unlocked.person  # type: ignore[attr-defined]
    request.keyring = unlocked.keyring  # type: ignore[attr-defined]


def keep_visit_short(request: HttpRequest) -> None:
    """Let this visit end after 15 quiet minutes, however long others last."""
    if not request.session.get(SHORT):
        request.session[SHORT] = True


def let_out(request: HttpRequest) -> None:
    """End the visit on this device."""
    request.session.flush()
    request.person = request.keyring = None  # type: ignore[attr-defined]


def mark_of_visitor(request: HttpRequest) -> str:
    """Give a mark of whoever's browser this is, by its cookie, also when their visit has ended; "" if unknown."""
    return mark_of_visit(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))


def is_marked_as(person: people.Person, mark: str) -> bool:
    """Say whether a mark of a visitor is this person's."""
    return seals.same(owner_mark(person.uid).hex().encode(), mark.encode())


def code_to_keep(request: HttpRequest) -> str | None:
    """Give the recovery code that is still to be typed back, if there is one."""
    code: str | None = request.session.get(CODE)
    return code


def code_is_kept(request: HttpRequest) -> None:
    """Forget the recovery code: it is on paper now."""
    request.session.pop(CODE, None)


def proved_lately(request: HttpRequest) -> bool:
    """Say whether the passphrase was given within the last five minutes (security.md 2.3)."""
    proved = request.session.get(PROVED)
    return proved is not None and now() - datetime.fromisoformat(proved) <= FRESH


def proved_again(request: HttpRequest, at: datetime) -> None:
    """Note that the passphrase was given again just now, and change the visit's token."""
    request.session[PROVED] = at.isoformat()
    request.session.cycle_key()
