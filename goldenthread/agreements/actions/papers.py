"""A seat's paper: handed over by the pair, signed by whoever holds the seat."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.agreements import moves, policy
from goldenthread.agreements.actions.changed import WordsChanged
from goldenthread.agreements.models import SeatPaper, SeatSignature
from goldenthread.agreements.paper import Party
from goldenthread.agreements.queries.found import the
from goldenthread.agreements.queries.papers import (
    bound_by,
    covers_now,
    may_seat,
    paper_standing,
    the_paper_of,
)
from goldenthread.agreements.seat_paper import SeatDocument
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@transaction.atomic
def hand_over_paper(
    relationship: relationships.Relationship,
    seat: relationships.Seat,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> SeatPaper:
    """Copy the clauses in force that bind a seat's holder into its window, for them to sign.

    Raises NotAllowed where nothing both signed binds this seat, Http404 for another pair's seat.
    """
    seat = relationships.seat_of_pair(seat.uid, relationship)
    opens = may_seat(relationship.uid, seat.role, at=at)
    standing = paper_standing(seat)
    bound = bound_by(relationship, seat.role, by=by, at=at, keyring=keyring)
    policy.may_hand_over(
        relationship,
        by=by,
        is_held=relationships.is_held(seat, at=at),
        opens=opens,
        binds=len(bound.clauses),
        standing=standing,
    ).or_raise()
    holder = the(seat.person_uid)
    keys = vault.public_keys([holder], keyring.secrets)[holder]
    document = SeatDocument(
        instance=keyring.secrets.instance_id,
        seat=seat.uid,
        role=seat.role,
        version=bound.number,
        holder=Party(holder, keys.sealing, keys.signing),
        clauses=bound.clauses,
    )
    paper = SeatPaper(
        compartment=relationships.window_of(seat),
        seat_uid=seat.uid,
        version_id=the(bound.version),
        covers=covers_now(bound),
        handed_by=by.uid,
        handed_at=at,
    )
    vault.seal(paper, {"document": document.to_bytes().decode()}, keyring=keyring)
    paper.save(force_insert=True)
    thing = ("agreements.seat_paper", paper.uid)
    ledger.record("agreements.seat_paper.handed", **moves.line(relationship, thing, by=by, at=at))
    return paper


@transaction.atomic
def sign_paper(
    seat: relationships.Seat,
    *,
    shown: str,
    name: str,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> SeatSignature:
    """Sign the paper of one's seat; with that the seat may be used (INV-6).

    `shown` is the SHA-256, in hex, of the paper that was on the screen, `name` what was typed
    under it. Raises WordsChanged when it is another paper by now, NotAllowed when it isn't the
    paper of the version in force, or not the holder who signs.
    """
    list(SeatPaper.objects.select_for_update().filter(seat_uid=seat.uid))
    policy.may_sign_paper(
        seat.person_uid,
        by=by,
        is_held=relationships.is_held(seat, at=at),
        paused=seat.state == relationships.SeatState.SUSPENDED,
        going_on=relationships.is_going_on(seat.relationship_id),
        standing=paper_standing(seat),
    ).or_raise()
    read = the(the_paper_of(seat, by=by, at=at, keyring=keyring))
    if read.document.digest != shown:
        raise WordsChanged
    signature = SeatSignature(
        compartment=relationships.window_of(seat),
        paper_id=read.uid,
        signer_uid=by.uid,
        signed_at=at,
    )
    given = keyring.sign(read.document.message(name))
    vault.seal(signature, {"name": name, "signature": given.hex()}, keyring=keyring)
    signature.save(force_insert=True)
    thing = ("agreements.seat_paper", read.uid)
    ledger.record(
        "agreements.seat_paper.signed", **moves.line(seat.relationship, thing, by=by, at=at)
    )
    if seat.state == relationships.SeatState.ACCEPTED:
        relationships.activate_seat(seat=seat, by=by, at=at)
    return signature
