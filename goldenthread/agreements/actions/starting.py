"""A coach's own starting words: kept, changed and left out line by line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goldenthread.agreements import moves
from goldenthread.agreements.actions.changed import ChangedElsewhere
from goldenthread.agreements.models import (
    StartingDraft,
)
from goldenthread.agreements.starting_lines import (
    Line,
    with_line,
    without_line,
)
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


@transaction.atomic
def keep_starting_line(
    lines: Sequence[Line], line: Line, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> StartingDraft:
    """Make a line the coach's own: as suggested, changed, or new.

    `lines` is the list as it stands, `line.edition` the edition that was on the screen.
    Raises ChangedElsewhere when another window kept this line meanwhile.
    """
    standing = next((other for other in lines if other.key == line.key), line)
    if standing.edition != line.edition:
        raise ChangedElsewhere
    draft = moves.write_lines(with_line(lines, line), by=by, at=at, keyring=keyring)
    ledger.record("agreements.starting.kept", **moves.own_line(draft, by=by, at=at))
    return draft


@transaction.atomic
def drop_starting_line(
    lines: Sequence[Line], key: str, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> StartingDraft:
    """Leave a line out of the coach's starting words, suggested or own."""
    draft = moves.write_lines(without_line(lines, key), by=by, at=at, keyring=keyring)
    ledger.record("agreements.starting.dropped", **moves.own_line(draft, by=by, at=at))
    return draft
