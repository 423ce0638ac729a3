"""Inviting, coming in, ending. Each leaves one row in the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.core.persons import HasUid
from goldenthread.courier import api as courier
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import policy
from goldenthread.relationships.ending import tell_of_end
from goldenthread.relationships.in_person import InPerson, new_words, token_of_words
from goldenthread.relationships.models import Invitation, Relationship
from goldenthread.relationships.seats.closing import close
from goldenthread.relationships.seats.queries import standing_seats_of
from goldenthread.relationships.seats.states import SeatState
from goldenthread.relationships.states import InvitationState, RelationshipState
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault

DECLINED_WORDS = "invitation.declined/1"


def _line(relationship: Relationship, *, by: HasUid | None, at: datetime) -> dict[str, Any]:
    """Say what each row about a relationship says; it is about the client once there is one (INV-13)."""
    return {
        "stream": relationship.uid,
        "by": by,
        "at": at,
        "about": relationship.client_uid or relationship.coach_uid,
        "thing": ("relationship", relationship.uid),
    }


@transaction.atomic
def invite_client(
    *, address: str, called: str, keyring: vault.Keyring, by: people.Person, at: datetime
) -> Relationship:
    """Invite someone by a letter with one link and no content (INV-14). Raises NotAllowed for who doesn't coach."""
    relationship = _begin(by=by, at=at)
    _send_link(relationship, address=address, called=called, keyring=keyring, at=at)
    ledger.record("relationships.client.invited", **_line(relationship, by=by, at=at))
    return relationship


@transaction.atomic
def invite_in_person(
    *, called: str, keyring: vault.Keyring, by: people.Person, at: datetime
) -> InPerson:
    """Invite someone by six words to hand over: no letter, no address (S4.11). Raises NotAllowed as invite_client."""
    relationship = _begin(by=by, at=at)
    words = new_words()
    _keep_link(
        relationship, token_of_words(words), address="", called=called, keyring=keyring, at=at
    )
    ledger.record("relationships.client.invited_in_person", **_line(relationship, by=by, at=at))
    return InPerson(relationship.uid, words)


def _begin(*, by: people.Person, at: datetime) -> Relationship:
    policy.may_invite(coaches=by.coaches).or_raise()
    return Relationship.objects.create(
        coach_uid=by.uid, state=RelationshipState.INVITED, made_at=at
    )


def _send_link(
    relationship: Relationship, *, address: str, called: str, keyring: vault.Keyring, at: datetime
) -> None:
    token = seals.new_token()
    _keep_link(relationship, token, address=address, called=called, keyring=keyring, at=at)
    courier.post("invitation", address=address, token=token, at=at)


def _keep_link(
    relationship: Relationship,
    token: str,
    *,
    address: str,
    called: str,
    keyring: vault.Keyring,
    at: datetime,
) -> None:
    invitation = Invitation(
        relationship=relationship,
        compartment=vault.own_compartment(relationship.coach_uid),
        token_hash=seals.token_hash(token),
        state=InvitationState.WAITING,
        sent_at=at,
        expires_at=at + policy.LINK_LASTS,
    )
    vault.seal(invitation, {"address": address, "called": called}, keyring=keyring)
    invitation.save(force_insert=True)


@transaction.atomic
def resend_invitation(
    *,
    relationship: Relationship,
    address: str,
    called: str,
    keyring: vault.Keyring,
    by: HasUid,
    at: datetime,
) -> None:
    """Send a new link; the one before stops working."""
    _replace_link(relationship, by=by)
    _send_link(relationship, address=address, called=called, keyring=keyring, at=at)
    ledger.record("relationships.invitation.resent", **_line(relationship, by=by, at=at))


@transaction.atomic
def write_words_anew(
    *, relationship: Relationship, called: str, keyring: vault.Keyring, by: HasUid, at: datetime
) -> InPerson:
    """Draw six new words to hand over; those before, or the letter before, stop working."""
    _replace_link(relationship, by=by)
    words = new_words()
    _keep_link(
        relationship, token_of_words(words), address="", called=called, keyring=keyring, at=at
    )
    ledger.record("relationships.invitation.written_anew", **_line(relationship, by=by, at=at))
    return InPerson(relationship.uid, words)


