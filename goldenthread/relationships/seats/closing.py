"""What happens to whatever a seat opened when the seat closes: gone at once, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from goldenthread.relationships.seats.models import Seat
from goldenthread.relationships.seats.states import SeatState
from goldenthread.relationships.states import InvitationState
from goldenthread.vault import api as vault

WhenItCloses = Callable[[Seat, datetime], None]
_told: list[WhenItCloses] = []


def when_a_seat_closes(tell: WhenItCloses) -> WhenItCloses:
    """Have a domain above close what is its own in the transaction that closes a seat.

    `tell(seat, at)` is called after the holder's grants are gone; it writes no line in the ledger,
    because closing the seat is the deed.
    """
    _told.append(tell)
    return tell


def close(seat: Seat, state: SeatState, *, at: datetime) -> None:
    """Close a seat. A step of actions, which leave the ledger row: every link and every grant goes with it.

    The holder loses each compartment of this relationship, the window and all releases alike, made by
    whomever. What they have read they have read; what the two keep stays with the two.
    """
    seat.invitations.filter(state=InvitationState.WAITING).update(state=InvitationState.WITHDRAWN)
    seat.state, seat.ended_at = state, at
    seat.save(update_fields=["state", "ended_at"])
    if seat.person_uid is not None:
        vault.take_all_grants_back(seat.relationship_id, seat.person_uid)
    for tell in _told:
        tell(seat, at)
