"""What stands around every page: refusals become sentences, private pages stay out of caches."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.core.verdicts import NotAllowed
from goldenthread.core.wall import zone_called
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web import errors, where
from goldenthread.web.pages import entrance

Answer = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class Refusals:
    """Turns what a view raises into a page that says what to do and loses nothing that was typed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except (shares.StoreMissing, DatabaseError) as error:
            return self.process_exception(request, error) or errors.our_fault(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what is anticipated; leave the rest to Django, which answers 500."""
        if isinstance(error, vault.SignInNeeded):
            return entrance.ask_to_sign_in(request)
        if isinstance(error, vault.CodeNotKept):
            return http.see_other(reverse("web:keep_code"))
        if isinstance(error, NotAllowed):
            return errors.refused(request, str(error))
        if isinstance(error, vault.NoGrant):
            return errors.nothing_here(request, Http404())
        return _not_as_it_was(request, error) or _trouble_of_the_house(request, error)


def _not_as_it_was(request: HttpRequest, error: Exception) -> HttpResponse | None:
    if isinstance(error, seals.Bad | vault.NotWitnessed | shares.ShareForgotten):
        return errors.not_as_it_was(request)
    if isinstance(error, vault.KeysChanged | ledger.LedgerTorn):
        return errors.not_as_it_was(request, error.__doc__)
    return None


def _trouble_of_the_house(request: HttpRequest, error: Exception) -> HttpResponse | None:
    if isinstance(error, ledger.LedgerClosed | people.TooManyAtTheDoor):
        return errors.not_now(request, error.__doc__)
    if isinstance(error, people.WaitAtTheDoor):
        return errors.not_so_fast(request, error.seconds)
    if isinstance(error, shares.StoreMissing):
        return errors.not_now(
            request,
            _(
                "The house’s keys aren’t in their place just now, so nothing can be opened or kept. "
                "Whoever runs this house has to put them back."
            ),
        )
    if isinstance(error, DatabaseError):
        return errors.not_now(
            request,
            _(
                "The house couldn’t write this down: its disk may be full or closed. Nothing has changed. "
                "What you wrote is below; keep this page open, or copy it."
            ),
        )
    return None


def for_this_house_only(get_response: Answer) -> Answer:
    """Say on every answer, files included, that no other site may use it and no sensor is asked for (G20)."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return respond


def own_names_only(get_response: Answer) -> Answer:
    """Answer under the house's own names only (G19); health under any, for a machine that knows a number.

    Raises DisallowedHost, which Django answers with our page for what is not understood.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path != reverse("web:health"):
            request.get_host()
        return get_response(request)

    return respond


def private_pages(get_response: Answer) -> Answer:
    """Keep every page out of caches and out of prefetches, so that the ledger tells the truth."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "prefetch" in request.headers.get("Sec-Purpose", ""):
            response = HttpResponse(status=503)
        else:
            response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return respond


def one_look_at_secrets(get_response: Answer) -> Answer:
    """Ask the second store for the house's secrets once a request, the keeping of its visit included."""

    def respond(request: HttpRequest) -> HttpResponse:
        with shares.secrets_kept():
            return get_response(request)

    return respond


def own_time(get_response: Answer) -> Answer:
    """Show times in the reader's own zone."""

    def respond(request: HttpRequest) -> HttpResponse:
        person = getattr(request, "person", None)
        if person is None:
            return get_response(request)
        with timezone.override(zone_called(person.zone)):
            return get_response(request)

    return respond


def shared_device(get_response: Answer) -> Answer:
    """Keep nothing on a device that others use too: short visits, no drafts, no mark of a known device.

    Holds from the request on in which the choice was made, whichever way the person came in (S4.11).
    """

    def respond(request: HttpRequest) -> HttpResponse:
        _keep_little(request)
        response = get_response(request)
        if _keep_little(request) and where.knows_device(request, response):
            where.forget_device(response)
        return response

    return respond


def _keep_little(request: HttpRequest) -> bool:
    person = getattr(request, "person", None)
    if person is None or not person.shared_device:
        return False
    vault.keep_visit_short(request)
    if not request.session.get(entrance.SHARED_COMPUTER):
        request.session[entrance.SHARED_COMPUTER] = True
    return True
