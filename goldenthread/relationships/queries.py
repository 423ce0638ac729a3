"""Finding pairs and invitations, for those they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from goldenthread.asking.api import Question
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships.models import Invitation, Relationship
from goldenthread.relationships.states import InvitationState, RelationshipState
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault

_BY_UID = Question(Relationship, "uid")
BEGUN = (RelationshipState.GOING_ON, RelationshipState.ENDED)


def the_relationship(uid: UUID, *, by: HasUid) -> Relationship:
    """Give a relationship to one of its two. Raises Http404 for anyone else, as if it did not exist."""
    found = _BY_UID.one(uid)
    if found is None or found.state not in BEGUN:
        raise Http404
    if by.uid not in {found.coach_uid, found.client_uid}:
        raise Http404
    return found


def the_ended(uid: UUID) -> Relationship:
    """Give a relationship that has ended, to the house itself. Raises Http404 for any other."""
    found = Relationship.objects.filter(uid=uid, state=RelationshipState.ENDED).first()
    if found is None:
        raise Http404
    return found


def relationships_of(person: HasUid) -> QuerySet[Relationship]:
    """Give the relationships that this person is one of, begun ones only, oldest first."""
    mine = Q(coach_uid=person.uid) | Q(client_uid=person.uid)
    return Relationship.objects.filter(mine, state__in=BEGUN).order_by("made_at", "uid")


def is_a_client(person: HasUid) -> bool:
    """Say whether this person is the client of any relationship that has begun, ended ones too."""
    return Relationship.objects.filter(client_uid=person.uid, state__in=BEGUN).exists()


def is_going_on(relationship_uid: UUID) -> bool:
    """Say whether this relationship has begun and not ended."""
    going_on = Relationship.objects.filter(uid=relationship_uid, state=RelationshipState.GOING_ON)
    return going_on.exists()


def role_in(relationship: Relationship, person: HasUid) -> str:
    """Give "coach" or "client". Raises Http404 for anyone else."""
    if person.uid == relationship.coach_uid:
        return "coach"
    if person.uid == relationship.client_uid:
        return "client"
    raise Http404


def other_in(relationship: Relationship, person: HasUid) -> UUID:
    """Give the uid of the other one. Raises Http404 when the person is neither, or nobody came in yet."""
    mine = role_in(relationship, person)
    other = relationship.client_uid if mine == "coach" else relationship.coach_uid
    if other is None:
        raise Http404
    return other


def the_invitation(token: str) -> Invitation:
    """Give the invitation whose letter holds this token. Raises Http404 for a token nobody was sent."""
    mark = seals.token_hash(token)
    found = Invitation.objects.select_related("relationship").filter(token_hash=mark).first()
    if found is None:
        raise Http404
    return found


def the_waiting_invitation(relationship: Relationship, *, by: HasUid) -> Invitation:
    """Give the coach the invitation that waits for an answer. Raises Http404 when none does."""
    found = Invitation.objects.filter(
        relationship=the_unanswered(relationship.uid, by=by), state=InvitationState.WAITING
    ).first()
    if found is None:
        raise Http404
    return found


def the_unanswered(relationship_uid: UUID, *, by: HasUid) -> Relationship:
    """Give a coach's own relationship that nobody has come into yet. Raises Http404 otherwise."""
    found = Relationship.objects.filter(
        uid=relationship_uid, coach_uid=by.uid, state=RelationshipState.INVITED
    ).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class SentInvitation:
    """An invitation as its coach sees it."""

    relationship_uid: UUID
    address: str
    called: str
    state: str
    sent_at: datetime
    expires_at: datetime
    word_back: str = ""

    def __repr__(self) -> str:
        return f"SentInvitation({self.relationship_uid})"


def sent_invitations(
    person: HasUid, *, at: datetime, keyring: vault.Keyring
) -> list[SentInvitation]:
    """Give a coach's own open and declined invitations, newest first, opened for them alone."""
    rows = list(
        Invitation.objects.filter(
            relationship__coach_uid=person.uid,
            state__in=(InvitationState.WAITING, InvitationState.DECLINED),
        ).order_by("-sent_at")
    )
    if not rows:
        return []
    compartment = vault.own_compartment(person.uid)
    witness = ledger.witness(
        "relationships.invitations.read",
        stream=person.uid,
        by=person,
        at=at,
        about=person.uid,
        covers=[compartment.uid],
        count=len(rows),
    )
    letters = vault.open_letters(compartment, keyring=keyring, witness=witness)
    words = {letter.writer: letter.payload.get("words", "") for letter in letters}
    sent = []
    for row in rows:
        held = vault.unseal(row, keyring=keyring, witness=witness)
        sent.append(
            SentInvitation(
                relationship_uid=row.relationship_id,
                address=held["address"],
                called=held["called"],
                state=row.state,
                sent_at=row.sent_at,
                expires_at=row.expires_at,
                word_back=words.get(row.uid, ""),
            )
        )
    return sent
