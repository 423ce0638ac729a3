"""Taking time and giving it back: steps of what others do, who leave the line in the ledger.

Whoever takes time holds the coach's diary first and looks again: of two who want the same slot the
second sees what the first did. On SQLite the one writer is held anyway; on PostgreSQL the row is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from goldenthread.diary import finding, policy, queries
from goldenthread.diary.models import Busy, Diary, Taken
from goldenthread.diary.slots import MINUTE, MOST_MINUTES, joined, seconds_of
from goldenthread.diary.states import NotFree

BUSY_KEPT_FOR = timedelta(days=2 * policy.HORIZON_MOST)
A_FEW = 200


class TimeTaken(Exception):
    """That time isn't free; `nearest` are the few that are, and `reason` says why, fit to show.

    `by_another`: it was, until something else took it.
    """

    def __init__(
        self, reason: str, nearest: tuple[queries.Slot, ...] = (), *, by_another: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason, self.nearest, self.by_another = reason, nearest, by_another


@transaction.atomic
def take(
    *,
    coach_uid: UUID,
    relationship_uid: UUID,
    session_uid: UUID,
    starts_at: datetime,
    minutes: int,
    at: datetime,
    within_hours: bool,
) -> None:
    """Take time for a session, or move what it has. Raises TimeTaken, and then nothing has changed.

    With `within_hours` a slot must be free by hours, rules and everything else, as for a client who
    books. Without, for what is put by hand, only the time of another session stands in the way.
    """
    held_diary(coach_uid)
    Taken.objects.filter(relationship_uid__in=finding.ended_with(coach_uid)).delete()
    if within_hours:
        why_not = queries.why_not_free(
            coach_uid, starts_at=starts_at, minutes=minutes, at=at, leaving_out=session_uid
        )
    else:
        why_not = _overlap(coach_uid, starts_at, minutes, leaving_out=session_uid)
    if why_not is not None:
        nearest = queries.nearest_slots(
            coach_uid, minutes=minutes, around=starts_at, at=at, leaving_out=session_uid
        )
        raise TimeTaken(policy.WHY_NOT[why_not], nearest, by_another=why_not is NotFree.TAKEN)
    Taken.objects.update_or_create(
        session_uid=session_uid,
        defaults={
            "coach_uid": coach_uid,
            "relationship_uid": relationship_uid,
            "begins": seconds_of(starts_at),
            "ends": seconds_of(starts_at) + minutes * MINUTE,
        },
    )


def give_back(session_uid: UUID) -> None:
    """Give the time of a session back; nothing happens where it has none."""
    Taken.objects.filter(session_uid=session_uid).delete()


@transaction.atomic
def replace_busy(
    coach_uid: UUID,
    source_uid: UUID,
    spans: Iterable[tuple[datetime, datetime]],
    at: datetime,
) -> None:
    """Put what another calendar says isn't free in the place of what it said before.

    Spans may overlap and be of any length; what is over, or beyond what a diary looks at, is left
    out. Rows that stay the same aren't touched.
    """
    held_diary(coach_uid)
    first, last = at - finding.AROUND, at + BUSY_KEPT_FOR
    kept = ((max(begins, first), min(ends, last)) for begins, ends in spans)
    now_busy = set(finding.in_days(joined(finding.spans_of(kept))))
    rows = Busy.objects.filter(coach_uid=coach_uid, source_uid=source_uid)
    was_busy = {
        (begins, ends): key for key, begins, ends in rows.values_list("pk", "begins", "ends")
    }
    gone = [key for span, key in was_busy.items() if span not in now_busy]
    for place in range(0, len(gone), A_FEW):
        Busy.objects.filter(pk__in=gone[place : place + A_FEW]).delete()
    Busy.objects.bulk_create(
        [
            Busy(coach_uid=coach_uid, source_uid=source_uid, begins=begins, ends=ends)
            for begins, ends in sorted(now_busy - was_busy.keys())
        ],
        batch_size=A_FEW,
    )


def forget_busy(source_uid: UUID) -> None:
    """Forget all that one calendar said."""
    Busy.objects.filter(source_uid=source_uid).delete()


def held_diary(coach_uid: UUID) -> Diary:
    """Give a coach's diary, made if need be, and hold its row until the transaction is over."""
    diary = Diary.objects.select_for_update().filter(coach_uid=coach_uid).first()
    if diary is None:
        zone = finding.own_zone(coach_uid)
        Diary.objects.get_or_create(coach_uid=coach_uid, defaults={"zone": zone})
        diary = Diary.objects.select_for_update().get(coach_uid=coach_uid)
    return diary


def _overlap(
    coach_uid: UUID, starts_at: datetime, minutes: int, *, leaving_out: UUID
) -> NotFree | None:
    if not 0 < minutes <= MOST_MINUTES:
        return NotFree.NO_LENGTH
    begins, longest = seconds_of(starts_at), int(finding.LONGEST_KEPT.total_seconds())
    ends = begins + minutes * MINUTE
    near = finding.taken_of(coach_uid, leaving_out).filter(begins__gt=begins - longest)
    return NotFree.TAKEN if near.filter(begins__lt=ends, ends__gt=begins).exists() else None
