"""What changed: words between two wordings, clauses and powers between two documents. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from goldenthread.agreements.headings import place_of
from goldenthread.agreements.paper import Paper, PaperClause
from goldenthread.agreements.terms import Term
from goldenthread.core.word_diff import Piece, word_diff


@dataclass(frozen=True, slots=True, repr=False)
class ClauseChange:
    """One clause between two versions: "added", "left out", "changed" or "same"."""

    lineage: UUID
    kind: str
    heading: str
    sentence: tuple[Piece, ...]
    reason: tuple[Piece, ...]
    power_before: Term | None
    power_now: Term | None

    @property
    def changes_power(self) -> bool:
        """Say whether what the software allows changes too (requirements 3.3, rule 3)."""
        return self.power_before != self.power_now


def paper_diff(before: Paper, after: Paper) -> tuple[ClauseChange, ...]:
    """Give every clause of either document, in Foy's order, with what changed in it."""
    old = {clause.lineage: clause for clause in before.clauses}
    new = {clause.lineage: clause for clause in after.clauses}
    changes = [_between(old.get(lineage), new.get(lineage)) for lineage in {**old, **new}]
    return tuple(sorted(changes, key=lambda change: place_of(change.heading)))


def what_changed(changes: Iterable[ClauseChange]) -> tuple[ClauseChange, ...]:
    """Leave out the clauses in which nothing changed."""
    return tuple(change for change in changes if change.kind != "same")


def _between(old: PaperClause | None, new: PaperClause | None) -> ClauseChange:
    standing = new or old
    if standing is None:  # pragma: no cover - a lineage comes from one of the two
        raise ValueError
    if old is None:
        kind = "added"
    elif new is None:
        kind = "left out"
    else:
        kind = "same" if _substance(old) == _substance(new) else "changed"
    return ClauseChange(
        standing.lineage,
        kind,
        standing.heading,
        word_diff(old.sentence if old else "", new.sentence if new else ""),
        word_diff(old.reason if old else "", new.reason if new else ""),
        old.term if old else None,
        new.term if new else None,
    )


def _substance(clause: PaperClause) -> tuple[str, str, Term | None]:
    return clause.sentence, clause.reason, clause.term
