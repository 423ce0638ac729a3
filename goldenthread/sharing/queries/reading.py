"""Reading what was released: word for word what was approved, or nothing (INV-4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.relationships import api as relationships
from goldenthread.sharing import opens, policy
from goldenthread.sharing.lines import look
from goldenthread.sharing.models import Snapshot
from goldenthread.sharing.opening import read_back
from goldenthread.sharing.queries.drafts import signers_of, state_at
from goldenthread.sharing.states import ReleaseState
from goldenthread.vault import api as vault

READ, PREVIEWED = "sharing.release.read", "sharing.preview.opened"


@dataclass(frozen=True, slots=True, repr=False)
class Released:
    """What a reader reads: the words as approved, what they are for, from and until which day."""

    uid: UUID
    words: str
    purpose: str
    released_on: date
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ReleasedLine:
    """A text in the list of a window: its random name, its day, its end. Not a word of it."""

    uid: UUID
    released_on: date
    until: datetime | None


def released_lines(
    seat: relationships.Seat, terms: agreements.TermsInForce, *, at: datetime
) -> list[ReleasedLine]:
    """Give what a seat's holder can open at this moment, newest first. One query, nothing opened."""
    rows = Snapshot.objects.select_related("release").filter(
        release__seat_uid=seat.uid, release__state=ReleaseState.OPEN.value
    )
    return [
        ReleasedLine(row.uid, row.release.released_at.date(), row.release.until)
        for row in rows.order_by("-release__released_at", "uid")
        if row.release.released_at and _may_read(seat, row, terms, at=at)
    ]


def the_released(
    seat: relationships.Seat,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Released:
    """Open one text for the holder of its seat, or for the client who looks at what they would see.

    The ledger's row comes first. Raises Http404 for what isn't there, isn't open, or is somebody
    else's; seals.Bad where anything isn't exactly as it was approved.
    """
    pair = seat.relationship
    if by.uid not in {seat.person_uid, pair.client_uid}:
        raise Http404
    found = Snapshot.objects.select_related("release").filter(uid=uid).first()
    terms = agreements.terms_in_force(pair.uid, at=at)
    if found is None or found.release.seat_uid != seat.uid:
        raise Http404
    if not _may_read(seat, found, terms, at=at) or not found.release.released_at:
        raise Http404
    code = READ if by.uid == seat.person_uid else PREVIEWED
    thing = ("sharing.snapshot", found.uid)
    witness = look(code, pair, thing, covers=[found.uid], by=by, at=at)
    words, manifest = read_back(
        found,
        pair,
        payload=vault.unseal(found, keyring=keyring, witness=witness),
        signers=signers_of(found.release),
        keyring=keyring,
    )
    return Released(
        found.uid, words, manifest.purpose, found.release.released_at.date(), found.release.until
    )


def _may_read(
    seat: relationships.Seat, row: Snapshot, terms: agreements.TermsInForce, *, at: datetime
) -> bool:
    """Say whether a text is open through this seat now,."""
    release = row.release
    if (release.seat_uid, release.reader_uid) != (seat.uid, seat.person_uid):
        return False
    verdict = policy.may_read(
        state_at(release, at),
        until=release.until,
        at=at,
        opens=opens.to_read(terms, Role(seat.role), released_at=release.released_at),
    )
    return bool(verdict)
