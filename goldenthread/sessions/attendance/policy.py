"""Who may say when they came and went, and what is counted from it. Pure.

No grade and no target: a list, a count that always names what it leaves out, and from five on the
interval within which the truth may lie (7.2, 7.3, INV-9, INV-11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import sqrt
from typing import Final
from uuid import UUID

from goldenthread.core.roles import PAIR
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.sessions.attendance.times import Attended, Side
from goldenthread.sessions.states import SessionState

OPENS_BEFORE: Final = timedelta(hours=2)
CLOSES_AFTER: Final = timedelta(hours=12)
A_DAY: Final = timedelta(days=1)
INTERVAL_FROM: Final = 5
NORMAL_95: Final = 1.959964
KEPT_MONTHS: Final = 24

CANNOT_SEE: Final = "Attention, whether the time was good, why somebody came later. One side's clock is no evidence."

PAIR_ONLY = Refused("Only the two of you say when you came.")
LONG_OVER = Refused("This is over between you, so its times stay as they are.")
CALLED_OFF = Refused("This session was called off.")
TOO_EARLY = Refused("Its time hasn't come yet. You can say you're here from two hours before.")
TOO_LATE = Refused("Its time is over. You can still write your times down, under Time kept.")
NOT_ITS_DAY = Refused("Its day hasn't come yet.")
NOT_HERE = Refused("Say first that you're here.")
TAPPED = Refused("You tapped at that moment, and a tap stays as it is.")
BACKWARDS = Refused("The end comes before the beginning. Look at the two times again.")
TOO_LONG = Refused("That's more than twelve hours. Look at the two times again.")
NOT_YET = Refused("That time hasn't come yet.")
FAR_OFF = Refused("That's far from when this session was. Look at the day again.")
NOT_YOURS = Refused("Only the one who marked it takes it back.")


@dataclass(frozen=True, slots=True)
class Arranged:
    """When a session is: its days (as the two of them may call it), and its start where it has one."""

    state: str
    days: frozenset[date]
    starts_at: datetime | None


def may_come_in(
    *, role: str, arranged: Arranged, today: date, at: datetime, going_on: bool
) -> Verdict:
    """Either says "I'm here" or "I'm going" around the session's own time, and only then (S0.17)."""
    verdict = _may_speak(role=role, state=arranged.state, going_on=going_on)
    if not verdict:
        return verdict
    if arranged.starts_at is not None:
        if at < arranged.starts_at - OPENS_BEFORE:
            return TOO_EARLY
        return TOO_LATE if at > arranged.starts_at + CLOSES_AFTER else Allowed()
    if today in arranged.days:
        return Allowed()
    return NOT_ITS_DAY if today < min(arranged.days) else TOO_LATE


def may_go_out(*, verdict: Verdict, mine: Side) -> Verdict:
    """Whoever came may go; `verdict` is what holds for coming in."""
    if not verdict:
        return verdict
    return Allowed() if mine.came_at is not None else NOT_HERE


def may_enter(
    *,
    role: str,
    arranged: Arranged,
    mine: Side,
    came: datetime | None,
    left: datetime | None,
    at: datetime,
    going_on: bool,
) -> Verdict:
    """Each writes down their own times, where they didn't tap; never the other's (S1.14)."""
    verdict = _may_speak(role=role, state=arranged.state, going_on=going_on)
    if not verdict:
        return verdict
    if (mine.came_by_tap and came != mine.came_at) or (mine.left_by_tap and left != mine.left_at):
        return TAPPED
    if any(moment is not None and moment > at for moment in (came, left)):
        return NOT_YET
    return _may_be(arranged, came, left)


def _may_be(arranged: Arranged, came: datetime | None, left: datetime | None) -> Verdict:
    """Times that one session can have had."""
    if left is not None and came is None:
        return NOT_HERE
    if not all(_is_near(arranged, moment) for moment in (came, left) if moment is not None):
        return FAR_OFF
    if came is None or left is None:
        return Allowed()
    if left <= came:
        return BACKWARDS
    return TOO_LONG if left - came > CLOSES_AFTER else Allowed()


def may_mark_outage(
    *, role: str, arranged: Arranged, today: date, at: datetime, going_on: bool
) -> Verdict:
    """Either marks that something failed, from the session's time on; no reason is asked."""
    verdict = _may_speak(role=role, state=arranged.state, going_on=going_on)
    if not verdict:
        return verdict
    if arranged.starts_at is not None:
        return TOO_EARLY if at < arranged.starts_at - OPENS_BEFORE else Allowed()
    return NOT_ITS_DAY if today < min(arranged.days) else Allowed()


