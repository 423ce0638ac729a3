"""The pair's home."""

from __future__ import annotations

from typing import Any, NamedTuple, cast
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.exits import api as exits
from goldenthread.people import api as people
from goldenthread.plans import api as plans
from goldenthread.promises import api as promises
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import Role, you_and
from goldenthread.vault import api as vault

FEW = 5


class Room(NamedTuple):
    """One of the pair's rooms: the name of its address, what it's called, what it's for.

    Its address takes the relationship's uid. `role`: only for that one of the two.
    """

    url_name: str
    label: Promise
    sentence: Promise
    role: str = ""


# Every room of a pair beside those the page draws by itself, in groups. Each domain adds a line.
ROOMS: tuple[tuple[Promise, tuple[Room, ...]], ...] = (
    (
        _("What you settle together"),
        (
            Room(
                "agreements:sight",
                _("Who can see what"),
                _("Drawn from the clauses in force, and from nothing else."),
            ),
            Room(
                "plans:plan",
                _("The plan"),
                _("What the client would like, in their words, and what you settle about it."),
            ),
            Room(
                "sessions:sessions",
                _("Sessions"),
                _("Which days, and what each is for. The client speaks first."),
            ),
            Room(
                "sessions:time",
                _("Time kept"),
                _("When you were both there, as you both said. You see the very same."),
            ),
            Room(
                "fees:fees",
                _("Fees"),
                _("How many sessions are left, and invoices. It closes nothing."),
            ),
            Room(
                "afterwards:moments",
                _("Moments that mattered"),
                _("What you each kept of a session, and both gave."),
            ),
            Room(
                "afterwards:questions",
                _("Question book"),
                _("Questions that surprised one of you."),
            ),
        ),
    ),
    (
        _("Who you are to each other"),
        (
            Room(
                "swaps:swaps",
                _("Opened together"),
                _("What you each write apart, and open at the same moment."),
            ),
            Room(
                "swaps:how_i_like_to_work",
                _("How I like to work"),
                _("Yours to write, any day: pace, directness, silence, what helps."),
                "client",
            ),
            Room(
                "swaps:how_i_like_to_work",
                _("How your client likes to work"),
                _("In their own words, if they’ve written any."),
                "coach",
            ),
            Room(
                "hats:roles",
                _("Roles between you"),
                _("What else you are to each other, and who decides what."),
            ),
        ),
    ),
    (
        _("Others, and the way out"),
        (
            Room(
                "web:seats",
                _("Seats beside you"),
                _("Who sits beside the two of you, and how either of you closes a seat."),
            ),
            Room(
                "sharing:releases",
                _("What leaves"),
                _("Word for word as approved, for one reader, withdrawn at any time."),
            ),
            Room(
                "sharing:previews",
                _("See as somebody else"),
                _("The very page your sponsor, your coach or a supervisor would see."),
                "client",
            ),
            Room(
                "sharing:outside",
                _("What came from outside"),
                _("Who asked about the client by another road, and what was answered."),
            ),
            Room(
                "practice:lending",
                _("Your name in the hours log"),
                _("Whether your coach may name you where they keep their hours."),
                "client",
            ),
            Room(
                "sharing:continuity",
                _("If the coach can’t go on"),
                _("Who is named, what little they would see, and when."),
            ),
        ),
    ),
)


def rooms_for(role: str) -> list[tuple[Promise, list[Room]]]:
    """Give the rooms of one of the two, in their groups."""
    return [(group, [room for room in rooms if room.role in {"", role}]) for group, rooms in ROOMS]


@require_GET
@vault.signed_in
def together(request: Any, rel: UUID) -> HttpResponse:
    """Show the pair's home: what was agreed, what was promised, who can check whom."""
    person, at = request.person, now()
    here = relationships.the_relationship(rel, by=person)
    if here.ended_at and exits.is_erased(here.uid):
        return http.see_other(reverse("exits:exits", args=[here.uid]))
    role, other = relationships.role_in(here, person), relationships.other_in(here, person)
    names = people.names_of([person.uid, other])
    shared = vault.compartment_of(here.uid, vault.CompartmentKind.SHARED)
    context = {
        "rel": here,
        "role": role,
        "other": names.get(other, ""),
        "audience": you_and(names[person.uid], cast("Role", role), names.get(other, "")),
        "agreement": agreements.standing_of(here.uid),
        "promises": promises.open_promises(
            here, by=person, at=at, keyring=request.keyring, limit=FEW, names=names
        ),
        "goals": [
            goal
            for goal in plans.open_goals(here, by=person, at=at, keyring=request.keyring)
            if goal.is_open_to_coach
        ][:FEW],
        "rooms": rooms_for(role),
        "fingerprint": vault.fingerprint(shared, keyring=request.keyring),
    }
    return http.render(request, "web/together.html", context)
