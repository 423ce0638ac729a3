"""A copy of what was swapped, for one of the two to keep, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.swaps import lines, policy, verbs
from goldenthread.swaps.halves import Written
from goldenthread.swaps.kinds import the_kind
from goldenthread.swaps.liking_queries import adjustments_of, opened_likings
from goldenthread.swaps.likings import ADJUSTED_TITLE, ALL, TITLE
from goldenthread.swaps.models import Addition, Adjustment, Draft, Half, Liking, Swap
from goldenthread.swaps.queries import Halves, additions_of, open_draft, open_halves
from goldenthread.vault import api as vault


def copy_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give each swap as this person may read it, then how the client likes to work.

    One's own drafts are among them. A half that waits opens to nobody, so its draft stands for it.
    The ledger's lines are written when the first is asked for. Moments are ISO 8601 text. Raises
    Http404 for anyone but the two.
    """
    role = relationships.role_in(relationship, by)
    asked: dict[str, Any] = {"by": by, "at": at, "keyring": keyring}
    swaps = list(Swap.objects.filter(relationship_uid=relationship.uid).order_by("uid"))
    witness = _witness(relationship, by=by, at=at)
    for swap in swaps:
        halves = open_halves(
            relationship, swap, Half.objects.filter(swap=swap), **asked, witness=witness
        )
        added = additions_of(relationship, swap, **asked, witness=witness)
        draft = Draft.objects.filter(swap=swap, author_uid=by.uid).first()
        if not (halves or added or draft):
            continue
        mine = open_draft(relationship, draft, **asked) if draft else None
        yield {
            "kind": swap.kind,
            "title": the_kind(swap.kind).title,
            "uid": str(swap.uid),
            "draft": _written(mine.written) if mine else None,
            "rounds": _rounds(halves),
            "added": [
                {
                    "author": str(each.author_uid),
                    "words": each.words,
                    "added_at": each.at.isoformat(),
                }
                for each in added
            ],
        }
    if policy.may_read_liking(role=role, going_on=relationship.ended_at is None):
        yield from _likings(relationship, asked | {"witness": witness})
        for each in adjustments_of(relationship, **asked, witness=witness):
            yield {
                "kind": "what_i_will_change",
                "title": ADJUSTED_TITLE,
                "uid": str(each.uid),
                "kept_at": each.said_at.isoformat(),
                "said": [{"asks": ADJUSTED_TITLE, "words": each.words}],
                "noticed": each.noticed.value,
            }


def _likings(
    relationship: relationships.Relationship, asked: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for row, said in opened_likings(relationship, **asked):
        yield {
            "kind": "how_i_like_to_work",
            "title": TITLE,
            "uid": str(row.uid),
            "kept_at": row.kept_at.isoformat(),
            "said": [
                {"asks": place.asks, "words": said.words[place.key]}
                for place in ALL
                if place.key in said.words
            ],
        }


def _witness(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime
) -> ledger.Witness | None:
    """Write one line for all of it; none where there is nothing yet."""
    of_pair = {"swap__relationship_uid": relationship.uid}
    halves = Half.objects.filter(**of_pair, let_go_at__isnull=False)
    added = Addition.objects.filter(**of_pair)
    likings = Liking.objects.filter(relationship_uid=relationship.uid)
    adjusted = Adjustment.objects.filter(relationship_uid=relationship.uid)
    covers = [
        uid
        for rows in (halves, added, likings, adjusted)
        for uid in rows.values_list("uid", flat=True)
    ]
    if not covers:
        return None
    line = lines.of_pair(relationship, by=by, at=at)
    return ledger.witness(verbs.COPIED, **line, covers=covers)


def _written(written: Written) -> list[dict[str, str]]:
    return [{"asks": each.asks, "words": each.words} for each in written.answers]


def _rounds(halves: Halves) -> list[list[dict[str, Any]]]:
    return [
        [
            {
                "author": str(author),
                "opened_at": half.let_go_at.isoformat() if half.let_go_at else None,
                "answers": _written(written),
            }
            for author, (half, written) in sorted(
                halves[number].items(), key=lambda one: str(one[0])
            )
        ]
        for number in sorted(halves)
    ]
