"""Where to turn: in a crisis, and with a complaint. One link away from every page (A27, requirements 3.5)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.introductions import api as introductions
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault

HARD_MOMENTS = ("in_case_of",)
MANY = 20


@require_GET
def help_now(request: Any) -> HttpResponse:
    """Show whom to call, for everybody. Nothing of anyone's is opened by it."""
    return http.render(request, "web/help_now.html", _page(request))


@require_GET
@vault.signed_in
def ours(request: Any, rel: UUID) -> HttpResponse:
    """Show the same, with what the two wrote for a hard moment; their agreement is opened for it."""
    here = relationships.the_relationship(rel, by=request.person)
    names = people.names_of([relationships.other_in(here, request.person)])
    words = agreements.words_in_force(
        here, headings=HARD_MOMENTS, by=request.person, at=now(), keyring=request.keyring
    )
    more = {"other": next(iter(names.values()), ""), "words": words, "opened": True}
    return http.render(request, "web/help_now.html", _page(request) | more)


def _page(request: Any) -> dict[str, Any]:
    return {
        "sentence": settings.HELP_SENTENCE,
        "contacts": settings.HELP_CONTACTS,
        "pairs": _pairs(request.person) if request.person is not None else [],
    }


def _pairs(person: people.Person) -> list[tuple[UUID, str]]:
    """Give the relationships this person is one of, with the other's name."""
    found = [r for r in relationships.relationships_of(person)[:MANY] if r.client_uid]
    others = {r.uid: relationships.other_in(r, person) for r in found if r.ended_at is None}
    names = people.names_of(others.values()) if others else {}
    return [(uid, names.get(other, "")) for uid, other in others.items()]


@require_GET
@vault.signed_in
def complaints(request: Any, rel: UUID) -> HttpResponse:
    """Show who looks into a complaint: as the coach published it, and as both signed it (A27)."""
    here = relationships.the_relationship(rel, by=request.person)
    page = introductions.process_page_of(here.coach_uid)
    names = people.names_of([here.coach_uid])
    context = {
        "rel": here,
        "coach": names.get(here.coach_uid, ""),
        "route": page.complaints if page else None,
        "words": agreements.words_in_force(
            here, term_keys=("A27",), by=request.person, at=now(), keyring=request.keyring
        ),
    }
    return http.render(request, "web/complaints.html", context)
