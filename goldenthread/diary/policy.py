"""What a diary takes, and in which words it says no. Pure: no database, no request, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, Protocol

from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.core.wall import is_a_zone
from goldenthread.diary.slots import (
    LEAST_MINUTES,
    MINUTES_OF_A_DAY,
    MOST_MINUTES,
    Apart,
    Rules,
    WeekHours,
)
from goldenthread.diary.states import NotFree, Place

STEPS: Final = (5, 10, 15, 20, 30, 60)
BUFFER_MOST: Final = 180
NOTICE_MOST: Final = 60 * 24 * 30
CAP_MOST: Final = 24
HORIZON_LEAST, HORIZON_MOST = 1, 366
SPANS_A_DAY: Final = 8
DAYS_APART_MOST: Final = 200
LONGEST_APART: Final = 366
FURTHEST_APART: Final = 3 * 366
KINDS_MOST: Final = 20
NAME_MOST, WHERE_MOST = 80, 300

COACHES_ONLY = Refused("Only someone who coaches keeps a diary here.")

WHY_NOT: Final[Mapping[NotFree, str]] = {
    NotFree.NO_LENGTH: "A session here lasts from 5 minutes to 12 hours.",
    NotFree.PAST: "That time has passed.",
    NotFree.TOO_SOON: "That’s too soon: this diary asks for more notice.",
    NotFree.TOO_FAR: "The diary isn’t open that far ahead yet.",
    NotFree.NOT_OPEN: "The diary isn’t open for all of that time.",
    NotFree.NOT_A_BEGINNING: "No session begins at that time. Choose one that’s offered.",
    NotFree.TAKEN: "That time isn’t free any more.",
    NotFree.FULL: "That day has as many sessions as the diary takes.",
}


class Coaching(Protocol):
    """Somebody who may have a diary."""

    @property
    def coaches(self) -> bool: ...


def may_keep_diary(person: Coaching) -> Verdict:
    """Only someone who coaches keeps one."""
    return Allowed() if person.coaches else COACHES_ONLY


def is_free(why_not: NotFree | None) -> Verdict:
    """Turn the reason into what may be said to whoever asked."""
    return Allowed() if why_not is None else Refused(WHY_NOT[why_not])


def may_keep_hours(hours: Sequence[WeekHours]) -> Verdict:
    """Hours of a week: inside their day, none over another on the same day."""
    for weekday in range(7):
        spans = sorted((each.begins, each.ends) for each in hours if each.weekday == weekday)
        if len(spans) > SPANS_A_DAY:
            return Refused(f"A day takes at most {SPANS_A_DAY} stretches of time.")
        if any(not 0 <= begins < ends <= MINUTES_OF_A_DAY for begins, ends in spans):
            return Refused("Hours end after they begin, on the same day.")
        if any(one[1] > other[0] for one, other in pairwise(spans)):
            return Refused("Two stretches of time on one day overlap.")
    return Allowed()


def may_keep_apart(apart: Apart, *, today: date, kept: int) -> Verdict:
    """Days that aren't as every week: not over already, not endless, with both hours or none."""
    begins, ends = apart.begins, apart.ends
    backwards = begins is not None and ends is not None and ends <= begins
    too_long = (apart.last - apart.first).days >= LONGEST_APART
    return _unless(
        (apart.last < apart.first, "The last day comes before the first."),
        (apart.last < today, "Choose a day that hasn’t passed."),
        (
            too_long or (apart.first - today).days > FURTHEST_APART,
            "That’s longer, or further away, than a diary looks.",
        ),
        ((begins is None) != (ends is None), "Give both hours, or neither for the whole day."),
        (apart.is_open and begins is None, "Give the hours you’re open."),
        (backwards, "Hours end after they begin, on the same day."),
        (kept >= DAYS_APART_MOST, "There’s no room for more. Take out days that have passed."),
    )


def may_keep_rules(rules: Rules) -> Verdict:
    """Rules of a diary: a zone somebody knows, and numbers within bounds."""
    fits = 0 <= rules.before <= BUFFER_MOST and 0 <= rules.after <= BUFFER_MOST
    return _unless(
        (not is_a_zone(rules.zone), "Choose a zone from the list."),
        (rules.step not in STEPS, "Choose how often a session may begin."),
        (not fits, f"Keep at most {BUFFER_MOST} minutes free."),
        (not 0 <= rules.notice <= NOTICE_MOST, "Ask for at most 30 days of notice."),
        (not 0 <= rules.cap <= CAP_MOST, f"A day takes at most {CAP_MOST} sessions."),
        (
            not HORIZON_LEAST <= rules.horizon_days <= HORIZON_MOST,
            f"Open the diary for {HORIZON_LEAST} to {HORIZON_MOST} days ahead.",
        ),
    )


def may_keep_kind(*, name: str, where: str, minutes: int, place: str, kept: int) -> Verdict:
    """A kind of session: a name, a length, a place; `kept` counts the others."""
    where = where.strip()
    unsafe = place == Place.VIDEO and bool(where) and not where.startswith("https://")
    return _unless(
        (not name.strip(), "Give it a name, so that clients know which to choose."),
        (
            len(name) > NAME_MOST or len(where) > WHERE_MOST,
            f"A name takes {NAME_MOST} letters, a place {WHERE_MOST}. Nothing was cut off.",
        ),
        (place not in set(Place), "Choose where you meet."),
        (unsafe, "A link of your own begins with https://. Leave it empty for a new room."),
        (
            not LEAST_MINUTES <= minutes <= MOST_MINUTES,
            f"Say the length in minutes, from {LEAST_MINUTES} to {MOST_MINUTES}.",
        ),
        (kept >= KINDS_MOST, f"There’s room for {KINDS_MOST} kinds. Change one that you have."),
    )


def _unless(*wrongs: tuple[bool, str]) -> Verdict:
    """Refuse for the first that is wrong."""
    return next((Refused(reason) for wrong, reason in wrongs if wrong), Allowed())
