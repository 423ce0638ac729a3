"""Finding seats: for the two they stand beside, and for those who hold one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from goldenthread.asking.api import Question
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships.models import Relationship
from goldenthread.relationships.queries import role_in
from goldenthread.relationships.seats import policy
from goldenthread.relationships.seats.models import Seat, SeatInvitation
from goldenthread.relationships.seats.states import HELD, STANDING, SeatState
from goldenthread.relationships.states import InvitationState
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault

_BY_UID = Question(Seat, "uid")
_OF_PAIR = Question(Seat, "relationship", tail="ORDER BY made_at, uid")


def seats_of(relationship_uid: UUID) -> list[Seat]:
    """Give every seat there ever was beside a pair, oldest first. One query, nothing opened."""
    return _OF_PAIR.all(relationship_uid)


def standing_seats_of(relationship_uid: UUID) -> list[Seat]:
    """Give the seats that stand: invited, accepted, active or paused. One query, nothing opened."""
    return [seat for seat in seats_of(relationship_uid) if seat.state in STANDING]


def standing_seat(relationship_uid: UUID, role: str) -> Seat | None:
    """Give the one seat of a role that stands beside a pair, if there is one."""
    found = (seat for seat in standing_seats_of(relationship_uid) if seat.role == role)
    return next(found, None)


def the_seat(uid: UUID, *, by: HasUid, at: datetime) -> Seat:
    """Give a seat to its holder, while it stands. Raises Http404 for anyone else, as if it did not exist.

    Paused, it is still there to be looked at; whether anything may be seen through it `may_look_through` says.
    """
    seat = _BY_UID.one(uid)
    if seat is None or seat.person_uid != by.uid or not policy.is_held(seat, at=at):
        raise Http404
    return seat


def seat_of_pair(uid: UUID, relationship: Relationship) -> Seat:
    """Give a seat beside this pair, whatever its state, to one of the two. Raises Http404 otherwise."""
    seat = _BY_UID.one(uid)
    if seat is None or seat.relationship_id != relationship.uid:
        raise Http404
    return seat


def seats_held_by(person: HasUid, *, at: datetime) -> list[Seat]:
    """Give the seats this person holds at this moment, oldest first, with their pairs."""
    rows = Seat.objects.filter(person_uid=person.uid, state__in=HELD)
    rows = rows.select_related("relationship").order_by("joined_at", "uid")
    return [seat for seat in rows if policy.is_held(seat, at=at)]


def the_waiting_seat_invitation(seat: Seat) -> SeatInvitation:
    """Give the invitation to a seat that waits for an answer. Raises Http404 when none does."""
    found = SeatInvitation.objects.filter(seat=seat, state=InvitationState.WAITING).first()
    if found is None:
        raise Http404
    return found


def window_of(seat: Seat) -> vault.Compartment:
    """Give the compartment a seat's holder looks through. Raises Http404 before anybody came in."""
    if seat.window is None:
        raise Http404
    return seat.window


def the_seat_invitation(token: str) -> SeatInvitation:
    """Give the invitation to a seat whose letter holds this token. Raises Http404 for any other token."""
    rows = SeatInvitation.objects.select_related("seat__relationship")
    found = rows.filter(token_hash=seals.token_hash(token)).first()
    if found is None:
        raise Http404
    return found


def seats_to_tidy(*, at: datetime) -> list[Seat]:
    """Give the seats whose last day has passed and whose keys are still there."""
    return list(Seat.objects.filter(state__in=STANDING, until__lte=at).order_by("until", "uid"))


@dataclass(frozen=True, slots=True)
class SeatBeside:
    """A seat as the two it stands beside see it."""

    uid: UUID
    role: str
    state: SeatState
    called: str
    made_at: datetime
    joined_at: datetime | None
    ended_at: datetime | None
    until: datetime | None
    address: str = ""
    expires_at: datetime | None = None
    word_back: str = ""

    def __repr__(self) -> str:
        return f"SeatBeside({self.uid})"

    @property
    def stands(self) -> bool:
        """Whether the seat is neither closed nor given back."""
        return self.state in STANDING


def seats_beside(
    relationship: Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> list[SeatBeside]:
    """Give one of the two every seat there ever was beside them, oldest first, with whom each was meant for.

    A seat whose last day has passed counts as ended, tidied or not.
    """
    seats = seats_of(relationship.uid)
    if not seats:
        return []
    letters = _newest_letters(seats)
    shared = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    keyring.know(shared)
    witness = ledger.witness(
        "relationships.seats.read",
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or relationship.coach_uid,
        covers=[shared.uid],
        count=len(seats),
    )
    back = {
        letter.writer: letter.payload.get("words", "")
        for letter in vault.open_letters(shared, keyring=keyring, witness=witness)
    }
    held = {
        uid: vault.unseal(one, keyring=keyring, witness=witness) for uid, one in letters.items()
    }
    names = people.names_of(seat.person_uid for seat in seats if seat.person_uid)
    return [
        SeatBeside(
            uid=seat.uid,
            role=seat.role,
            state=_state_at(seat, at),
            called=_called(seat, names, held),
            made_at=seat.made_at,
            joined_at=seat.joined_at,
            ended_at=seat.ended_at,
            until=seat.until,
            address=held.get(seat.uid, {}).get("address", ""),
            expires_at=letters[seat.uid].expires_at if seat.uid in letters else None,
            word_back=back.get(seat.uid, ""),
        )
        for seat in seats
    ]


def copy_of_seats(
    relationship: Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give one of the two who was invited to which seat, and what came of it, as plain values for their copy.

    Moments are ISO 8601 text. Raises Http404 for anybody else.
    """
    role_in(relationship, by)
    for seat in seats_beside(relationship, by=by, at=at, keyring=keyring):
        yield {
            "role": seat.role,
            "state": seat.state.value,
            "called": seat.called,
            "address": seat.address,
            "word_back": seat.word_back,
            "invited_at": seat.made_at.isoformat(),
            "came_in_at": seat.joined_at.isoformat() if seat.joined_at else None,
            "closed_at": seat.ended_at.isoformat() if seat.ended_at else None,
            "until": seat.until.isoformat() if seat.until else None,
        }


def _newest_letters(seats: list[Seat]) -> dict[UUID, SeatInvitation]:
    rows = SeatInvitation.objects.filter(seat__in=[seat.uid for seat in seats])
    rows = rows.exclude(state=InvitationState.REPLACED).order_by("sent_at", "uid")
    return {row.seat_id: row for row in rows}


def _called(seat: Seat, names: dict[UUID, str], held: dict[UUID, dict[str, str]]) -> str:
    """Give the name the holder chose, or what they were called when they were invited."""
    chosen = names.get(seat.person_uid, "") if seat.person_uid else ""
    return chosen or held.get(seat.uid, {}).get("called", "")


def _state_at(seat: Seat, at: datetime) -> SeatState:
    if seat.state in STANDING and not policy.is_standing(seat, at=at):
        return SeatState.ENDED
    return SeatState(seat.state)
