"""Short notice, the same for both (A9). Pure but for what it reads off a session's row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from goldenthread.core.roles import Role
from goldenthread.sessions.states import SessionState

if TYPE_CHECKING:
    from goldenthread.agreements.api import TermsInForce
    from goldenthread.sessions.models import CoachingSession
    from goldenthread.sessions.opened import OpenSession


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before somebody said so, and how long before both agreed to say so.

    `minutes` given, 0 once it had begun; `owed` in hours, as the clause says. `whose` is who said so
    short of that, and None where nobody did. `waived`: the one it was owed to let it be.
    `moved`: it was a move that came late, not a calling off.
    """

    minutes: int
    owed: int
    short: bool
    whose: Role | None = None
    waived: bool = False
    moved: bool = False

    @property
    def hours(self) -> int:
        """Whole hours given."""
        return self.minutes // 60

    @property
    def counts(self) -> bool:
        """Whether something comes of it: a promise, or a session of a package."""
        return self.short and not self.waived


def hours_owed(terms: TermsInForce) -> int | None:
    """Give the hours both agreed to say so before (A9); None without such a term."""
    duty = terms.duty("notice.client")
    return duty.hours if duty else None


def minutes_given(starts_at: datetime, at: datetime) -> int:
    """Give how many minutes before its beginning this is; 0 once it has begun."""
    return max(0, int((starts_at - at) / timedelta(minutes=1)))


def is_short(starts_at: datetime, at: datetime, owed: int | None, *, mine: bool) -> bool:
    """Say whether this is short notice: less than `owed` hours before it begins.

    Once it has begun nobody knows from the clock alone who couldn't come, so nothing is short then
    unless whoever says so says that it was them (`mine`).
    """
    if owed is None:
        return False
    if at >= starts_at:
        return mine
    return starts_at - at < timedelta(hours=owed)


def notice_of(
    session: CoachingSession | OpenSession, terms: TermsInForce, *, at: datetime | None = None
) -> Notice | None:
    """Say what notice was given of a session, or would be given `at` this moment for one ahead (A9).

    None without a term, for a session without an hour, and where nothing was called off or moved.
    What was short when it was done stays short by the agreement of that day.
    """
    called_off = session.state == SessionState.CALLED_OFF
    if session.short_by:
        return Notice(
            session.short_given or 0,
            session.short_of or 0,
            short=True,
            whose=Role(session.short_by),
            waived=session.waived_at is not None,
            moved=not (called_off and session.short_at == session.state_at),
        )
    moment = session.state_at if called_off else at
    owed = hours_owed(terms)
    if owed is None or session.starts_at is None or moment is None:
        return None
    short = not called_off and is_short(session.starts_at, moment, owed, mine=False)
    return Notice(minutes_given(session.starts_at, moment), owed, short=short)
