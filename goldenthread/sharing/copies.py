"""What passed through windows, as plain values, for a copy to keep: for the pair, and for a seat's holder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sharing.lines import look
from goldenthread.sharing.queries.drafts import copy_of_releases
from goldenthread.sharing.queries.outside import copy_of_notes
from goldenthread.sharing.queries.reading import released_lines, the_released
from goldenthread.sharing.queries.room import within_reach
from goldenthread.vault import api as vault

COPIED = "sharing.copied"


def copy_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give one of the pair every hope, request, release and note from outside, kind by kind.

    The ledger's row is written when the first is asked for. Moments are ISO 8601 text. Raises Http404.
    """
    role = Role(relationships.role_in(relationship, by))
    seats = [seat for seat in relationships.seats_of(relationship.uid) if seat.window_id]
    shared = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    covers = [shared.uid, *(seat.window_id for seat in seats if seat.window_id)]
    thing = ("relationship", relationship.uid)
    witness = look(COPIED, relationship, thing, covers=covers, by=by, at=at)
    for seat in seats:
        yield from _said_in(seat, role, at=at, keyring=keyring, witness=witness)
    kept = chain(
        _as("release", copy_of_releases(relationship, role, keyring=keyring, witness=witness)),
        _as("from_outside", copy_of_notes(relationship, keyring=keyring, witness=witness)),
    )
    yield from kept


def copy_of_windows(
    *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give a seats' holder what they wrote and what is released to them now, seat by seat."""
    for seat in relationships.seats_held_by(by, at=at):
        terms = agreements.terms_in_force(seat.relationship_id, at=at)
        if seat.window_id and terms.may(seat.role, "read", "hope"):
            thing = ("seat", seat.uid)
            witness = look(COPIED, seat.relationship, thing, covers=[seat.window_id], by=by, at=at)
            role = Role(seat.role)
            yield from _said_in(seat, role, at=at, keyring=keyring, witness=witness)
        for line in released_lines(seat, terms, at=at):
            text = the_released(seat, line.uid, by=by, at=at, keyring=keyring)
            yield {
                "kind": "released",
                "seat": str(seat.uid),
                "words": text.words,
                "purpose": text.purpose,
                "released_on": text.released_on.isoformat(),
            }


def _said_in(
    seat: relationships.Seat,
    reader: Role,
    *,
    at: datetime,
    keyring: vault.Keyring,
    witness: ledger.Witness,
) -> Iterator[dict[str, Any]]:
    """Give what this role reads in the room, and nothing that its page wouldn't show (INV-6, INV-7)."""
    hopes, requests = within_reach(seat, reader, at=at)
    for hope in hopes:
        yield {
            "kind": hope.part,
            "seat": str(seat.uid),
            "role": seat.role,
            "author": str(hope.author_uid),
            "said_on": hope.said_at.date().isoformat(),
            **vault.unseal(hope, keyring=keyring, witness=witness),
        }
    for asked in reversed(requests):
        declined = asked.state == "declined"
        yield {
            "kind": "request",
            "seat": str(seat.uid),
            "role": seat.role,
            "author": str(asked.asker_uid),
            "asked_on": asked.asked_on.isoformat(),
            "not_this_time": declined,
            **vault.unseal(asked, keyring=keyring, witness=witness),
        }


def _as(kind: str, things: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for thing in things:
        yield {"kind": kind, **thing}