def _replace_link(relationship: Relationship, *, by: HasUid) -> None:
    _hold(relationship)
    policy.may_change_invitation(relationship, by=by).or_raise()
    relationship.invitations.filter(state=InvitationState.WAITING).update(
        state=InvitationState.REPLACED
    )


@transaction.atomic
def withdraw_invitation(*, relationship: Relationship, by: HasUid, at: datetime) -> None:
    """Take the invitation back: its link answers kindly and opens nothing."""
    _hold(relationship)
    policy.may_change_invitation(relationship, by=by).or_raise()
    relationship.invitations.filter(state=InvitationState.WAITING).update(
        state=InvitationState.WITHDRAWN
    )
    relationship.state = RelationshipState.NEVER_BEGUN
    relationship.save(update_fields=["state"])
    ledger.record("relationships.invitation.withdrawn", **_line(relationship, by=by, at=at))


@transaction.atomic
def decline_invitation(
    *, invitation: Invitation, words: str, by: HasUid | None, at: datetime
) -> None:
    """Say not now, with a word to the coach if wished. Needs no account: it goes through the letter-box."""
    relationship = invitation.relationship
    _hold(relationship)
    invitation.refresh_from_db(fields=["state", "expires_at"])
    policy.may_use(invitation, at=at).or_raise()
    invitation.state = InvitationState.DECLINED
    invitation.save(update_fields=["state"])
    relationship.state = RelationshipState.NEVER_BEGUN
    relationship.save(update_fields=["state"])
    if words:
        box = vault.own_compartment(relationship.coach_uid)
        vault.drop_letter(
            box, kind=DECLINED_WORDS, writer=invitation.uid, payload={"words": words}, at=at
        )
    ledger.record("relationships.invitation.declined", **_line(relationship, by=by, at=at))


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, keyring: vault.Keyring, by: people.Person, at: datetime
) -> Relationship:
    """Come in: the client's side makes the keys of the relationship, and grants the coach the shared one.

    Works while the coach is away; no key travels by mail (security.md 2.4). Raises NotAllowed with the reason for a
    link that no longer works.
    """
    locked = Relationship.objects.select_for_update().get(uid=invitation.relationship_id)
    fresh = Invitation.objects.get(uid=invitation.uid)
    policy.may_use(fresh, at=at).or_raise()
    policy.may_accept(locked, by=by).or_raise()
    fresh.state = InvitationState.ACCEPTED
    fresh.save(update_fields=["state"])
    locked.client_uid, locked.state, locked.begun_at = by.uid, RelationshipState.GOING_ON, at
    locked.save(update_fields=["client_uid", "state", "begun_at"])
    vault.make_compartment(
        vault.CompartmentKind.CLIENT_PRIVATE,
        members={by.uid: "client"},
        keyring=keyring,
        at=at,
        relationship_uid=locked.uid,
    )
    vault.make_compartment(
        vault.CompartmentKind.SHARED,
        members={by.uid: "client", locked.coach_uid: "coach"},
        keyring=keyring,
        at=at,
        relationship_uid=locked.uid,
    )
    ledger.record("relationships.relationship.begun", **_line(locked, by=by, at=at))
    return locked


@transaction.atomic
def end_relationship(*, relationship: Relationship, by: HasUid, at: datetime) -> Relationship:
    """End: at once, without a reason, by either (A26). Every term stops, and with it what it opened.

    Every seat beside the two closes too, with all that its holder could open.
    """
    _hold(relationship)
    policy.may_end(relationship, by=by).or_raise()
    relationship.state, relationship.ended_at = RelationshipState.ENDED, at
    relationship.save(update_fields=["state", "ended_at"])
    for seat in standing_seats_of(relationship.uid):
        close(seat, SeatState.ENDED, at=at)
    tell_of_end(relationship, at)
    ledger.record("relationships.relationship.ended", **_line(relationship, by=by, at=at))
    return relationship


def _hold(relationship: Relationship) -> None:
    """Read a pair anew and hold it, so that of two who act at once the second sees what the first did.

    A withdrawal that came a moment after somebody came in would otherwise undo their coming in.
    """
    relationship.refresh_from_db(from_queryset=Relationship.objects.select_for_update())
