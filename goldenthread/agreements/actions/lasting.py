"""What can happen to what is in force: reopened, closed, ended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from goldenthread.agreements import moves, policy
from goldenthread.agreements.models import (
    Version,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.states import OPEN, VersionState
from goldenthread.agreements.terms import COACH, term_from
from goldenthread.core.ids import new_uid
from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger import api as ledger


@transaction.atomic
def reopen_agreement(relationship: Relationship, *, by: HasUid, at: datetime) -> Version:
    """Begin the next version with the clauses in force; that one stands until both sign (3.3)."""
    versions = Version.objects.select_for_update().filter(relationship_uid=relationship.uid)
    standing = {version.state: version for version in versions}
    policy.may_reopen(relationship, set(standing), by=by).or_raise()
    number = versions.aggregate(last=Max("number"))["last"] + 1
    version = moves.begin(relationship, number, by=by, at=at)
    for clause in standing[VersionState.IN_FORCE].clauses.select_related("coach_yes", "client_yes"):
        if not moves.is_left_out(clause):
            clause.pk = clause.uid = new_uid()
            clause.version = version
            clause.save(force_insert=True)
    ledger.record(
        "agreements.reopened",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version


@transaction.atomic
def say_still_right(relationship: Relationship, *, by: HasUid, at: datetime) -> Version:
    """Say that what stands is still right. The client's word moves the day to look again (rule 6).

    Raises NotAllowed for anyone but the two, and where nothing is in force.
    """
    versions = Version.objects.select_for_update().filter(relationship_uid=relationship.uid)
    version = versions.filter(state=VersionState.IN_FORCE).first()
    state = version.state if version else VersionState.TALKING
    policy.may_say_still_right(relationship, state, by=by).or_raise()
    if version is None:  # pragma: no cover - the rule above has refused it
        raise NotAllowed(policy.NOT_OPEN.reason)
    if policy.role_of(relationship, by) == COACH:
        version.coach_still_right_at = at
    else:
        terms = [term_from(row.values) for row in version.terms.all()]
        version.reviewed_at, version.coach_still_right_at = at, None
        version.review_due_at = moves.next_review(terms, at=at)
    version.save(update_fields=["coach_still_right_at", "reviewed_at", "review_due_at"])
    ledger.record(
        "agreements.still_right",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version


@transaction.atomic
def end_agreement(relationship: Relationship, *, by: HasUid, at: datetime) -> None:
    """End every version of this relationship; no term is in force from here on (A26)."""
    policy.may_end(relationship, by=by).or_raise()
    standing = [*OPEN, VersionState.IN_FORCE]
    Version.objects.filter(relationship_uid=relationship.uid, state__in=standing).update(
        state=VersionState.ENDED, ended_at=at
    )
    ledger.record(
        "agreements.ended",
        **moves.line(relationship, ("relationships.relationship", relationship.uid), by=by, at=at),
    )
