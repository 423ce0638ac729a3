"""What can happen to a version while it is talked about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from goldenthread.agreements import moves, policy
from goldenthread.agreements.actions.changed import ChangedElsewhere
from goldenthread.agreements.models import (
    Clause,
    Version,
    Wording,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.starting_lines import (
    Line,
    in_order,
)
from goldenthread.core.ids import new_uid
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


@transaction.atomic
def propose_agreement(
    relationship: Relationship,
    lines: Sequence[Line],
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Version:
    """Begin the first version with the coach's kept words, each with the coach's yes (S4.1)."""
    versions = Version.objects.filter(relationship_uid=relationship.uid).count()
    policy.may_propose(relationship, by=by, lines=lines, versions=versions).or_raise()
    policy.may_stand_together(
        [line.term for line in lines if line.term], ruled_out=moves.ruled_out(relationship)
    ).or_raise()
    version = moves.begin(relationship, 1, by=by, at=at)
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    for position, line in enumerate(in_order(lines)):
        saying = Saying(line.sentence, line.reason, line.term, line.signed_by)
        lineage = new_uid()
        wording = moves.write(room, lineage, saying, by=by, at=at, keyring=keyring)
        Clause.objects.create(
            version=version,
            lineage_uid=lineage,
            heading=line.heading,
            position=position,
            term_kind=moves.kind(line.term),
            coach_yes=wording,
        )
    ledger.record(
        "agreements.proposed",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version


@transaction.atomic
def add_clause(
    relationship: Relationship,
    heading: str,
    saying: Saying,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Clause:
    """Add a clause to the version being talked about, with the author's own yes."""
    version = moves.open_version(relationship)
    clauses = list(version.clauses.select_related("coach_yes", "client_yes"))
    taken = {clause.term_kind for clause in clauses if not moves.is_left_out(clause)}
    policy.may_add(relationship, version.state, saying.term, taken, by=by).or_raise()
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    clause = Clause(
        version=version,
        heading=heading,
        position=1 + max((other.position for other in clauses), default=-1),
        term_kind=moves.kind(saying.term),
    )
    wording = moves.write(room, clause.lineage_uid, saying, by=by, at=at, keyring=keyring)
    clause.save(force_insert=True)
    moves.say(clause, wording, relationship, version, by=by, at=at)
    ledger.record(
        "agreements.clause.added",
        **moves.line(relationship, ("agreements.clause", clause.uid), by=by, at=at),
    )
    return clause


@transaction.atomic
def reword_clause(
    relationship: Relationship,
    clause: Clause,
    saying: Saying,
    *,
    standing: UUID | None,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Wording:
    """Say a clause in other words, and move the author's own yes to them.

    `standing` is the author's latest own wording as it was on the screen. Raises
    ChangedElsewhere when another window has written one since; both are kept.
    """
    version = moves.open_version(relationship)
    policy.may_reword(relationship, version.state, clause.term_kind, saying.term, by=by).or_raise()
    clause = moves.clause_of(version, clause.uid)
    own = Wording.objects.filter(lineage_uid=clause.lineage_uid, author_uid=by.uid)
    if standing != own.order_by("-written_at", "-uid").values_list("uid", flat=True).first():
        raise ChangedElsewhere
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    wording = moves.write(room, clause.lineage_uid, saying, by=by, at=at, keyring=keyring)
    moves.say(clause, wording, relationship, version, by=by, at=at)
    code = "agreements.clause.dropped" if saying.leaves_out else "agreements.clause.reworded"
    ledger.record(code, **moves.line(relationship, ("agreements.clause", clause.uid), by=by, at=at))
    return wording


@transaction.atomic
def say_yes(
    relationship: Relationship, clause: Clause, wording_uid: UUID, *, by: HasUid, at: datetime
) -> Clause:
    """Say yes to the words the other stands by. Refused when those aren't the words shown."""
    version = moves.open_version(relationship)
    clause = moves.clause_of(version, clause.uid)
    policy.may_say_yes(relationship, version.state, clause, wording_uid, by=by).or_raise()
    wording = Wording.objects.get(uid=wording_uid, lineage_uid=clause.lineage_uid)
    moves.say(clause, wording, relationship, version, by=by, at=at)
    ledger.record(
        "agreements.clause.agreed",
        **moves.line(relationship, ("agreements.clause", clause.uid), by=by, at=at),
    )
    return clause


@transaction.atomic
def keep_talking(relationship: Relationship, clause: Clause, *, by: HasUid, at: datetime) -> Clause:
    """Take one's own yes back. It needs no reason and no one's leave."""
    version = moves.open_version(relationship)
    policy.may_talk(relationship, version.state, by=by).or_raise()
    clause = moves.clause_of(version, clause.uid)
    moves.say(clause, None, relationship, version, by=by, at=at)
    ledger.record(
        "agreements.clause.reconsidered",
        **moves.line(relationship, ("agreements.clause", clause.uid), by=by, at=at),
    )
    return clause
