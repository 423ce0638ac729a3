"""Pages for when something does not go: what happened, what to do, and everything that was typed."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.core.ids import new_uid
from goldenthread.web import where
from goldenthread.web.kept import typed_in

log = logging.getLogger("goldenthread.web")


def say(
    request: HttpRequest, *, status: int, title: str, sentence: str, retry: bool = False
) -> HttpResponse:
    """Give a quiet page with one sentence; with `retry`, what was typed and a way to send it again."""
    kept = typed_in(request) if retry else None
    context = {"title": title, "sentence": sentence, "kept": kept}
    return render(request, "web/error.html", context, status=status)


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django names it)
    """Answer 404: the same for what never was, what is gone, and what is not yours."""
    return say(
        request,
        status=404,
        title=_("Nothing here"),
        sentence=_("There’s nothing here. It may have been taken back by the person who wrote it."),
    )


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 or 413: what the browser sent is too much, or no form of ours. None of it is read."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        sentence = _(
            "That’s more than can be sent at once, so nothing was kept. Go back with your browser: "
            "what you wrote is still there. Keep it in two parts."
        )
        return say(request, status=413, title=_("That’s a lot at once"), sentence=sentence)
    if isinstance(exception, SessionInterrupted):
        sentence = _(
            "Your visit ended while this was on its way. Sign in to see whether it was kept."
        )
        return say(request, status=400, title=_("Your visit has ended"), sentence=sentence)
    sentence = _("We couldn’t make sense of what your browser sent, so nothing was done.")
    return say(request, status=400, title=_("Not this time"), sentence=sentence)


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 403 with the rule's own reason."""
    return say(request, status=403, title=_("Not this time"), sentence=reason, retry=True)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer 500, with a number the steward can find in the log."""
    number = str(new_uid())[:13]
    log.error("unexpected failure %s", number, exc_info=True)  # noqa: LOG014 (Django calls this while handling it; places only: logs.py)
    return say(
        request,
        status=500,
        title=_("That’s our fault"),
        sentence=_(
            "That’s our fault, not yours. Try again in a minute. If it goes on, tell whoever runs this house: %(n)s."
        )
        % {"n": number},
        retry=True,
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django names it)
    """Answer a form whose page was too old to be sent, and give it back fresh.

    A form that another site sent is not given back: with one press it would be the reader's own.
    """
    if not where.is_from_this_house(request):
        return say(
            request,
            status=403,
            title=_("Not this time"),
            sentence=_("Another site sent this in your name, so nothing was done."),
        )
    return say(
        request,
        status=403,
        title=_("Once more, to be sure"),
        sentence=_(
            "This page had been open for a long time, or your browser didn’t keep our cookie. "
            "Nothing was lost: check it, and send it again."
        ),
        retry=True,
    )


def not_so_fast(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429: someone signed in gave a wrong passphrase too often, and waits before the next."""
    return say(request, status=429, title=_("Not just now"), sentence=waiting_sentence(seconds))


def waiting_sentence(seconds: int) -> str:
    """Say how long to wait, in minutes once it is more than one."""
    minutes = (seconds + 59) // 60
    return ngettext(
        "There were several wrong tries. Wait about %(n)d minute, then try again.",
        "There were several wrong tries. Wait about %(n)d minutes, then try again.",
        minutes,
    ) % {"n": minutes}


def not_now(request: HttpRequest, sentence: Any) -> HttpResponse:
    """Answer 503: the house could not do it just now; nothing has changed."""
    return say(request, status=503, title=_("Not just now"), sentence=str(sentence), retry=True)


def not_as_it_was(request: HttpRequest, sentence: str | None = None) -> HttpResponse:
    """Answer for something that is not as it was kept: one page for every kind of tampering (G5).

    Whatever was sealed gets the one sentence; `sentence` is for keys and lines that were changed.
    """
    log.error("sealed thing refused")
    return say(
        request,
        status=409,
        title=_("We didn’t open this"),
        sentence=sentence
        or _(
            "Something here isn’t as it was kept, so we didn’t open it. Tell whoever runs this house: "
            "a backup may still hold it whole."
        ),
        retry=True,
    )
