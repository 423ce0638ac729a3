"""Alma's time and Ben's: her diary, the sessions they had, those ahead, and what each set for themselves."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from goldenthread.booking import api as booking
from goldenthread.core.ids import new_uid
from goldenthread.core.wall import moments_of, zone_called
from goldenthread.diary import api as diary
from goldenthread.fees import api as fees
from goldenthread.practice import api as practice
from goldenthread.preparation import api as preparation
from goldenthread.relationships.api import Relationship
from goldenthread.sessions import api as sessions
from goldenthread.web.days import words
from goldenthread.web.days.who import InDemo, Scene

FOUR_O_CLOCK = time(16)
AN_HOUR, NINE, FIVE = 60, 9 * 60, 17 * 60
# How many days ago they met, and how many minutes late each came in.
MET = ((30, 0, -1), (23, 1, 0), (16, 0, 2), (3, 0, -2))
FAILED = 16


def open_diary(coach: InDemo, at: datetime) -> None:
    """Let a coach keep hours on working days, a week away, and an hour by video or half of one by phone."""
    doing: dict[str, Any] = {"by": coach.unlocked.person, "at": at}
    zone = coach.unlocked.person.zone
    diary.keep_rules(diary.Rules(zone=zone, step=30, after=15, notice=24 * 60), **doing)
    diary.keep_hours([diary.WeekHours(day, NINE, FIVE) for day in range(5)], **doing)
    away = at.date() + timedelta(days=75)
    apart = diary.Apart(away, away + timedelta(days=4), is_open=False)
    diary.keep_days_apart(apart, uid=new_uid(), **doing)
    for name, minutes, place in words.KINDS:
        uid = diary.add_kind(diary.KindSaid(name, minutes, place), uid=new_uid(), **doing)
        diary.offer_kind(uid, offered=True, **doing)


def met_before(scene: Scene, at: datetime) -> None:
    """Let the two have met before, on time but for a minute, and once with a line that failed."""
    for days, hers, his in MET:
        begins = at_four(scene, at - timedelta(days=days))
        uid = arranged(scene.pair, scene.ben, begins, AN_HOUR, at=begins - timedelta(days=3))
        keep_time(scene, uid, begins, late=(hers, his))
        if days == FAILED:
            failed: dict[str, Any] = {
                "by": scene.ben.unlocked.person,
                "at": begins + timedelta(minutes=50),
            }
            sessions.mark_outage(scene.pair, uid, **failed)


def at_four(scene: Scene, at: datetime) -> datetime:
    """Give four o'clock by Ben's clocks on the day of a moment."""
    zone = zone_called(scene.ben.unlocked.person.zone)
    return moments_of(at.astimezone(zone).date(), FOUR_O_CLOCK, zone)[0]


def arranged(
    pair: Relationship, one: InDemo, begins: datetime, minutes: int, *, at: datetime
) -> UUID:
    """Let one of the two put a session with its hour."""
    when = sessions.When.at(begins, one.unlocked.person.zone, minutes)
    row = sessions.arrange_session(pair, when, uid=new_uid(), **one.keys, at=at)
    uid: UUID = row.uid
    return uid


def keep_time(scene: Scene, uid: UUID, begins: datetime, *, late: tuple[int, int]) -> None:
    """Let both say that they're here, go after the hour, and Ben that it took place."""
    ends = begins + timedelta(minutes=AN_HOUR)
    for one, minutes in zip((scene.alma, scene.ben), late, strict=True):
        came = begins + timedelta(minutes=minutes)
        sessions.come_in(scene.pair, uid, by=one.unlocked.person, at=came)
    for one in (scene.ben, scene.alma):
        sessions.go_out(scene.pair, uid, by=one.unlocked.person, at=ends)
    sessions.mark_session(
        scene.pair, uid, sessions.SessionState.TOOK_PLACE, **scene.ben.keys, at=ends
    )


def soon(at: datetime) -> datetime:
    """Give the next full five minutes that leave ten at least: its room is open by then."""
    bare = at.astimezone(UTC).replace(second=0, microsecond=0)
    return bare + timedelta(minutes=15 - bare.minute % 5)


def plan_ahead(scene: Scene, at: datetime) -> None:
    """Let Ben book every second week, and write what would make the next hour worth it."""
    pair, ben = scene.pair, scene.ben
    person = ben.unlocked.person
    kind = diary.kinds_of(pair.coach_uid)[0]
    slots = _fortnights(scene, kind.minutes, at)
    booking.book_series(pair, kind.uid, slots, every=2, uid=new_uid(), **ben.keys, at=at)
    wish = preparation.Wish(preparation.Ahead.EVENING, asks=True)
    preparation.choose_letters(person, wish, by=person, at=at)


def _fortnights(scene: Scene, minutes: int, at: datetime) -> list[booking.Chosen]:
    """Give the first slot of a day in a week, and the same wall time two weeks and four weeks on."""
    coach = scene.alma.unlocked.person
    zone = zone_called(coach.zone)
    first = at.astimezone(zone).date() + timedelta(days=5)
    free = diary.free_slots(coach.uid, minutes=minutes, first=first, days=7, zone=coach.zone, at=at)
    begins = free[0].starts_at.astimezone(zone)
    days = [begins.date() + timedelta(weeks=weeks) for weeks in (0, 2, 4)]
    return [booking.Chosen(moments_of(day, begins.time(), zone)[0]) for day in days]


def settle_fees(scene: Scene, at: datetime) -> None:
    """Let them agree on eight sessions, and Alma write one invoice that has been paid."""
    pair, alma = scene.pair, scene.alma
    hers: dict[str, Any] = {"by": alma.unlocked.person, "at": at}
    since = (at - timedelta(days=31)).date()
    fees.put_package(pair, 8, since, uid=new_uid(), **hers)
    said = fees.InvoiceSaid(
        number=words.INVOICE_NUMBER,
        day=since,
        lines=(fees.Line(words.INVOICE_LINE, words.INVOICE_SUM),),
        currency="EUR",
        maker=words.INVOICE_MAKER,
        to=words.INVOICE_TO,
    )
    made = fees.make_invoice(pair, said, uid=new_uid(), **alma.keys, at=at)
    fees.mark_invoice(pair, made.uid, fees.InvoiceState.PAID, **hers)


def log_hours(scene: Scene, at: datetime) -> None:
    """Let Ben lend his name to Alma's log of hours, and her take in the sessions they had."""
    practice.lend_name(scene.pair, contact=False, by=scene.ben.unlocked.person, at=at)
    worked = {
        each.uid: practice.Worked(each.on_day, each.minutes or AN_HOUR, paid=True, pair=each.pair)
        for each in practice.not_taken_in(scene.alma.unlocked.person)
    }
    practice.take_in(worked, **scene.alma.keys, at=at)
