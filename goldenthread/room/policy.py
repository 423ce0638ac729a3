"""Who may do what in the room, and how long a thing stays. Pure: no database, no request, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from goldenthread.core.roles import PAIR, Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.room.states import COACHS_OWN, Column, LineKind

WORDS_MOST: Final = 1000
HUNCH_STAYS: Final = timedelta(days=14)
# What a coach keeps for themselves of somebody never outlives the end by more than this (INV-16).
COACHS_OWN_STAYS: Final = timedelta(days=30)
OPENS_BEFORE: Final = timedelta(hours=2)
CLOSES_AFTER: Final = timedelta(hours=12)
A_DAY: Final = timedelta(days=1)
# A day's name differs around the world by this much at most.
AROUND_THE_WORLD: Final = timedelta(hours=14)
LENGTH_UNSAID: Final = 60

PAIR_ONLY = Refused("Only the two of you are in this room.")
LONG_OVER = Refused("This is over between you, so nothing more is written here.")
CALLED_OFF = Refused("This session was called off.")
NOT_YET = Refused("The room opens on the day of the session, two hours before its hour.")
SHUT = Refused("This session is over. What was written stays, and can still be read.")
COACHS_ONLY = Refused("That's a place of the coach's.")
CLIENTS_ONLY = Refused("Only the client says that.")
EMPTY = Refused("Write a line first.")


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when a room is open."""

    opens_at: datetime
    shuts_at: datetime


def span_of(*, day_begins: datetime, starts_at: datetime | None) -> Span:
    """Give when the room opens and shuts: around the hour, or around the day wherever the two are.

    `day_begins` is midnight UTC of the session's day.
    """
    if starts_at is not None:
        return Span(starts_at - OPENS_BEFORE, starts_at + CLOSES_AFTER)
    return Span(day_begins - AROUND_THE_WORLD, day_begins + A_DAY + AROUND_THE_WORLD)


def may_be_in(*, role: str, called_off: bool, span: Span, at: datetime, going_on: bool) -> Verdict:
    """Either of the two is in the room around the session's own time."""
    if role not in PAIR:
        return PAIR_ONLY
    if not going_on:
        return LONG_OVER
    if called_off:
        return CALLED_OFF
    if at < span.opens_at:
        return NOT_YET
    return Allowed() if at < span.shuts_at else SHUT


def may_write(*, role: str, column: Column, kind: LineKind, opened: Verdict, words: str) -> Verdict:
    """A line in a column. `opened` is what the terms in force say of that column for this role."""
    if column in COACHS_OWN and role != Role.COACH:
        return COACHS_ONLY
    if kind == LineKind.SINCE and role != Role.CLIENT:
        return CLIENTS_ONLY
    if not opened:
        return opened
    return may_say(words)


def may_say(words: str) -> Verdict:
    """Words of a line: not empty, at most WORDS_MOST characters. Nothing is cut off."""
    if not words.strip():
        return EMPTY
    if len(words) > WORDS_MOST:
        return Refused(f"A line has at most {WORDS_MOST} characters. Nothing was cut off.")
    return Allowed()


def may_hold_hunch(*, role: str, opened: Verdict) -> Verdict:
    """Only the coach keeps, offers or drops a hunch, where a clause in force lets them keep notes."""
    return opened if role == Role.COACH else COACHS_ONLY


def may_answer_hunch(*, role: str) -> Verdict:
    """Only the client says yes to a hunch that was offered, or lets it go (INV-16)."""
    return Allowed() if role == Role.CLIENT else CLIENTS_ONLY


def ends_at(
    *, starts_at: datetime | None, began_at: datetime | None, minutes: int | None
) -> datetime | None:
    """Give when the time is up: at the end arranged; begun after that, or with no hour, once it has lasted.

    `began_at` is when both were there. None while nothing has begun and no hour is put.
    """
    if minutes is None:
        return None
    lasts = timedelta(minutes=minutes)
    if starts_at is None or (began_at is not None and began_at >= starts_at + lasts):
        return began_at + lasts if began_at is not None else None
    return starts_at + lasts


def minutes_left(ends: datetime | None, *, at: datetime) -> int | None:
    """Give whole minutes that are left, one begun counted whole; nought once the time is up."""
    if ends is None:
        return None
    return max(0, -(-int((ends - at).total_seconds()) // 60))


def put_down_goes_at(ends: datetime | None, *, shuts_at: datetime, at: datetime) -> datetime:
    """Give when what was put down is deleted: at the end of the hour, if that is still to come (S0.17)."""
    return min(ends, shuts_at) if ends is not None and ends > at else shuts_at


def notes_go_at(ended_at: datetime, *, agreed_days: int | None) -> datetime:
    """Give when a coach's own notes are deleted after the end: as agreed, within 30 days (A16, INV-16)."""
    if agreed_days is None:
        return ended_at + COACHS_OWN_STAYS
    return ended_at + min(COACHS_OWN_STAYS, timedelta(days=agreed_days))


def may_change(*, going_on: bool) -> Verdict:
    """Whoever wrote a line words it anew or takes it away, as long as the two go on."""
    return Allowed() if going_on else LONG_OVER
