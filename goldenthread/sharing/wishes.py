"""What a sponsor hopes for, beside what the two want from this: word for word, for both (S1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.relationships import api as relationships
from goldenthread.sharing.queries import room
from goldenthread.sharing.states import HopePart
from goldenthread.swaps import api as swaps
from goldenthread.vault import api as vault

WISHED = frozenset({HopePart.HOPE, HopePart.EVIDENCE, HopePart.HELP})


def hopes_beside(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[swaps.Beside]:
    """Give the sponsor's own lines as this one of the two may read them; the ledger's row comes first.

    None without a sponsor's seat, and none to a coach who reads them after the first session.
    """
    seat = relationships.standing_seat(relationship.uid, Role.SPONSOR)
    if seat is None or not relationships.is_held(seat, at=at):
        return
    seat.relationship = relationship
    for hope in room.the_room(seat, "pair", by=by, at=at, keyring=keyring).hopes:
        if hope.part in WISHED:
            said_at = datetime.combine(hope.said_on, time(), UTC)
            yield swaps.Beside(hope.name, hope.words, said_at)
