"""Finding one's own words again. What is looked for is never kept, logged or in an address."""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.journal import folding, places, verbs
from goldenthread.journal.models import Entry
from goldenthread.journal.opened import Findings, Hit
from goldenthread.journal.queries import segments
from goldenthread.journal.queries.reading import PAGE, private_of, witness_of
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

LINE_MOST: Final = 180


def search(
    relationship: relationships.Relationship,
    words: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    number: int = 1,
) -> Findings:
    """Find the client's entries that hold every word, newest first; "in quotes" is one phrase.

    Raises Http404 for anyone but the client.
    """
    private = private_of(relationship, by=by)
    witness = witness_of(verbs.SEARCHED, relationship, by=by, at=at, covers=(private.uid,))
    looked_for = folding.needles(words)
    found: list[folding.Found] = []
    entries = 0
    for source in (segments.packed_segments, segments.unindexed):
        for packed in source(private, keyring=keyring, witness=witness):
            entries += folding.size_of(packed)
            found += folding.found_in(packed, looked_for)
    first = (number - 1) * PAGE
    newest = heapq.nlargest(first + PAGE, found)
    shown = [UUID(bytes=uid) for _, uid in newest[first:]]
    rows = Entry.objects.filter(compartment=private).in_bulk(shown)
    hits = tuple(
        _hit(rows[uid], vault.unseal(rows[uid], keyring=keyring, witness=witness), looked_for)
        for uid in shown
        if uid in rows
    )
    return Findings(hits, len(found), entries, number, len(found) > first + PAGE)


def _hit(entry: Entry, said: dict[str, str], looked_for: Sequence[bytes]) -> Hit:
    heading = said["title"] or places.first_words(said["body"])
    return Hit(entry.uid, heading, entry.written_at, _line(said["body"], looked_for))


def _line(body: str, looked_for: Sequence[bytes]) -> tuple[tuple[str, bool], ...]:
    """Cut the line that holds most of what was looked for, with those words told apart."""
    pattern = re.compile("|".join(_as_typed(needle) for needle in looked_for), re.IGNORECASE)
    lines = [line for line in body.split("\n") if line.strip()] or [""]
    best = max(lines, key=lambda line: _told_apart(line, looked_for))
    match = pattern.search(best)
    begins = max(0, match.start() - LINE_MOST // 3) if match else 0
    if begins:
        begins = best.find(" ", begins) + 1 or begins
    shown = best[begins : begins + LINE_MOST]
    pieces, last = [("…", False)] if begins else [], 0
    for each in pattern.finditer(shown):
        pieces += [(shown[last : each.start()], False), (each.group(), True)]
        last = each.end()
    cut = "…" if begins + LINE_MOST < len(best) else ""
    pieces.append((shown[last:] + cut, False))
    return tuple((text, is_found) for text, is_found in pieces if text)


def _told_apart(line: str, looked_for: Sequence[bytes]) -> int:
    folded = folding.folded(line)
    return sum(needle in folded for needle in looked_for)


def _as_typed(needle: bytes) -> str:
    """Match a folded word in text as it was typed: any white space, any quote, any dash."""
    words = (re.escape(word) for word in needle.decode().split())
    typed = r"\s+".join(words)
    return typed.replace("'", "['‘’ʼ]").replace('"', '["“”]').replace(r"\-", "[-–—]")
