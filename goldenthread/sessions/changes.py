"""Telling rooms above that a session's time changed, without knowing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.relationships import api as relationships
from goldenthread.sessions.models import CoachingSession
from goldenthread.vault import api as vault


class TimeDeed(StrEnum):
    """What happened to the time of a session."""

    ARRANGED = "arranged"
    MOVED = "moved"
    CALLED_OFF = "called_off"
    TOOK_PLACE = "took_place"
    PLANNED_AGAIN = "planned_again"


@dataclass(frozen=True, slots=True)
class TimeChange:
    """One change, as it stands after it. `was` is when it began before a move, if it had an hour.

    `keyring` is there when somebody signed in did it, and None when it came by a link.
    """

    relationship: relationships.Relationship
    session: CoachingSession
    deed: TimeDeed
    by: HasUid
    at: datetime
    keyring: vault.Keyring | None = None
    was: datetime | None = None


Hearer = Callable[[TimeChange], None]
_hearing: list[Hearer] = []


def when_times_change(hearer: Hearer) -> Hearer:
    """Hear of every change, inside its transaction. No ledger line of one's own, and no refusing."""
    _hearing.append(hearer)
    return hearer


def tell_of(change: TimeChange) -> None:
    """Tell every room that asked."""
    for hearer in _hearing:
        hearer(change)


WaiverHearer = Callable[[relationships.Relationship, CoachingSession], None]
_hearing_waivers: list[WaiverHearer] = []


def when_notice_is_waived(hearer: WaiverHearer) -> WaiverHearer:
    """Hear, inside its transaction, that short notice was let be: nothing may come of it now (A9)."""
    _hearing_waivers.append(hearer)
    return hearer


def tell_of_waiver(relationship: relationships.Relationship, session: CoachingSession) -> None:
    """Tell every room that asked."""
    for hearer in _hearing_waivers:
        hearer(relationship, session)


class TheHouse:
    """Who did it, where nobody did: the rules of a zone changed."""

    uid = UUID(int=0)


THE_HOUSE = TheHouse()
