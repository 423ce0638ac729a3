"""Links to a session's time: one for the client's assistant, taken back at will; one sent to oneself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from goldenthread.booking import letters, links, policy, verbs
from goldenthread.booking.models import Link
from goldenthread.booking.states import Holder
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions


@transaction.atomic
def hand_link_out(
    relationship: relationships.Relationship,
    session: sessions.CoachingSession,
    *,
    by: people.Person,
    at: datetime,
) -> str:
    """Make a link that the client's assistant may move and call off with; gives its token, once.

    Raises NotAllowed without a clause both signed (A28), and for a session that isn't ahead.
    """
    policy.may_hand_out(
        role=relationships.role_in(relationship, by),
        going_on=relationships.is_going_on(relationship.uid),
        opened=links.assistant_may_move(relationship.uid, at=at),
    ).or_raise()
    policy.may_link(planned=_planned(session), starts_at=session.starts_at, at=at).or_raise()
    token = links.link_to_session(session, Holder.ASSISTANT, at=at)
    _record(verbs.HANDED_OUT, relationship, session.uid, by=by, at=at)
    return token


@transaction.atomic
def take_link_back(
    relationship: relationships.Relationship, session_uid: UUID, *, by: people.Person, at: datetime
) -> None:
    """Take back every link an assistant has to a session; from then on they open nothing."""
    policy.may_take_link_back(role=relationships.role_in(relationship, by)).or_raise()
    Link.objects.filter(
        relationship_uid=relationship.uid,
        session_uid=session_uid,
        holder=Holder.ASSISTANT,
        ended_at__isnull=True,
    ).update(ended_at=at)
    _record(verbs.TAKEN_BACK, relationship, session_uid, by=by, at=at)


@transaction.atomic
def send_own_link(
    relationship: relationships.Relationship,
    session: sessions.CoachingSession,
    *,
    by: people.Person,
    at: datetime,
) -> None:
    """Send oneself, as the client, the letter whose link moves this session without signing in.

    Raises NotAllowed for a session that isn't ahead, and for one who gave no address.
    """
    role = relationships.role_in(relationship, by)
    policy.may_have_sent(role=role, has_address=by.has_address).or_raise()
    policy.may_link(planned=_planned(session), starts_at=session.starts_at, at=at).or_raise()
    token = links.link_to_session(session, Holder.CLIENT, at=at)
    # Asked for by the one who reads it, so no hours hold it.
    letters.post(by, token, relationship, soonest=at, at=at)
    _record(verbs.SENT, relationship, session.uid, by=by, at=at)


def _planned(session: sessions.CoachingSession) -> bool:
    return session.state == sessions.SessionState.PLANNED


def _record(
    code: str,
    relationship: relationships.Relationship,
    session_uid: UUID,
    *,
    by: people.Person,
    at: datetime,
) -> None:
    ledger.record(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=("session", session_uid),
    )
