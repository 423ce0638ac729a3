"""What a link leads to: a relationship, as its client; or a seat beside one. Both are come into the same way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.gentle import api as gentle
from goldenthread.introductions import api as introductions
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sharing import api as sharing
from goldenthread.vault import api as vault
from goldenthread.web import where
from goldenthread.web.saying import SEATS, WHAT_FOR


@dataclass(frozen=True, slots=True)
class AsClient:
    """A link by which a client comes in, to a coach."""

    invitation: relationships.Invitation

    template = "web/invitation.html"

    def page(self, request: HttpRequest) -> dict[str, Any]:
        """Give what the welcome page says: who asks, and how they work."""
        coach = people.the_person(self.invitation.relationship.coach_uid)
        person = getattr(request, "person", None)
        return {
            "coach": people.name_of(coach),
            "process_page": introductions.process_page_of(coach.uid),
            "own": person is not None and person.uid == coach.uid,
        }

    def accept(self, *, keyring: vault.Keyring, by: people.Person, at: datetime) -> None:
        """Begin the relationship. Raises NotAllowed."""
        relationships.accept_invitation(invitation=self.invitation, keyring=keyring, by=by, at=at)

    def begin_gently(self, *, keyring: vault.Keyring, by: people.Person, at: datetime) -> None:
        """Say yes to gentle mode in the same breath as coming in (S4.11)."""
        here = relationships.the_relationship(self.invitation.relationship_id, by=by)
        yes = gentle.with_yes(gentle.NOTHING_CHOSEN, gentle.GENTLE)
        gentle.choose(here, yes, by=by, at=at, keyring=keyring)

    def decline(self, words: str, *, at: datetime) -> None:
        """Say not now. Raises NotAllowed."""
        relationships.decline_invitation(invitation=self.invitation, words=words, by=None, at=at)

    def home(self) -> tuple[str, str]:
        """Give where somebody is once they joined, and what they are told there."""
        return reverse("web:my_space"), _("You’re in. The keys of your shared space are made.")


@dataclass(frozen=True, slots=True)
class ToSeat:
    """A link by which somebody comes to a seat beside a pair."""

    invitation: relationships.SeatInvitation

    template = "web/seat_invitation.html"

    def page(self, request: HttpRequest) -> dict[str, Any]:
        """Give what the welcome page says: who asks, for which seat, and what never comes with it.

        Both names are those for outside (S2.25); what never comes is read off the compiled table (S0.15).
        """
        seat = self.invitation.seat
        pair = seat.relationship
        client = pair.client_uid or pair.coach_uid
        names = sharing.names_for(pair, seat.role, at=now())
        person = getattr(request, "person", None)
        return {
            "coach": names.get(pair.coach_uid, ""),
            "client": names.get(client, ""),
            "asks": names.get(seat.invited_by, ""),
            "role": seat.role,
            "seat": SEATS[seat.role],
            "what_for": WHAT_FOR[seat.role],
            "glance": sharing.glance_at(
                agreements.terms_in_force(pair.uid, at=now()), Role(seat.role)
            ),
            "own": person is not None and person.uid in {pair.coach_uid, client},
        }

    def accept(self, *, keyring: vault.Keyring, by: people.Person, at: datetime) -> None:
        """Take the seat. Raises NotAllowed."""
        relationships.accept_seat(invitation=self.invitation, keyring=keyring, by=by, at=at)

    def decline(self, words: str, *, at: datetime) -> None:
        """Say not now. Raises NotAllowed."""
        relationships.decline_seat(invitation=self.invitation, words=words, by=None, at=at)

    def home(self) -> tuple[str, str]:
        """Give where somebody is once they joined, and what they are told there."""
        return where.windows_url(), _("You have the seat. Nothing opens to you before you sign.")


def the_invited(token: str) -> AsClient | ToSeat:
    """Give what a token leads to. Raises Http404 for one that nobody was given."""
    try:
        return AsClient(relationships.the_invitation(token))
    except Http404:
        return ToSeat(relationships.the_seat_invitation(token))
