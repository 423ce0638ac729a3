"""What was shared before the agreement opened it, for the client to open again one by one (INV-7)."""

from __future__ import annotations

from datetime import datetime

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.journal import verbs
from goldenthread.journal.models import Passage
from goldenthread.journal.opened import Thread
from goldenthread.journal.queries import opening, reading
from goldenthread.journal.states import PassageState
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


def shut_passages(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> tuple[Thread, ...]:
    """Give the client what they shared before the opening in force, newest first.

    Nothing where nothing is open to the coach. Raises Http404 for anyone but the client.
    """
    reading.private_of(relationship, by=by)
    terms = agreements.terms_in_force(relationship.uid, at=at)
    since = terms.since("coach", "read", "journal.passage")
    if since is None:
        return ()
    older = Passage.objects.filter(compartment=reading.shared_of(relationship)).exclude(
        reading.is_reached(since)
    )
    passages = [
        passage
        for passage in older.order_by("-shared_at", "-uid")
        if opening.state_of(passage, at, since) == PassageState.SHUT
    ]
    if not passages:
        return ()
    witness = reading.witness_of(
        verbs.READ_AGAIN,
        relationship,
        by=by,
        at=at,
        covers={passage.uid for passage in passages},
    )
    unseal = opening.unsealer(keyring, witness)
    return tuple(opening.thread(passage, (), unseal, at=at, since=since) for passage in passages)
