"""Clauses in force that can be cited to somebody outside, and fixed polite words to do it with (S2.14f)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from goldenthread.agreements import api as agreements
from goldenthread.relationships import api as relationships


def clauses_in_force(
    relationship_uid: UUID, names: Mapping[str, str], *, at: datetime
) -> list[tuple[str, str]]:
    """Give each clause in force that has a term: its key, and what it means, with the names in it.

    `names` has coach, client, Coach and Client.
    """
    terms = agreements.terms_in_force(relationship_uid, at=at)
    return [(each.key, agreements.sentence_of(each, names, _)) for each in terms.terms]


def names_by_role(pair: relationships.Relationship, names: Mapping[UUID, str]) -> dict[str, str]:
    """Give what both are called, and as they open a sentence: the blanks of a term's sentence."""
    coach = names.get(pair.coach_uid, "")
    client = names.get(pair.client_uid, "") if pair.client_uid else ""
    return {"coach": coach, "client": client, "Coach": coach, "Client": client}


def polite_words(client: str) -> str:
    """Give the words to answer with. They are about what was agreed, and never about a reason of the client's."""
    return _(
        "Thank you for asking. What %(client)s and I talk about stays between us: that is part of "
        "what we agreed, and it would be the same whatever there was to say. If you’d like to know "
        "something, please ask %(client)s, who decides what to pass on."
    ) % {"client": client}
