"""What the two are called for somebody beside them: by their names for outside, or not by name at all (S2.25, A5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships

SUPERVISION = "A5"


def names_for(pair: relationships.Relationship, role: str, *, at: datetime) -> dict[UUID, str]:
    """Give what the two are called for whoever has a seat of this role beside them."""
    uids = [uid for uid in (pair.client_uid, pair.coach_uid) if uid]
    return without_name(people.names_outside(uids), pair, role, at=at)


def without_name(
    names: Mapping[UUID, str], pair: relationships.Relationship, role: str, *, at: datetime
) -> dict[UUID, str]:
    """Take a client's name out for a supervisor, unless both signed that it may stand in a case (A5).

    The coach gives their word to leave it out; the house, which isn't asked, mustn't say it either.
    """
    told, client = dict(names), pair.client_uid
    if role == Role.SUPERVISOR and client is not None:
        term = agreements.terms_in_force(pair.uid, at=at).term(SUPERVISION)
        if term is None or term["name"] != "named":
            told[client] = _("the client")
    return told


def names_known_to(person: HasUid, uids: set[UUID], *, at: datetime) -> dict[UUID, str]:
    """Give what these people are called for somebody who has, or had, a seat beside them.

    Once the seat is closed, or where no name was told, they go without one.
    """
    known: dict[UUID, str] = dict.fromkeys(uids, _("the client"))
    for seat in relationships.seats_held_by(person, at=at):
        for uid, name in names_for(seat.relationship, seat.role, at=at).items():
            if uid in known:
                known[uid] = name
    return known
