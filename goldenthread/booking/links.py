"""Links that need no signing in: made, found by their token, and what one is worth. Kept as hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.booking import policy
from goldenthread.booking.models import Link, Waiting
from goldenthread.booking.states import Holder, Standing
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Verdict
from goldenthread.core.wall import zone_called
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.sessions import api as sessions

SCHEDULE: Final = "schedule"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that somebody holds: whose it is, for which session or wait, and what it is worth now."""

    link: Link
    relationship: relationships.Relationship
    session: sessions.CoachingSession | None
    waiting: Waiting | None
    standing: Standing

    @property
    def may_move(self) -> Verdict:
        """Say whether its holder may move the session, or call it off."""
        return policy.may_move_by(self.link.holder, self.standing)

    @property
    def the_session(self) -> sessions.CoachingSession:
        """Give the session. Raises Http404 for a link that stands for none."""
        if self.session is None:
            raise Http404
        return self.session

    @property
    def the_waiting(self) -> Waiting:
        """Give what is waited for. Raises Http404 for a link that stands for a session."""
        if self.waiting is None:
            raise Http404
        return self.waiting


def link_to_session(session: sessions.CoachingSession, holder: Holder, *, at: datetime) -> str:
    """Make a link to a session as it is now, and give its token, which is kept nowhere."""
    token = seals.new_token()
    Link.objects.create(
        relationship_uid=session.relationship_uid,
        session_uid=session.uid,
        sequence=session.sequence,
        holder=holder,
        mark=seals.token_hash(token),
        made_at=at,
    )
    return token


def link_to_waiting(waiting: Waiting, *, at: datetime) -> str:
    """Make a link for somebody who waits, and give its token, which is kept nowhere."""
    token = seals.new_token()
    Link.objects.create(
        relationship_uid=waiting.relationship_uid,
        waiting=waiting,
        holder=Holder.WAITING,
        mark=seals.token_hash(token),
        made_at=at,
    )
    return token


def the_link(token: str, *, at: datetime) -> Opened:
    """Find a link by its token. Raises Http404 for an unknown one, and one that was taken back.

    An assistant's is unknown too once the clause that lets them move days is closed (A28).
    """
    if not _TOKEN.fullmatch(token):
        raise Http404
    rows = Link.objects.select_related("waiting").filter(ended_at__isnull=True)
    link = rows.filter(mark=seals.token_hash(token)).first()
    if link is None:
        raise Http404
    return _opened(link, at)


def held(opened: Opened, *, at: datetime) -> Opened:
    """Look at a link again, and hold all those to the same thing until the transaction is over.

    So of two who use one at once, or two of one session, the second sees what the first did; and
    of a link and somebody signed in too, for the session is held as well.
    """
    link = opened.link
    same = Link.objects.filter(uid=link.uid)
    if link.session_uid is not None:
        same = Link.objects.filter(session_uid=link.session_uid)
    elif link.waiting_id is not None:
        same = Link.objects.filter(waiting=link.waiting_id)
    rows = same.select_for_update(of=("self",)).select_related("waiting").order_by("uid")
    found = next((row for row in rows if row.uid == link.uid and row.ended_at is None), None)
    if found is None:
        raise Http404
    return _opened(found, at, held=True)


def _opened(link: Link, at: datetime, *, held: bool = False) -> Opened:
    pair = relationships.Relationship.objects.filter(uid=link.relationship_uid).first()
    if pair is None:
        raise Http404
    if link.holder == Holder.ASSISTANT and not assistant_may_move(pair.uid, at=at):
        raise Http404
    session = sessions.the_row(link.session_uid, held=held) if link.session_uid else None
    return Opened(link, pair, session, link.waiting, _standing(link, pair, session, at))


def is_waiting(waiting: Waiting, *, at: datetime) -> bool:
    """Say whether the days somebody waits for aren't all over, by the clock they were meant by."""
    today = at.astimezone(zone_called(waiting.zone)).date()
    return policy.waits_still(last=waiting.last_day, today=today)


def assistant_may_move(relationship_uid: UUID, *, at: datetime) -> Verdict:
    """Say whether a clause both signed lets an assistant move when sessions are (A28, INV-6)."""
    terms = agreements.terms_in_force(relationship_uid, at=at)
    return terms.may(Role.ASSISTANT, "move", SCHEDULE)


def assistants_links(session_uid: UUID, sequence: int) -> list[Link]:
    """Give the assistant's links that work for a session as it is now, newest first."""
    rows = Link.objects.filter(
        session_uid=session_uid, sequence=sequence, holder=Holder.ASSISTANT, ended_at__isnull=True
    )
    return list(rows.order_by("-uid"))


def _standing(
    link: Link,
    pair: relationships.Relationship,
    session: sessions.CoachingSession | None,
    at: datetime,
) -> Standing:
    if session is None:
        waits = link.waiting is not None and is_waiting(link.waiting, at=at)
        return Standing.WORKS if waits and pair.ended_at is None else Standing.OVER
    return policy.link_stands(
        ended=pair.ended_at is not None,
        sequence=link.sequence,
        stands=session.sequence,
        planned=session.state == sessions.SessionState.PLANNED,
        starts_at=session.starts_at,
        at=at,
    )
