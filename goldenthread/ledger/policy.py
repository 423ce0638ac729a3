"""The rules of the ledger. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from goldenthread.core.verdicts import Allowed, Refused, Verdict

# Equal readings within this time are one line. Said openly on the page.
ONE_LOOK: Final = timedelta(minutes=5)


def next_reader(
    reader: UUID | None, about: UUID, *, length: int, was_about_before: bool
) -> UUID | None:
    """Say who may take a stream's chain away once a row about `about` is added (INV-13).

    A chain shows how many rows there are, so it goes only to someone from whose first row on
    every row is about them: a coach's own rows may come before the client does, and from then on
    the chain is the client's. Where two people's rows are mixed it is nobody's.
    """
    if length == 0 or reader == about:
        return about
    return None if was_about_before else about


def may_take_chain(reader: UUID | None, *, by: UUID) -> Verdict:
    """A chain with its numbers goes to its one reader and to nobody else (INV-13)."""
    if reader == by:
        return Allowed()
    return Refused("This part of the ledger isn't yours to take away.")
