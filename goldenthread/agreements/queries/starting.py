"""A coach's own starting words, opened for the coach."""

from __future__ import annotations

from datetime import datetime

from goldenthread.agreements.models import (
    StartingDraft,
)
from goldenthread.agreements.starting_lines import (
    Line,
    line_from,
)
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


def starting_words_are_kept(coach: HasUid) -> bool:
    """Say whether a coach has words of their own to send out, with no line left unread (S4.1)."""
    return StartingDraft.objects.filter(coach_uid=coach.uid, unkept=0, lines__gt=0).exists()


def starting_lines(*, by: HasUid, at: datetime, keyring: vault.Keyring) -> tuple[Line, ...]:
    """Give a coach's own starting words; for a new coach our suggestions, none of them kept."""
    draft = StartingDraft.objects.filter(coach_uid=by.uid).first()
    if draft is None:
        return SUGGESTIONS
    witness = ledger.witness(
        "agreements.starting.opened",
        stream=by.uid,
        by=by,
        at=at,
        about=by.uid,
        thing=("agreements.starting", draft.uid),
        covers=[draft.uid],
    )
    lines = vault.unseal(draft, keyring=keyring, witness=witness)["lines"]
    return tuple(line_from(line) for line in lines)
