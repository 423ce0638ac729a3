"""What the coach can open now, kind by kind: read off the compiled table, counted by whoever keeps the things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.relationships import api as relationships

Counting = Callable[[UUID, datetime, datetime], int]


@dataclass(frozen=True, slots=True, repr=False)
class _Kept:
    counting: Counting
    url_name: str


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """One kind of thing: its name, whether the coach can open any, how many there are now, and where."""

    name: str
    is_open: bool
    per_item: bool
    count: int | None
    href: str


_kept: dict[str, _Kept] = {}


def count_for_coach_with(thing: str, counting: Counting, *, url_name: str) -> None:
    """Register who counts a kind of thing the coach can open, and which of the client's pages shows it.

    `counting` is called with a relationship's uid, the moment from which the opening reaches, and now; it opens
    nothing and counts what the coach could open at this moment.
    """
    _kept[thing] = _Kept(counting, url_name)


def what_the_coach_can_open(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime
) -> list[Shown]:
    """Give the client every kind of thing, and whether the coach can open it now. Raises Http404."""
    if by.uid != relationship.client_uid:
        raise Http404
    terms = agreements.terms_in_force(relationship.uid, at=at)
    per_item = {
        each.thing
        for each in terms.access
        if (each.role, each.verb, each.grant) == (Role.COACH, "read", "per_item")
    }
    lines = []
    for thing, name in agreements.THINGS.items():
        since = terms.since(Role.COACH, "read", thing)
        kept = _kept.get(thing) if since else None
        lines.append(
            Shown(
                name=name,
                is_open=since is not None,
                per_item=thing in per_item,
                count=kept.counting(relationship.uid, since, at) if kept and since else None,
                href=reverse(kept.url_name, args=[relationship.uid]) if kept else "",
            )
        )
    return lines
