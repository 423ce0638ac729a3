"""Reading how a client likes to work: as it stands, and what changed on which day (S1.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.core.word_diff import Piece
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.swaps import lines, policy, verbs
from goldenthread.swaps.likings import (
    ALL,
    NOTHING,
    LikingSaid,
    Place,
    changes_between,
    open_liking,
)
from goldenthread.swaps.models import Adjustment, Liking
from goldenthread.swaps.states import Noticed
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """What changed on one day, place by place."""

    kept_at: datetime
    places: tuple[tuple[Place, tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True, repr=False)
class LikingPage:
    """How somebody likes to work, now; and what changed before, newest first.

    `number` is 0 while nothing was ever written. `shown` are the places that say something.
    """

    number: int
    said: LikingSaid
    kept_at: datetime | None
    changes: tuple[Change, ...]

    @property
    def shown(self) -> tuple[tuple[Place, str], ...]:
        """Each place that says something, with its words, in the order of the page."""
        words = self.said.words
        return tuple((place, words[place.key]) for place in ALL if place.key in words)


def liking_page(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> LikingPage:
    """Give how the client likes to work to one of the two. Raises Http404 for others, NotAllowed."""
    opened = opened_likings(relationship, by=by, at=at, keyring=keyring)
    if not opened:
        return LikingPage(0, NOTHING, None, ())
    row, said = opened[-1]
    changes = [
        Change(after[0].kept_at, changes_between(before[1], after[1]))
        for before, after in pairwise(opened)
    ]
    changed = tuple(change for change in reversed(changes) if change.places)
    return LikingPage(row.number, said, row.kept_at, changed)


def opened_likings(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    witness: ledger.Witness | None = None,
) -> Sequence[tuple[Liking, LikingSaid]]:
    """Open all that was written of it, oldest first. Raises Http404 for others, NotAllowed."""
    role = relationships.role_in(relationship, by)
    going_on = relationship.ended_at is None
    policy.may_read_liking(role=role, going_on=going_on).or_raise()
    rows = list(Liking.objects.filter(relationship_uid=relationship.uid).order_by("number"))
    if not rows:
        return ()
    if witness is None:
        line = lines.of_pair(relationship, by=by, at=at)
        witness = ledger.witness(verbs.LIKING_READ, **line, covers=[row.uid for row in rows])
    return [(row, open_liking(row, keyring=keyring, witness=witness)) for row in rows]


@dataclass(frozen=True, slots=True, repr=False)
class OpenAdjustment:
    """What a coach said they'd change, and whether the client has noticed."""

    uid: UUID
    words: str
    said_at: datetime
    noticed: Noticed


def adjustments_of(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    witness: ledger.Witness | None = None,
) -> tuple[OpenAdjustment, ...]:
    """Give what the coach said they'd change, newest first (S1.15). Raises Http404, NotAllowed."""
    role = relationships.role_in(relationship, by)
    policy.may_read_liking(role=role, going_on=relationship.ended_at is None).or_raise()
    rows = list(
        Adjustment.objects.filter(relationship_uid=relationship.uid).order_by("-said_at", "-uid")
    )
    if not rows:
        return ()
    if witness is None:
        line = lines.of_pair(relationship, by=by, at=at)
        witness = ledger.witness(verbs.ADJUSTMENTS_READ, **line, covers=[row.uid for row in rows])
    return tuple(
        OpenAdjustment(
            row.uid,
            vault.unseal(row, keyring=keyring, witness=witness)["words"],
            row.said_at,
            Noticed(row.noticed),
        )
        for row in rows
    )


def the_adjustment(relationship: relationships.Relationship, uid: UUID) -> Adjustment:
    """Give one of a pair's adjustments. Raises Http404 for any other."""
    found = Adjustment.objects.filter(relationship_uid=relationship.uid, uid=uid).first()
    if found is None:
        raise Http404
    return found
