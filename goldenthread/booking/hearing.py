"""What follows from a change of time: the other hears of it, and so do those who wait for such a slot."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from goldenthread.booking import letters
from goldenthread.booking.models import Waiting
from goldenthread.core.wall import zone_called
from goldenthread.diary import api as diary
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions

A_DAY: Final = timedelta(days=1)
QUIET: Final = timedelta(hours=4)
MOST_TOLD: Final = 20
_TOLD_OF: Final = frozenset(
    {
        sessions.TimeDeed.ARRANGED,
        sessions.TimeDeed.MOVED,
        sessions.TimeDeed.CALLED_OFF,
        sessions.TimeDeed.PLANNED_AGAIN,
    }
)
_GIVES_BACK: Final = frozenset({sessions.TimeDeed.MOVED, sessions.TimeDeed.CALLED_OFF})


@sessions.when_times_change
def hear(change: sessions.TimeChange) -> None:
    """Tell whom it concerns, where the time is one ahead and has an hour."""
    moments = [moment for moment in (change.session.starts_at, change.was) if moment]
    if change.deed in _TOLD_OF and any(moment > change.at for moment in moments):
        letters.tell_of_change(change)
    if change.deed in _GIVES_BACK and change.was is not None and change.was > change.at:
        _tell_those_waiting(change, change.was)


@relationships.when_it_ends
def hear_end(relationship: relationships.Relationship, at: datetime) -> None:
    """Tell those who wait of the times that two who have ended gave back; nobody learns whose they were."""
    rows = sessions.session_rows(relationship).filter(
        state=sessions.SessionState.PLANNED, starts_at__gt=at
    )
    for row in rows:
        if row.starts_at is not None:
            deed = sessions.TimeDeed.CALLED_OFF
            change = sessions.TimeChange(relationship, row, deed, sessions.THE_HOUSE, at)
            _tell_those_waiting(change, row.starts_at)


def _tell_those_waiting(change: sessions.TimeChange, free_at: datetime) -> None:
    pair = change.relationship
    quiet = Q(told_at__isnull=True) | Q(told_at__lte=change.at - QUIET)
    rows = Waiting.objects.filter(
        quiet,
        coach_uid=pair.coach_uid,
        first_day__lte=(free_at + A_DAY).date(),
        last_day__gte=(free_at - A_DAY).date(),
    ).exclude(relationship_uid=pair.uid)
    waiting = [row for row in rows.order_by("made_at", "uid")[:MOST_TOLD] if _fits(row, free_at)]
    pairs = _going_on({row.relationship_uid for row in waiting})
    lasts = timedelta(minutes=change.session.lasts or 0)
    for row in waiting:
        if row.relationship_uid in pairs and _is_free(row, (free_at, free_at + lasts), change.at):
            Waiting.objects.filter(uid=row.uid).update(told_at=change.at)
            letters.tell_waiting(row, pairs[row.relationship_uid], free_at=free_at, at=change.at)


def _going_on(uids: set[UUID]) -> dict[UUID, relationships.Relationship]:
    pairs = relationships.Relationship.objects.filter(uid__in=uids, ended_at__isnull=True)
    return {pair.uid: pair for pair in pairs}


def _fits(row: Waiting, moment: datetime) -> bool:
    day = moment.astimezone(zone_called(row.zone)).date()
    return row.first_day <= day <= row.last_day


def _is_free(row: Waiting, gone: tuple[datetime, datetime], at: datetime) -> bool:
    """Say whether what was given back makes a slot of the kind waited for, with what lies around it."""
    kind = next((each for each in diary.kinds_of(row.coach_uid) if each.uid == row.kind_uid), None)
    if kind is None or not kind.offered:
        return False
    first = (gone[0] - timedelta(minutes=kind.minutes)).astimezone(zone_called(row.zone)).date()
    free = diary.free_slots(
        row.coach_uid, minutes=kind.minutes, first=first, days=3, zone=row.zone, at=at
    )
    return any(slot.starts_at < gone[1] and slot.ends_at > gone[0] for slot in free)
