"""A seat's link: sent, sent again, taken back, answered. Each leaves one row in the ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Verdict
from goldenthread.courier import api as courier
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships.models import Relationship
from goldenthread.relationships.policy import LINK_LASTS, may_use
from goldenthread.relationships.seats import policy
from goldenthread.relationships.seats.closing import close
from goldenthread.relationships.seats.holding import hold, hold_pair, line
from goldenthread.relationships.seats.models import Seat, SeatInvitation
from goldenthread.relationships.seats.queries import standing_seats_of
from goldenthread.relationships.seats.states import Place, SeatDeed, SeatState
from goldenthread.relationships.states import InvitationState
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault

DECLINED_WORDS = "seat.declined/1"


@transaction.atomic
def invite_to_seat(
    *,
    relationship: Relationship,
    role: Role,
    address: str,
    called: str,
    allowed: Verdict,
    keyring: vault.Keyring,
    by: HasUid,
    at: datetime,
    until: datetime | None = None,
) -> Seat:
    """Invite somebody to a seat by a letter with one link and no content (INV-14).

    `allowed` is the verdict of the terms in force on this role (INV-6); `until` the seat's last moment, if it has
    one. Raises NotAllowed.
    """
    hold_pair(relationship)
    taken = [seat.role for seat in standing_seats_of(relationship.uid)]
    policy.may_invite_to_seat(relationship, role, by=by, allowed=allowed, taken=taken).or_raise()
    seat = Seat.objects.create(
        relationship=relationship,
        role=role,
        state=SeatState.INVITED,
        invited_by=by.uid,
        made_at=at,
        until=until,
    )
    _send_link(seat, address=address, called=called, keyring=keyring, at=at)
    ledger.record("relationships.seat.offered", **line(seat, relationship, by=by, at=at))
    return seat


def _send_link(
    seat: Seat, *, address: str, called: str, keyring: vault.Keyring, at: datetime
) -> None:
    token = seals.new_token()
    invitation = SeatInvitation(
        seat=seat,
        compartment=vault.compartment_of(seat.relationship_id, vault.CompartmentKind.SHARED),
        token_hash=seals.token_hash(token),
        state=InvitationState.WAITING,
        sent_at=at,
        expires_at=at + LINK_LASTS,
    )
    vault.seal(invitation, {"address": address, "called": called}, keyring=keyring)
    invitation.save(force_insert=True)
    courier.post("invitation", address=address, token=token, at=at)


@transaction.atomic
def resend_to_seat(
    *, seat: Seat, address: str, called: str, keyring: vault.Keyring, by: HasUid, at: datetime
) -> None:
    """Send a new link; the one before stops working."""
    relationship = hold(seat)
    place = policy.place_of(by, seat, relationship)
    policy.may(SeatDeed.RESEND, seat, place=place).or_raise()
    seat.invitations.filter(state=InvitationState.WAITING).update(state=InvitationState.REPLACED)
    _send_link(seat, address=address, called=called, keyring=keyring, at=at)
    ledger.record("relationships.seat.offered_again", **line(seat, relationship, by=by, at=at))


@transaction.atomic
def withdraw_from_seat(*, seat: Seat, by: HasUid, at: datetime) -> None:
    """Take a seat's invitation back: its link answers kindly and opens nothing."""
    relationship = hold(seat)
    place = policy.place_of(by, seat, relationship)
    policy.may(SeatDeed.WITHDRAW, seat, place=place).or_raise()
    close(seat, SeatState.REVOKED, at=at)
    ledger.record("relationships.seat.withdrawn", **line(seat, relationship, by=by, at=at))


@transaction.atomic
def decline_seat(
    *, invitation: SeatInvitation, words: str, at: datetime, by: HasUid | None
) -> None:
    """Say not now, with a word to the two if wished; both can read it. Needs no account."""
    seat = invitation.seat
    relationship = hold(seat)
    invitation.refresh_from_db(fields=["state", "expires_at"])
    may_use(invitation, at=at).or_raise()
    policy.may(SeatDeed.DECLINE, seat, place=Place.BEARER).or_raise()
    invitation.state = InvitationState.DECLINED
    invitation.save(update_fields=["state"])
    close(seat, SeatState.ENDED, at=at)
    if words:
        box = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
        vault.drop_letter(
            box, kind=DECLINED_WORDS, writer=seat.uid, payload={"words": words}, at=at
        )
    ledger.record("relationships.seat.declined", **line(seat, relationship, by=by, at=at))


@transaction.atomic
def accept_seat(
    *, invitation: SeatInvitation, keyring: vault.Keyring, by: people.Person, at: datetime
) -> Seat:
    """Come in: the holder's side makes the keys of the window, and grants them to both of the pair.

    Works while the two are away; no key travels by mail (security.md 2.4). Raises NotAllowed with the reason.
    """
    seat = invitation.seat
    relationship = hold(seat)
    invitation.refresh_from_db(fields=["state", "expires_at"])
    may_use(invitation, at=at).or_raise()
    others = [one.person_uid for one in standing_seats_of(relationship.uid)]
    policy.may_take_seat(
        seat, relationship, by=by, holds_another=by.uid in others, at=at
    ).or_raise()
    invitation.state = InvitationState.ACCEPTED
    invitation.save(update_fields=["state"])
    members = {by.uid: seat.role, relationship.coach_uid: Role.COACH.value}
    if relationship.client_uid is not None:
        members[relationship.client_uid] = Role.CLIENT.value
    seat.window = vault.make_compartment(
        vault.CompartmentKind.WINDOW,
        members=members,
        keyring=keyring,
        at=at,
        relationship_uid=relationship.uid,
    )
    seat.person_uid, seat.state, seat.joined_at = by.uid, SeatState.ACCEPTED, at
    seat.save(update_fields=["window", "person_uid", "state", "joined_at"])
    ledger.record("relationships.seat.taken", **line(seat, relationship, by=by, at=at))
    return seat
