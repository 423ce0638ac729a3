"""What every page's frame needs: the practice's name, the places of this person, the foot."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from goldenthread.core.clock import now
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault
from goldenthread.web import where
from goldenthread.web.between import lines_above, stands_above

MANY = 200


def house(request: HttpRequest) -> dict[str, Any]:
    """Give layouts `house_name`, `places`, `foot` and `exit`. Nothing is looked up before a layout asks."""
    person = getattr(request, "person", None)
    frame: dict[str, Any] = {
        "house_name": settings.PRACTICE_NAME,
        "host_is_employer": settings.HOST_IS_EMPLOYER,
        "foot": {"help_text": _help(), "help_url": reverse("web:help_now")},
    }
    if person is None or vault.code_to_keep(request):
        return frame
    frame |= _manner(person)
    if stands_above(request):
        frame["between"] = SimpleLazyObject(lambda: lines_above(request, person))
    frame["places"] = SimpleLazyObject(lambda: places(request, person))
    frame["foot"] |= {
        "ledger_url": reverse("ledger:mine"),
        "copy_url": reverse("bridge:copy"),
        "account_url": reverse("web:account"),
        "sign_out_url": reverse("web:sign_out"),
    }
    if request.resolver_match and request.path.startswith("/together/"):
        rel = request.resolver_match.kwargs.get("rel")
        frame["foot"]["complaints_url"] = rel and reverse("web:complaints", args=[rel])
    return frame


def _manner(person: Any) -> dict[str, Any]:
    """Say how pages come to this person, from the flags that came with them: no query (S4.11)."""
    manner: dict[str, Any] = {"quiet_pages": person.quiet_pages}
    if person.leaves_at_once:
        to = settings.QUICK_EXIT or reverse("web:away")
        manner["exit"] = {"url": reverse("web:leave_now"), "to": to}
    return manner


def _help() -> str:
    return " ".join(
        [
            _("This isn’t an emergency service, and nobody may see this today."),
            settings.HELP_SENTENCE,
        ]
    )


def places(request: HttpRequest, person: Any) -> list[dict[str, Any]]:
    """Give this person's places, four at most: the client's own, or the coach's desk and the pair they are with."""
    current = _relationship_here(request, person)
    if current is None and not person.coaches:
        mine = relationships.relationships_of(person)[:MANY]
        current = next((r for r in mine if r.client_uid == person.uid), None)
    if current is None:
        return _lone_places(request, person)
    if current.client_uid == person.uid:
        return _client_places(request, current.uid)
    return _coach_places(request, current.uid)


def _relationship_here(request: HttpRequest, person: Any) -> relationships.Relationship | None:
    match = request.resolver_match
    given = match.kwargs.get("rel") if match else None
    if not isinstance(given, UUID):
        return None
    try:
        return relationships.the_relationship(given, by=person)
    except Http404:
        return None


def _place(request: HttpRequest, label: str, url: str, icon: str) -> dict[str, Any]:
    """Draw one place; the desk is only itself, because starting words are a place beside it."""
    here = request.path.startswith(url)
    if url == reverse("web:desk"):
        here = here and not request.path.startswith(reverse("agreements:starting_words"))
    return {"label": label, "url": url, "icon": icon, "current": here}


def _lone_places(request: HttpRequest, person: Any) -> list[dict[str, Any]]:
    held = relationships.seats_held_by(person, at=now())
    window = [_place(request, _("Windows"), where.windows_url(), "eye")] if held else []
    if person.coaches:
        return [
            _place(request, _("Desk"), reverse("web:desk"), "home"),
            _place(request, _("Starting words"), reverse("agreements:starting_words"), "page"),
            *window,
        ]
    return window or [_place(request, _("My space"), reverse("web:my_space"), "home")]


def _client_places(request: HttpRequest, rel: UUID) -> list[dict[str, Any]]:
    return [
        _place(request, _("My space"), reverse("web:my_space"), "home"),
        _place(request, _("Journal"), reverse("journal:entries", args=[rel]), "book"),
        _place(request, _("Promises"), reverse("promises:list", args=[rel]), "two"),
        _place(request, _("Agreement"), reverse("agreements:agreement", args=[rel]), "page"),
    ]


def _coach_places(request: HttpRequest, rel: UUID) -> list[dict[str, Any]]:
    return [
        _place(request, _("Desk"), reverse("web:desk"), "home"),
        _place(request, _("Shared"), reverse("journal:shared", args=[rel]), "book"),
        _place(request, _("Promises"), reverse("promises:list", args=[rel]), "two"),
        _place(request, _("Agreement"), reverse("agreements:agreement", args=[rel]), "page"),
    ]
