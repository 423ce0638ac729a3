"""A coach's own starting drafts: begun, named, let go, and their lines kept one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from goldenthread.agreements import moves
from goldenthread.agreements.actions.changed import ChangedElsewhere
from goldenthread.agreements.models import StartingDraft
from goldenthread.agreements.queries.found import the
from goldenthread.agreements.queries.starting import first_draft, the_draft
from goldenthread.agreements.starting_lines import Line, with_line, without_line
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


@transaction.atomic
def keep_starting_line(
    lines: Sequence[Line],
    line: Line,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    draft: UUID | None = None,
) -> StartingDraft:
    """Make a line the coach's own: as suggested, changed, or new.

    `lines` is the list as it stands, `line.edition` the edition that was on the screen; `draft`
    is the first one if none is named. Raises ChangedElsewhere when another window kept this line
    meanwhile, Http404 for another's draft.
    """
    standing = next((other for other in lines if other.key == line.key), line)
    if standing.edition != line.edition:
        raise ChangedElsewhere
    row = _write(with_line(lines, line), draft, by=by, at=at, keyring=keyring)
    ledger.record("agreements.starting.kept", **moves.own_line(row, by=by, at=at))
    return row


@transaction.atomic
def drop_starting_line(
    lines: Sequence[Line],
    key: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    draft: UUID | None = None,
) -> StartingDraft:
    """Leave a line out of a draft, suggested or own."""
    row = _write(without_line(lines, key), draft, by=by, at=at, keyring=keyring)
    ledger.record("agreements.starting.dropped", **moves.own_line(row, by=by, at=at))
    return row


@transaction.atomic
def begin_starting_draft(
    name: str, lines: Sequence[Line], *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> StartingDraft:
    """Begin another draft, from a suggestion or as a copy of one's own.

    A line stays as unread as it was: what is only suggested still goes out to nobody (S4.1).
    """
    row = StartingDraft(compartment=vault.own_compartment(by.uid), coach_uid=by.uid)
    moves.write_draft(row, name, lines, at=at, keyring=keyring)
    ledger.record("agreements.starting.begun", **moves.own_line(row, by=by, at=at))
    return row


@transaction.atomic
def name_starting_draft(
    draft: UUID, name: str, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> StartingDraft:
    """Give a draft another name. Raises Http404 for another's draft."""
    row = _row(draft, by)
    read = the_draft(draft, by=by, at=at, keyring=keyring)
    row.revision += 1
    moves.write_draft(row, name, read.lines, at=at, keyring=keyring)
    ledger.record("agreements.starting.named", **moves.own_line(row, by=by, at=at))
    return row


@transaction.atomic
def let_draft_go(draft: UUID, *, by: HasUid, at: datetime) -> StartingDraft:
    """Let a draft go. It can be put back until it's deleted for good."""
    row = _row(draft, by)
    row.let_go_at = row.let_go_at or at
    row.save(update_fields=["let_go_at"])
    ledger.record("agreements.starting.let_go", **moves.own_line(row, by=by, at=at))
    return row


@transaction.atomic
def put_draft_back(draft: UUID, *, by: HasUid, at: datetime) -> StartingDraft:
    """Put a draft back that was let go."""
    row = _row(draft, by)
    row.let_go_at = None
    row.save(update_fields=["let_go_at"])
    ledger.record("agreements.starting.put_back", **moves.own_line(row, by=by, at=at))
    return row


@transaction.atomic
def delete_draft(draft: UUID, *, by: HasUid, at: datetime) -> None:
    """Delete a draft for good. Only one that was let go before; raises Http404 otherwise."""
    row = the(_drafts(by).filter(uid=draft, let_go_at__isnull=False).first())
    ledger.record("agreements.starting.deleted", **moves.own_line(row, by=by, at=at))
    row.delete()


def _drafts(by: HasUid) -> QuerySet[StartingDraft]:
    return StartingDraft.objects.select_for_update().filter(coach_uid=by.uid)


def _row(draft: UUID, by: HasUid) -> StartingDraft:
    return the(_drafts(by).filter(uid=draft).first())


def _write(
    lines: Sequence[Line],
    draft: UUID | None,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> StartingDraft:
    """Seal a draft's lines anew, as its next revision, under the name it has."""
    first = first_draft(by) if draft is None else None
    uid = first.uid if first is not None else draft
    if uid is None:
        row, name = StartingDraft(compartment=vault.own_compartment(by.uid), coach_uid=by.uid), ""
    else:
        row, name = _row(uid, by), the_draft(uid, by=by, at=at, keyring=keyring).name
        row.revision += 1
    moves.write_draft(row, name, lines, at=at, keyring=keyring)
    return row
