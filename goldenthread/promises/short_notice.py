"""A session called off at short notice by the coach leaves a promise: one in its place, or credit (A9).

A step of calling off: no ledger line of its own. What the client does late leaves none (S3.9);
there it's the fees that know. One promise a session; undoing or waiving takes it back.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldenthread.core.ids import new_uid
from goldenthread.core.roles import Role
from goldenthread.people import api as people
from goldenthread.promises.days import day_for
from goldenthread.promises.envelopes import Said, form_mark, seal_said
from goldenthread.promises.models import Promise
from goldenthread.promises.states import PromiseState
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault

DAYS_TO_KEEP_IT: Final = 14


def hear(change: sessions.TimeChange) -> None:
    """Make the promise when a session is called off late by the coach; take it back when that is undone.

    It is written with the keys of whoever calls off, in what the two share. A client who calls off
    by a link what the coach had moved late brings no keys, and then there is no promise.
    """
    session = change.session
    if change.deed == sessions.TimeDeed.PLANNED_AGAIN:
        _take_back(session, at=change.at)
        return
    owed = session.short_by == Role.COACH and session.waived_at is None
    if change.deed != sessions.TimeDeed.CALLED_OFF or not owed or change.keyring is None:
        return
    if not _open_for(session).exists():
        _promise_another(change.relationship, session, keyring=change.keyring, at=change.at)


def hear_waiver(
    _relationship: relationships.Relationship, session: sessions.CoachingSession
) -> None:
    """Take the promise back: the client has let it be, and nothing comes of it."""
    if session.waived_at is not None:
        _take_back(session, at=session.waived_at)


def _open_for(session: sessions.CoachingSession) -> QuerySet[Promise]:
    return Promise.objects.filter(session_uid=session.uid, state=PromiseState.OPEN)


def _take_back(session: sessions.CoachingSession, *, at: datetime) -> None:
    _open_for(session).update(state=PromiseState.WITHDRAWN, settled_at=at)


def _promise_another(
    relationship: relationships.Relationship,
    session: sessions.CoachingSession,
    *,
    keyring: vault.Keyring,
    at: datetime,
) -> None:
    if relationship.client_uid is None:
        return
    coach = people.the_person(relationship.coach_uid)
    day = date_format(session.on_day, "l j F Y")
    words = _("A session to replace the one on %(day)s, or credit for it: you choose.") % {
        "day": day
    }
    said = Said(words, day_for(coach, at) + timedelta(days=DAYS_TO_KEEP_IT))
    promise = Promise(
        relationship_uid=relationship.uid,
        compartment=vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED),
        maker_uid=relationship.coach_uid,
        receiver_uid=relationship.client_uid,
        due_on=said.due_on,
        made_at=at,
        form_mark=form_mark(said, new_uid()),
        session_uid=session.uid,
    )
    seal_said(promise, said, keyring=keyring)
    promise.save(force_insert=True)
