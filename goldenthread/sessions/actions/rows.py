"""What every deed does to a session's row: read it anew under a lock, and write one line of the ledger."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sessions import verbs
from goldenthread.sessions.days import LinkHolder
from goldenthread.sessions.models import CoachingSession


class AlreadyKept(Exception):
    """Kept a moment ago; it's here once."""


class WordedElsewhere(Exception):
    """It was worded anew in another window. Here are both; keep either, or both."""


def locked(relationship: relationships.Relationship, uid: UUID) -> CoachingSession:
    """Read the session anew, so that of two deeds at once the second sees what the first did."""
    sessions = CoachingSession.objects.select_for_update(of=("self",))
    session = sessions.filter(uid=uid, relationship_uid=relationship.uid).first()
    if session is None:
        raise Http404
    return session


def record(
    code: str,
    relationship: relationships.Relationship,
    session: CoachingSession,
    *,
    by: HasUid | None,
    at: datetime,
) -> None:
    """Write the one line of a deed, about the client; `by` None for the house itself.

    Of a deed by a link nobody knows who did it, so the line says that and names nobody.
    """
    if isinstance(by, LinkHolder):
        code, by = verbs.BY_LINK[code], None
    ledger.record(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or relationship.coach_uid,
        thing=(verbs.SESSION, session.uid),
    )
