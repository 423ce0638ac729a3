"""Telling rooms above that two people have ended, without knowing them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from goldenthread.relationships.models import Relationship

WhenItEnds = Callable[[Relationship, datetime], None]
_told: list[WhenItEnds] = []


def when_it_ends(tell: WhenItEnds) -> WhenItEnds:
    """Have a domain above wipe what is its own in the transaction that ends a relationship.

    `tell(relationship, at)` writes no line in the ledger, because ending is the deed.
    """
    if tell not in _told:
        _told.append(tell)
    return tell


def tell_of_end(relationship: Relationship, at: datetime) -> None:
    """Tell every room that asked. A step of the action that ends it."""
    for tell in _told:
        tell(relationship, at)
