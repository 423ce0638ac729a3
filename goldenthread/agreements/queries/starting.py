"""A coach's own starting drafts, opened for the coach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.agreements.models import StartingDraft
from goldenthread.agreements.queries.found import the
from goldenthread.agreements.starting_lines import Line, line_from, unkept
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class DraftRead:
    """A starting draft, opened: its name, its lines, and whether it has been let go."""

    uid: UUID | None
    name: str
    lines: tuple[Line, ...]
    let_go_at: datetime | None = None

    @property
    def is_ready(self) -> bool:
        """Say whether it can be proposed: it has lines, and no line of it is unread (S4.1)."""
        return bool(self.lines) and not unkept(self.lines) and self.let_go_at is None


def starting_words_are_kept(coach: HasUid) -> bool:
    """Say whether a coach has words of their own to send out, with no line left unread (S4.1)."""
    drafts = StartingDraft.objects.filter(coach_uid=coach.uid, let_go_at=None)
    return drafts.filter(unkept=0, lines__gt=0).exists()


def first_draft(coach: HasUid) -> StartingDraft | None:
    """Give the row of a coach's oldest draft that wasn't let go."""
    drafts = StartingDraft.objects.filter(coach_uid=coach.uid, let_go_at=None)
    return drafts.order_by("uid").first()


def starting_lines(
    *, by: HasUid, at: datetime, keyring: vault.Keyring, draft: UUID | None = None
) -> tuple[Line, ...]:
    """Give the lines of a coach's draft, the first one if none is named.

    For a new coach our suggestions, none of them kept. Raises Http404 for another's draft.
    """
    return the_draft(draft, by=by, at=at, keyring=keyring).lines


def the_draft(uid: UUID | None, *, by: HasUid, at: datetime, keyring: vault.Keyring) -> DraftRead:
    """Open one of a coach's drafts, the first one if none is named. Raises Http404."""
    if uid is None:
        row = first_draft(by)
        if row is None:
            return DraftRead(None, "", SUGGESTIONS)
    else:
        row = the(StartingDraft.objects.filter(coach_uid=by.uid, uid=uid).first())
    return _opened([row], by=by, at=at, keyring=keyring)[0]


def drafts_of(*, by: HasUid, at: datetime, keyring: vault.Keyring) -> tuple[DraftRead, ...]:
    """Open all of a coach's drafts, oldest first, those let go among them."""
    rows = list(StartingDraft.objects.filter(coach_uid=by.uid).order_by("uid"))
    return _opened(rows, by=by, at=at, keyring=keyring) if rows else ()


def _opened(
    rows: Iterable[StartingDraft], *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> tuple[DraftRead, ...]:
    listed = list(rows)
    witness = ledger.witness(
        "agreements.starting.opened",
        stream=by.uid,
        by=by,
        at=at,
        about=by.uid,
        thing=("agreements.starting", listed[0].uid if len(listed) == 1 else None),
        covers=[row.uid for row in listed],
    )
    read = []
    for row in listed:
        held = vault.unseal(row, keyring=keyring, witness=witness)
        lines = tuple(line_from(line) for line in held["lines"])
        read.append(DraftRead(row.uid, held["name"], lines, row.let_go_at))
    return tuple(read)
