"""Sessions arranged, moved and called off together: all of them or none, and one letter about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from goldenthread.booking import letters, policy
from goldenthread.booking.models import Series
from goldenthread.core.ids import new_uid
from goldenthread.diary import api as diary
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault


class SeriesKept(Exception):
    """These were kept a moment ago; they're here once."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A moment chosen for one of a series (aware); `anyhow` is the coach's own "there all the same"."""

    starts_at: datetime
    anyhow: bool = False


@transaction.atomic
def book_series(
    relationship: relationships.Relationship,
    kind_uid: UUID,
    chosen: Sequence[Chosen],
    *,
    every: int,
    uid: UUID,
    by: people.Person,
    at: datetime,
    keyring: vault.Keyring | None,
) -> list[sessions.CoachingSession]:
    """Book a series: every session of it, or none. `every` is in weeks, `uid` the series' own.

    Raises diary.TimeTaken where one isn't free (nothing is booked then), SeriesKept for a form
    sent twice, NotAllowed, and Http404 for another coach's kind.
    """
    kind = diary.the_kind(relationship.coach_uid, kind_uid)
    role = relationships.role_in(relationship, by)
    going_on = relationships.is_going_on(relationship.uid)
    policy.may_book(role=role, going_on=going_on, offered=kind.offered).or_raise()
    policy.may_choose(
        role=role,
        moments=[each.starts_at for each in chosen],
        minutes=kind.minutes,
        anyhow=any(each.anyhow for each in chosen),
    ).or_raise()
    _begin(relationship, uid, kind.uid, every=every, by=by, at=at)
    zone, made = diary.zone_of(relationship.coach_uid), []
    with letters.one_letter_each():
        for each in sorted(chosen, key=lambda chosen: chosen.starts_at):
            session = sessions.arrange_session(
                relationship,
                sessions.When.at(each.starts_at, zone, kind.minutes),
                uid=new_uid(),
                by=by,
                at=at,
                keyring=keyring,
                kind_uid=kind.uid,
                series_uid=uid,
                within_hours=not each.anyhow,
            )
            made.append(session)
    return made


@transaction.atomic
def move_series(
    relationship: relationships.Relationship,
    moves: Mapping[UUID, Chosen],
    minutes: Mapping[UUID, int],
    *,
    by: people.Person,
    at: datetime,
    keyring: vault.Keyring | None,
) -> list[sessions.CoachingSession]:
    """Move sessions of a series to the moments chosen, all of them or none; `minutes` of each.

    Raises diary.TimeTaken where one isn't free (nothing is moved then), and NotAllowed.
    """
    role = relationships.role_in(relationship, by)
    policy.may_choose(
        role=role,
        moments=[each.starts_at for each in moves.values()],
        minutes=max(minutes.values(), default=0),
        anyhow=any(each.anyhow for each in moves.values()),
    ).or_raise()
    zone, moved = diary.zone_of(relationship.coach_uid), []
    with letters.one_letter_each():
        for uid, chosen in _in_order(relationship, moves):
            session = sessions.move_session(
                relationship,
                uid,
                sessions.When.at(chosen.starts_at, zone, minutes[uid]),
                by=by,
                at=at,
                keyring=keyring,
                within_hours=not chosen.anyhow,
            )
            moved.append(session)
    return moved


@transaction.atomic
def call_off_series(
    relationship: relationships.Relationship,
    uids: Sequence[UUID],
    *,
    by: people.Person,
    at: datetime,
    keyring: vault.Keyring | None,
) -> list[sessions.CoachingSession]:
    """Call several sessions off, as one deed. Raises NotAllowed, and then none is called off."""
    with letters.one_letter_each():
        return [
            sessions.mark_session(
                relationship,
                uid,
                sessions.SessionState.CALLED_OFF,
                by=by,
                at=at,
                keyring=keyring,
            )
            for uid in uids
        ]


def _begin(
    relationship: relationships.Relationship,
    uid: UUID,
    kind_uid: UUID,
    *,
    every: int,
    by: people.Person,
    at: datetime,
) -> None:
    series = Series(
        uid=uid,
        relationship_uid=relationship.uid,
        kind_uid=kind_uid,
        every=every,
        made_by=by.uid,
        made_at=at,
    )
    try:
        with transaction.atomic():
            series.save(force_insert=True)
    except IntegrityError:
        raise SeriesKept from None


def _in_order(
    relationship: relationships.Relationship, moves: Mapping[UUID, Chosen]
) -> list[tuple[UUID, Chosen]]:
    """Give moves in an order in which none stands in another's way: the last first, when all go later."""
    rows = {row.uid: row for row in sessions.session_rows(relationship).filter(uid__in=moves)}
    policy.all_there(asked=set(moves), found=set(rows)).or_raise()
    later = any(
        (starts_at := rows[uid].starts_at) is not None and chosen.starts_at > starts_at
        for uid, chosen in moves.items()
    )
    return sorted(moves.items(), key=lambda move: move[1].starts_at, reverse=later)
