"""Reading what both signed under a few headings, for pages beside the agreement's own (A20, A27, 3.5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from goldenthread.agreements.models import Clause, Wording
from goldenthread.agreements.queries import versions_of, witness_of
from goldenthread.agreements.saying import saying_from
from goldenthread.agreements.states import VersionState
from goldenthread.core.persons import HasUid
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class SignedWords:
    """One clause of the version in force: its heading, the key of its term or nothing, its words."""

    heading: str
    term_key: str
    sentence: str
    reason: str


def words_in_force(
    relationship: relationships.Relationship,
    *,
    headings: Collection[str] = (),
    term_keys: Collection[str] = (),
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> tuple[SignedWords, ...]:
    """Open the clauses in force that stand under one of these headings or carry one of these terms.

    The ledger's row comes first, and only for the words that are opened. Nothing is in force after
    the end, and nothing is written down where there is nothing to open.
    """
    standing = next(
        (v for v in versions_of(relationship) if v.state == VersionState.IN_FORCE), None
    )
    if standing is None or not relationships.is_going_on(relationship.uid):
        return ()
    clauses = [
        clause
        for clause in standing.clauses.order_by("position", "uid")
        if clause.heading in headings or clause.term_kind in term_keys
    ]
    rows = _tied_wordings(clauses)
    if not rows:
        return ()
    witness = witness_of(
        "agreements.agreement.opened", relationship, standing, list(rows.values()), by=by, at=at
    )
    found = []
    for clause in clauses:
        row = rows.get(clause.coach_yes_id)
        if row is not None:
            saying = saying_from(vault.unseal(row, keyring=keyring, witness=witness))
            found.append(
                SignedWords(clause.heading, clause.term_kind, saying.sentence, saying.reason)
            )
    return tuple(found)


def _tied_wordings(clauses: Collection[Clause]) -> dict[object, Wording]:
    """Give the wordings both say yes to, by uid; a clause that was left out has none to show."""
    tied = [c.coach_yes_id for c in clauses if c.coach_yes_id and c.coach_yes_id == c.client_yes_id]
    return {row.uid: row for row in Wording.objects.filter(uid__in=tied, leaves_out=False)}
