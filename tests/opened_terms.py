"""Terms put in force beside those of the first agreement, for rooms that only they open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from goldenthread.agreements.models import TermRow, Version
from goldenthread.agreements.terms import Term


def open_term(
    relationship: Any, code: str, subject: str = "", *, since: datetime, **values: Any
) -> TermRow:
    """Put one term in force in the version both have signed."""
    version = Version.objects.get(relationship_uid=relationship.uid, state="in_force")
    TermRow.objects.filter(version=version, code=code, subject=subject).delete()
    term = Term(code, subject, values)
    return TermRow.objects.create(
        version=version, code=code, subject=subject, values=term.as_json(), since=since
    )


def close_term(relationship: Any, code: str, subject: str = "", *, at: datetime) -> None:
    """Close a term at once, as the client may."""
    rows = TermRow.objects.filter(version__relationship_uid=relationship.uid)
    rows.filter(code=code, subject=subject).update(closed_at=at)
