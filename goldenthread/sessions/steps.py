"""Steps that deeds with sessions share: the row read anew under a lock, and what the ledger is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from goldenthread.core.persons import HasUid
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


def line_of(
    code: str,
    relationship: relationships.Relationship,
    session: CoachingSession,
    *,
    by: HasUid | None,
    at: datetime,
) -> dict[str, Any]:
    """Give what `ledger.record` is told of a deed, about the client; `by` None for the house itself.

    Of a deed by a link nobody knows who did it, so the line says that and names nobody.
    """
    if isinstance(by, LinkHolder):
        code, by = verbs.BY_LINK[code], None
    return {
        "code": code,
        "stream": relationship.uid,
        "by": by,
        "at": at,
        "about": relationship.client_uid or relationship.coach_uid,
        "thing": (verbs.SESSION, session.uid),
    }
