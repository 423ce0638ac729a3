"""What the ledger's lines of a swap say of whose they are. Each is read by its own people only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from goldenthread.core.persons import HasUid
from goldenthread.relationships import api as relationships
from goldenthread.swaps import verbs
from goldenthread.swaps.models import Draft, Swap


def of_draft(
    relationship: relationships.Relationship, draft: Draft, *, by: HasUid, at: datetime
) -> dict[str, Any]:
    """Say what each line about a draft says. Only its author ever reads that line (INV-13).

    The client's are lines of the relationship, which the client alone reads; the coach's are the
    coach's own, else the client would learn from them that the coach has begun.
    """
    is_client = relationships.role_in(relationship, by) == "client"
    return {
        "stream": relationship.uid if is_client else by.uid,
        "by": by,
        "at": at,
        "about": by.uid,
        "thing": (verbs.DRAFT, draft.uid),
    }


def of_swap(
    relationship: relationships.Relationship, swap: Swap, *, by: HasUid, at: datetime
) -> dict[str, Any]:
    """Say what each line about what both know of says: it is about the client (INV-13)."""
    return of_pair(relationship, by=by, at=at) | {"thing": (verbs.SWAP, swap.uid)}


def of_pair(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime
) -> dict[str, Any]:
    """Say whose every line between the two is."""
    return {
        "stream": relationship.uid,
        "by": by,
        "at": at,
        "about": relationship.client_uid or by.uid,
    }
