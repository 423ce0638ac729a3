"""Who may note a disclosure, on which ground, and how long it may be kept back. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.disclosures.states import MAY_BECOME, NoteState

# The longest that the decision not to tell stands without being taken again.
LOOK_AGAIN_WITHIN = timedelta(days=30)


class Pair(Protocol):
    """A relationship, as far as these rules need to know it."""

    @property
    def coach_uid(self) -> UUID: ...


def may_note(
    pair: Pair, ground: str, grounds: Collection[str], told_on: date, *, by: HasUid, today: date
) -> Verdict:
    """Only the coach, and only on a ground both signed; never ahead of the day (S1.11, T14)."""
    if by.uid != pair.coach_uid:
        return Refused("Only the coach can note that they had to tell someone.")
    if ground not in grounds:
        return Refused("That isn't among the cases you both signed.")
    if told_on > today:
        return Refused("Choose a day that has come.")
    return Allowed()


def may_keep_back(until: date | None, *, today: date) -> Verdict:
    """Keeping a note from the client needs a day to decide again, thirty days away at most."""
    if until is None or until <= today:
        return Refused("Choose the day on which you decide this again. It has to lie ahead.")
    if until > today + LOOK_AGAIN_WITHIN:
        return Refused("Thirty days is the most. You can decide the same again then.")
    return Allowed()


def may_change(pair: Pair, state: str, to: NoteState, *, by: HasUid) -> Verdict:
    """The coach who kept it back tells, or decides again; what was told stays told."""
    if by.uid != pair.coach_uid:
        return Refused("Only the coach can decide this.")
    if to not in MAY_BECOME[NoteState(state)]:
        return Refused("The client can read this already.")
    return Allowed()
