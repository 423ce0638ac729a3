"""What the compiled table says of somebody beside the pair. Every question here is put to it (INV-6)."""

from __future__ import annotations

from datetime import datetime

from goldenthread.agreements import api as agreements
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Verdict

RELEASE, CASE = "release", "supervision.case"
HOPE, REQUEST, ATTENDANCE, CONTACT = "hope", "request", "attendance", "contact"


def thing_for(role: Role) -> str:
    """Give what a text released to this role is called in the table."""
    return CASE if role == Role.SUPERVISOR else RELEASE


def to_read(
    terms: agreements.TermsInForce, role: Role, *, released_at: datetime | None = None
) -> Verdict:
    """Say whether this role may read what is released to it.

    `released_at` is when a text was released: one from before the opening stays closed (INV-7).
    """
    return terms.may(role, "read", thing_for(role), made_at=released_at)