def may_take_outage_back(
    *, role: str, state: str, marked_by: UUID, by: UUID, going_on: bool
) -> Verdict:
    """Whoever marked it takes it back: nobody can unsay it for the other."""
    verdict = _may_speak(role=role, state=state, going_on=going_on)
    if not verdict:
        return verdict
    return Allowed() if marked_by == by else NOT_YOURS


def still_fits(arranged: Arranged, attended: Attended) -> bool:
    """Say whether times said before a session was moved can still be its own."""
    came = [side.came_at for side in (attended.coach, attended.client) if side.came_at]
    return bool(came) and all(_is_near(arranged, moment) for moment in came)


def _may_speak(*, role: str, state: str, going_on: bool) -> Verdict:
    if role not in PAIR:
        return PAIR_ONLY
    if not going_on:
        return LONG_OVER
    return CALLED_OFF if state == SessionState.CALLED_OFF else Allowed()


def _is_near(arranged: Arranged, moment: datetime) -> bool:
    if arranged.starts_at is not None:
        return arranged.starts_at - OPENS_BEFORE <= moment <= arranged.starts_at + CLOSES_AFTER
    # A day's name differs by a day around the world, and a session may go past midnight.
    return min(arranged.days) - A_DAY <= moment.date() <= max(arranged.days) + A_DAY


class Start(StrEnum):
    """What both clocks say of a beginning. Each that isn't counted is a category of its own (7.3, 8)."""

    WITHIN = "within"
    LATER = "later"
    EXCLUDED = "excluded"
    NOT_BOTH = "not_both"
    NO_HOUR = "no_hour"
    NO_GRACE = "no_grace"


COUNTED: Final = frozenset({Start.WITHIN, Start.LATER})


@dataclass(frozen=True, slots=True)
class Kept:
    """One session in the list: what was arranged, what both said, and what follows from that."""

    session_uid: UUID
    on_day: date
    starts_at: datetime | None
    attended: Attended
    agreed: int | None
    start: Start

    @property
    def late_by(self) -> int | None:
        """Give whole minutes between the hour arranged and both being there; never below nought."""
        if self.starts_at is None or self.attended.began_at is None:
            return None
        return max(0, int((self.attended.began_at - self.starts_at).total_seconds() // 60))

    @property
    def over(self) -> int | None:
        """Give minutes over what was agreed, below nought for under; None where it can't be known."""
        if self.attended.is_excluded or self.agreed is None or self.attended.minutes is None:
            return None
        return self.attended.minutes - self.agreed


def kept(
    *,
    session_uid: UUID,
    on_day: date,
    starts_at: datetime | None,
    attended: Attended,
    agreed: int | None,
) -> Kept:
    """Say what one session adds to the list. `agreed`: minutes for this once, else as arranged, else A8."""
    return Kept(session_uid, on_day, starts_at, attended, agreed, start_of(starts_at, attended))


def start_of(starts_at: datetime | None, attended: Attended) -> Start:
    """Say whether both were there within the time they agreed to wait (A8), if that can be said at all."""
    if attended.is_excluded:
        return Start.EXCLUDED
    if attended.began_at is None:
        return Start.NOT_BOTH
    if starts_at is None:
        return Start.NO_HOUR
    if attended.grace is None:
        return Start.NO_GRACE
    late = attended.began_at - starts_at
    # Whole minutes, as a clock shows them: 16:05:59 is within five minutes of 16:00.
    return Start.WITHIN if late < timedelta(minutes=attended.grace + 1) else Start.LATER


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which shares the truth may lie, from 0 to 1."""

    low: float
    high: float


def interval(count: int, of: int) -> Interval | None:
    """Give the Wilson interval (95 %) for a count out of so many; None below five (INV-11)."""
    if of < INTERVAL_FROM:
        return None
    share, z2 = count / of, NORMAL_95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = NORMAL_95 / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True, repr=False)
class TimesKept:
    """The time two people kept, newest session first. The same for both."""

    rows: tuple[Kept, ...]

    def how_many(self, *starts: Start) -> int:
        """Count the sessions whose beginning is one of these."""
        return sum(row.start in starts for row in self.rows)

    @property
    def within(self) -> int:
        """Count those both began within the time agreed."""
        return self.how_many(Start.WITHIN)

    @property
    def counted(self) -> int:
        """Count those of which both clocks say when they began."""
        return self.how_many(*COUNTED)

    @property
    def excluded(self) -> int:
        """Count those in which something failed."""
        return self.how_many(Start.EXCLUDED)

    @property
    def not_observed(self) -> int:
        """Count those of which nobody can say: one side's time, no hour arranged, or none agreed to wait."""
        return len(self.rows) - self.counted - self.excluded

    @property
    def believable(self) -> Interval | None:
        """Give the interval, from five on."""
        return interval(self.within, self.counted)
