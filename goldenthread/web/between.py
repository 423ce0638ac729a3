"""What stands above the pages where two meet: declared roles, today’s hat, a short first agreement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.gentle import api as gentle
from goldenthread.hats import api as hats
from goldenthread.relationships import api as relationships

# Where two meet. On every other page the same is one link away, at the roles between them.
ROOM = "room:room"
MEETING_PAGES = frozenset({"web:together", "agreements:agreement", "sessions:session", ROOM})


def stands_above(request: HttpRequest) -> bool:
    """Say whether this is a page where two meet."""
    match = request.resolver_match
    return match is not None and match.view_name in MEETING_PAGES


def lines_above(request: HttpRequest, person: Any) -> list[str]:
    """Give the sentences for one of the two; none for anybody else, and none after the end."""
    match = request.resolver_match
    rel = match.kwargs.get("rel") if match else None
    if not isinstance(rel, UUID):
        return []
    try:
        here = relationships.the_relationship(rel, by=person)
    except Http404:
        return []
    if here.ended_at:
        return []
    # In the room nothing is said but what both must have before their eyes (A20, A30).
    is_room = match is not None and match.view_name == ROOM
    return [*_roles(here), *([] if is_room else _short_first(here))]


def _roles(here: relationships.Relationship) -> list[str]:
    terms = agreements.terms_in_force(here.uid, at=now())
    called = {
        "coach": _("the coach"),
        "client": _("the client"),
        "Coach": _("The coach"),
        "Client": _("The client"),
    }
    return [
        *hats.declared_roles(terms, called),
        *(_hat(here) if hats.two_hats(terms) else []),
    ]


def _hat(here: relationships.Relationship) -> list[str]:
    worn = hats.hat_worn(here.uid)
    if worn is None:
        return [_("The coach is also the client’s manager, and hasn’t said yet as what they come.")]
    hat, since = worn
    return [
        _(
            "Today’s hat: %(hat)s, said on %(day)s. What is learnt in coaching may not be used in an appraisal."
        )
        % {"hat": hats.HATS[hat], "day": date_format(localtime(since), "j F, H:i")}
    ]


def _short_first(here: relationships.Relationship) -> list[str]:
    if not gentle.wants_short_first(here.uid):
        return []
    return [
        _("This client has chosen a short first agreement: two sessions, then you both decide.")
    ]
