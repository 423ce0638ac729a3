"""How a release closes: its words' keys are gone, in the same transaction. A step; it leaves no row of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from goldenthread.relationships import api as relationships
from goldenthread.sharing.models import CannotGoOn, ContinuityOpened, Release, Snapshot
from goldenthread.sharing.states import OVER, ReleaseState
from goldenthread.vault import api as vault


def close(release: Release, state: ReleaseState, *, at: datetime) -> None:
    """Close a release, and with it its compartment. Whoever had read it has read it."""
    release.state, release.closed_at = state.value, at
    release.save(update_fields=["state", "closed_at"])
    for uid in Snapshot.objects.filter(release=release).values_list("compartment", flat=True):
        vault.forget_compartment(uid)


def close_all(seat: relationships.Seat, at: datetime) -> None:
    """Withdraw whatever was released or drafted to a seat that closes: nothing is handed over."""
    rows: Iterable[Release] = Release.objects.select_for_update().filter(seat_uid=seat.uid)
    for release in rows:
        if release.state not in OVER:
            close(release, ReleaseState.WITHDRAWN, at=at)
    CannotGoOn.objects.filter(seat_uid=seat.uid).delete()
    ContinuityOpened.objects.filter(seat_uid=seat.uid).delete()
