"""Tightening what an agreement opened: alone, and without a new version (INV-7)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.agreements import in_force, moves, policy
from goldenthread.agreements.models import TermRow
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.states import VersionState
from goldenthread.agreements.terms import Term
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger


@transaction.atomic
def tighten_term(
    relationship: Relationship, term: TermRow, to: Term | None, *, by: HasUid, at: datetime
) -> TermRow:
    """Narrow or close, alone, what the agreement opened (INV-7). `to` None closes it.

    The client's tightening holds at once, the coach's of their own hours after a week. What was
    signed stays as it was signed; opening again takes a version that both sign, and sign after this:
    a signature that waits for the other's was given before, and would open it again behind one's back.
    Raises NotAllowed.
    """
    waiting = moves.hold_versions(relationship)
    row = TermRow.objects.select_for_update(of=("self",)).select_related("version").get(pk=term.pk)
    before = in_force.last_term_of(row)
    policy.may_tighten(relationship, row.version.state, before, to, by=by).or_raise()
    if to is None:
        row.closed_at, row.closed_by = at, by.uid
    else:
        role = policy.role_of(relationship, by)
        policy.may_narrow_again(role, narrowed=row.narrowed is not None).or_raise()
        row.narrowed, row.narrowed_at = to.as_json(), policy.tightens_from(role, at=at)
    row.save(update_fields=["closed_at", "closed_by", "narrowed", "narrowed_at"])
    if waiting is not None and waiting.state != VersionState.TALKING:
        moves.set_aside(waiting, at=at)
        moves.move(waiting, VersionState.TALKING)
    ledger.record(
        "agreements.term.closed" if to is None else "agreements.term.tightened",
        **moves.line(relationship, ("agreements.term", row.uid), by=by, at=at),
    )
    return row
