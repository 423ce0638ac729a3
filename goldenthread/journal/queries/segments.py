"""The sealed index of a journal: folded text in segments, made when searched, never edited (2.7).

A segment belongs to its entries as they were when it was made. Whoever changes or deletes an entry
throws its segment away in the same transaction (`forget_segment_of`); its entries then count as
unindexed, are searched one by one, and are folded again when there are enough of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from goldenthread.journal import folding
from goldenthread.journal.models import Entry, Segment
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def folded(entry: Entry, *, keyring: vault.Keyring, witness: ledger.Witness) -> folding.Folded:
    """Open one entry and fold its words, title first."""
    said = vault.unseal(entry, keyring=keyring, witness=witness)
    return folding.Folded(
        entry.uid.bytes,
        (entry.written_at - _EPOCH) // timedelta(microseconds=1),
        folding.folded(f"{said['title']}\n{said['body']}"),
    )


def packed_segments(
    private: vault.Compartment, *, keyring: vault.Keyring, witness: ledger.Witness
) -> Iterator[bytes]:
    """Open the segments of a journal, one at a time."""
    for segment in Segment.objects.filter(compartment=private).iterator(chunk_size=8):
        yield vault.unseal_bytes(segment, keyring=keyring, witness=witness)


def unindexed(
    private: vault.Compartment, *, keyring: vault.Keyring, witness: ledger.Witness
) -> Iterator[bytes]:
    """Fold the entries that no segment holds, packed by the 256, and seal each full pack."""
    waiting = Entry.objects.filter(compartment=private, segment__isnull=True)
    uids = list(waiting.order_by("written_at", "uid").values_list("uid", flat=True))
    for first in range(0, len(uids), folding.SEGMENT_SIZE):
        batch = list(Entry.objects.filter(uid__in=uids[first : first + folding.SEGMENT_SIZE]))
        packed = folding.packed([folded(each, keyring=keyring, witness=witness) for each in batch])
        if len(batch) == folding.SEGMENT_SIZE:
            segment = Segment(compartment=private)
            vault.seal_bytes(segment, packed, keyring=keyring)
            _keep(segment, batch)
        yield packed


def forget_segment_of(entry_uid: UUID) -> None:
    """Throw away the segment that holds this entry, whose row the caller's write has locked."""
    held = Entry.objects.filter(uid=entry_uid, segment__isnull=False)
    for uid in held.values_list("segment_id", flat=True):
        Segment.objects.filter(uid=uid).only("uid").delete()


def _keep(segment: Segment, batch: Sequence[Entry]) -> None:
    """Keep a segment only if none of its entries changed, went or was folded meanwhile."""
    read = {entry.uid: entry.revision for entry in batch}
    with transaction.atomic():
        segment.save(force_insert=True)
        waiting = Entry.objects.filter(uid__in=read, segment__isnull=True)
        waiting.update(segment=segment)
        now = dict(Entry.objects.filter(segment=segment).values_list("uid", "revision"))
        if now != read:
            # Somebody else was quicker; this search has its text, the index keeps theirs.
            transaction.set_rollback(True)
