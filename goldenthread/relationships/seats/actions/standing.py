"""What becomes of a seat somebody holds: active, paused, closed. Each leaves one row in the ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Refused
from goldenthread.ledger import api as ledger
from goldenthread.relationships.models import Relationship
from goldenthread.relationships.seats import policy
from goldenthread.relationships.seats.closing import close
from goldenthread.relationships.seats.holding import hold, line
from goldenthread.relationships.seats.models import Seat
from goldenthread.relationships.seats.queries import standing_seat
from goldenthread.relationships.seats.states import Place, SeatDeed, SeatState


def _held_for(deed: SeatDeed, seat: Seat, *, by: HasUid) -> Relationship:
    """Hold a seat and its pair, and ask the table. Raises NotAllowed."""
    relationship = hold(seat)
    policy.may(deed, seat, place=policy.place_of(by, seat, relationship)).or_raise()
    return relationship


@transaction.atomic
def activate_seat(*, seat: Seat, by: HasUid, at: datetime) -> Seat:
    """Let a seat be used: its holder has signed the paper. For agreements, which keeps the signature."""
    relationship = _held_for(SeatDeed.ACTIVATE, seat, by=by)
    seat.state, seat.activated_at = SeatState.ACTIVE, at
    seat.save(update_fields=["state", "activated_at"])
    ledger.record("relationships.seat.activated", **line(seat, relationship, by=by, at=at))
    return seat


@transaction.atomic
def suspend_seat(*, seat: Seat, by: HasUid, at: datetime) -> Seat:
    """Pause a seat: its holder sees and writes nothing until the client opens it again. Either may, alone."""
    relationship = _held_for(SeatDeed.SUSPEND, seat, by=by)
    seat.state = SeatState.SUSPENDED
    seat.save(update_fields=["state"])
    ledger.record("relationships.seat.suspended", **line(seat, relationship, by=by, at=at))
    return seat


@transaction.atomic
def resume_seat(*, seat: Seat, by: HasUid, at: datetime) -> Seat:
    """Open a paused seat again, where it was. The client's alone: it opens more (INV-7)."""
    relationship = _held_for(SeatDeed.RESUME, seat, by=by)
    seat.state = policy.where_it_resumes(activated_at=seat.activated_at)
    seat.save(update_fields=["state"])
    ledger.record("relationships.seat.resumed", **line(seat, relationship, by=by, at=at))
    return seat


@transaction.atomic
def revoke_seat(*, seat: Seat, by: HasUid, at: datetime) -> Seat:
    """Close a seat at once, alone and without a reason. It ends nothing else."""
    relationship = _held_for(SeatDeed.REVOKE, seat, by=by)
    close(seat, SeatState.REVOKED, at=at)
    ledger.record("relationships.seat.revoked", **line(seat, relationship, by=by, at=at))
    return seat


@transaction.atomic
def leave_seat(*, seat: Seat, by: HasUid, at: datetime) -> Seat:
    """Give a seat back, as its holder, at once and without a reason."""
    relationship = _held_for(SeatDeed.LEAVE, seat, by=by)
    close(seat, SeatState.ENDED, at=at)
    ledger.record("relationships.seat.left", **line(seat, relationship, by=by, at=at))
    return seat


@transaction.atomic
def let_seat_run_out(*, seat: Seat, by: HasUid | None, at: datetime) -> bool:
    """Close a seat whose last day has passed; False when there was nothing to do.

    It stood closed to every reader from that moment on; this takes the keys too. Safe to run twice.
    """
    relationship = hold(seat)
    if not policy.may(SeatDeed.RUN_OUT, seat, place=Place.CLOCK) or policy.is_standing(seat, at=at):
        return False
    close(seat, SeatState.ENDED, at=at)
    ledger.record("relationships.seat.ran_out", **line(seat, relationship, by=by, at=at))
    return True


@transaction.atomic
def close_for_leaving(
    *, relationship: Relationship, by: HasUid, at: datetime, role: Role = Role.SPONSOR
) -> Seat:
    """The client leaves whoever sent them: that seat closes at once, and nothing is handed over.

    The relationship goes on. Raises Http404 when nobody has that seat, NotAllowed for anyone but the client.
    """
    seat = standing_seat(relationship.uid, role)
    if seat is None:
        raise Http404
    pair = hold(seat)
    if policy.place_of(by, seat, pair) != Place.CLIENT:
        Refused("Only the client can say this.").or_raise()
    policy.may(SeatDeed.END, seat, place=Place.CLIENT).or_raise()
    close(seat, SeatState.REVOKED, at=at)
    ledger.record("relationships.seat.left_behind", **line(seat, pair, by=by, at=at))
    return seat
