"""How a seat's paper stands, as agreements has it."""

from __future__ import annotations

from goldenthread.agreements import api as agreements
from goldenthread.relationships import api as relationships


def standing_of(seat: relationships.Seat) -> str:
    """Give "none", "handed_over", "signed" or "outdated"."""
    ask = getattr(agreements, "paper_standing", None)
    return ask(seat) if ask else "none"
