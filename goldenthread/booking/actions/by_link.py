"""What somebody with a link does, without signing in: in the client's place, and nobody knows who.

The ledger says "somebody with your link"; both are told by letter, as nobody signed in did it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404

from goldenthread.booking import links, policy
from goldenthread.booking.links import Opened
from goldenthread.booking.models import Waiting
from goldenthread.booking.states import Holder, Standing
from goldenthread.diary import api as diary
from goldenthread.sessions import api as sessions


@dataclass(frozen=True, slots=True)
class Slot:
    """The slot somebody with a link chose, and how long it lasts."""

    starts_at: datetime
    minutes: int


@transaction.atomic
def move_by_link(opened: Opened, slot: Slot, *, by: sessions.LinkHolder, at: datetime) -> str:
    """Move a session by a link, and give the token of the one that works from then on.

    Raises NotAllowed for a link that doesn't do that, diary.TimeTaken.
    """
    opened = links.held(opened, at=at)
    opened.may_move.or_raise()
    when = sessions.When.at(
        slot.starts_at, diary.zone_of(opened.relationship.coach_uid), slot.minutes
    )
    session = sessions.move_session(
        opened.relationship, opened.the_session.uid, when, by=by, at=at, within_hours=True
    )
    return links.link_to_session(session, Holder(opened.link.holder), at=at)


@transaction.atomic
def call_off_by_link(
    opened: Opened, *, by: sessions.LinkHolder, at: datetime
) -> sessions.CoachingSession:
    """Call a session off by a link. Raises NotAllowed for a link that doesn't do that."""
    opened = links.held(opened, at=at)
    opened.may_move.or_raise()
    return sessions.mark_session(
        opened.relationship,
        opened.the_session.uid,
        sessions.SessionState.CALLED_OFF,
        by=by,
        at=at,
    )


@transaction.atomic
def take_waited_slot(
    opened: Opened, starts_at: datetime, *, uid: UUID, by: sessions.LinkHolder, at: datetime
) -> str:
    """Take a slot somebody waited for: a new session, whose link's token it gives. First come.

    The wait is over with it.

    Raises NotAllowed, and diary.TimeTaken where another was quicker.
    """
    opened = links.held(opened, at=at)
    waiting = opened.the_waiting
    kind = diary.the_kind(waiting.coach_uid, waiting.kind_uid)
    policy.may_take_waited(works=opened.standing == Standing.WORKS, offered=kind.offered).or_raise()
    when = sessions.When.at(starts_at, diary.zone_of(waiting.coach_uid), kind.minutes)
    session = sessions.arrange_session(
        opened.relationship,
        when,
        uid=uid,
        by=by,
        at=at,
        kind_uid=kind.uid,
        within_hours=True,
    )
    Waiting.objects.filter(uid=waiting.uid).delete()
    return links.link_to_session(session, Holder.CLIENT, at=at)


@transaction.atomic
def move_to_waited_slot(
    opened: Opened, starts_at: datetime, *, by: sessions.LinkHolder, at: datetime
) -> str:
    """Move the session that the wait was for to a slot that came free; gives its new link's token.

    The wait is over with it.

    Raises NotAllowed, Http404 where the session is gone, and diary.TimeTaken.
    """
    opened = links.held(opened, at=at)
    waiting = opened.the_waiting
    kind = diary.the_kind(waiting.coach_uid, waiting.kind_uid)
    session = sessions.the_row(waiting.session_uid) if waiting.session_uid else None
    if session is None or session.relationship_uid != waiting.relationship_uid:
        raise Http404
    policy.may_take_waited(works=opened.standing == Standing.WORKS, offered=kind.offered).or_raise()
    policy.may_move(
        going_on=opened.relationship.ended_at is None, starts_at=session.starts_at, at=at
    ).or_raise()
    when = sessions.When.at(starts_at, diary.zone_of(waiting.coach_uid), kind.minutes)
    moved = sessions.move_session(
        opened.relationship, session.uid, when, by=by, at=at, within_hours=True
    )
    Waiting.objects.filter(uid=waiting.uid).delete()
    return links.link_to_session(moved, Holder.CLIENT, at=at)
