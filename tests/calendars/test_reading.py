"""Busy times from asking to the diary: in a process of its own, and only from when until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.calendars import actions, policy, queries
from goldenthread.calendars.actions import Asking
from goldenthread.calendars.busy.reading import _ask, _keep, read_if_due
from goldenthread.calendars.models import BusyCalendar
from goldenthread.calendars.states import BusyKind, Trouble
from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.diary.models import Busy
from goldenthread.ledger.models import Entry
from tests.calendars.test_spans import calendar

CANARY = "canary-dentist-4711"
SECRET = "app-password-4711"
AN_HOUR = timedelta(hours=1)


def added(asking: Asking, *, by, at) -> BusyCalendar:
    return actions.add_busy_calendar(asking, uid=new_uid(), by=by, at=at)


def feed(address: str) -> Asking:
    return Asking("Home", BusyKind.FEED, address)


def read(row: BusyCalendar, at) -> BusyCalendar:
    read_if_due(row.uid, at=at)
    row.refresh_from_db()
    return row


def busy(coach) -> list[tuple[datetime, datetime]]:
    rows = Busy.objects.filter(coach_uid=coach.uid).order_by("begins")
    return [
        (datetime.fromtimestamp(row.begins, UTC), datetime.fromtimestamp(row.ends, UTC))
        for row in rows
    ]


def at_ten(*, days: int = 0, words: str = CANARY) -> bytes:
    day = datetime(2026, 3, 10, 10, tzinfo=UTC) + timedelta(days=days)
    return calendar(f"SUMMARY:{words}\nDTSTART:{day:%Y%m%dT%H%M%SZ}\nDURATION:PT1H")


TEN = datetime(2026, 3, 10, 10, tzinfo=UTC)


@pytest.mark.row("G31")
def test_only_from_when_until_when_is_kept_and_never_what_for(alma, near, at):
    row = read(added(feed(near.gives("/a.ics", at_ten())), by=alma, at=at), at)

    assert busy(alma) == [(TEN, TEN + AN_HOUR)]
    assert (row.trouble, row.spans, row.fetched_at, row.failures) == ("", 1, at, 0)
    columns = [str(list(row.__dict__.values())) for row in (row, *Busy.objects.all())]
    assert [text for text in columns if CANARY in text] == []


def test_the_next_reading_replaces_what_the_last_one_said(alma, near, at):
    row = read(added(feed(near.gives("/a.ics", at_ten())), by=alma, at=at), at)
    near.gives("/a.ics", at_ten(days=1))

    read(row, at + policy.BETWEEN_READINGS)

    assert busy(alma) == [(TEN + timedelta(days=1), TEN + timedelta(days=1, hours=1))]


def test_what_was_read_still_counts_when_the_next_try_fails(alma, near, at):
    row = read(added(feed(near.gives("/a.ics", at_ten())), by=alma, at=at), at)
    near.says("/a.ics", 503)

    row = read(row, at + policy.BETWEEN_READINGS)

    assert busy(alma) == [(TEN, TEN + AN_HOUR)]
    assert (row.trouble, row.failures, row.fetched_at) == (Trouble.SERVER, 1, at)
    assert row.due_at == at + policy.BETWEEN_READINGS + policy.wait_after(1)


def test_a_calendar_is_read_when_it_is_due_and_once_when_two_come_at_once(alma, near, at):
    row = added(feed(near.gives("/a.ics", at_ten())), by=alma, at=at)

    assert read_if_due(row.uid, at=at - timedelta(seconds=1)) is None
    assert read_if_due(row.uid, at=at) == at + policy.BETWEEN_READINGS
    assert read_if_due(row.uid, at=at) is None
    assert len(near.asked) == 1


def test_one_that_was_taken_away_leaves_nothing(alma, near, at):
    row = read(added(feed(near.gives("/a.ics", at_ten())), by=alma, at=at), at)
    assert len(busy(alma)) == 1

    actions.remove_busy_calendar(row.uid, by=alma, at=at)

    assert (busy(alma), BusyCalendar.objects.count()) == ([], 0)
    assert read_if_due(row.uid, at=at + AN_HOUR) is None


def test_one_that_is_taken_away_while_it_is_read_leaves_nothing(alma, near, at):
    row = added(feed(near.gives("/a.ics", at_ten())), by=alma, at=at)
    BusyCalendar.objects.filter(uid=row.uid).update(revision=2)
    before = queries.Busy(row, "Home", near.address + "/a.ics", "", "")

    assert _keep(before, _ask(before, at=at), at=at) is None
    assert busy(alma) == []


@pytest.mark.row("G16")
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=SECONDLY;COUNT=99999999",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_rule_of_seconds_or_minutes_is_not_followed(alma, near, at, rule):
    bomb = calendar(f"DTSTART:20260301T000000Z\nDURATION:PT0S\nRRULE:{rule}")
    row = added(feed(near.gives("/bomb.ics", bomb)), by=alma, at=at)

    row = read(row, at)

    assert (row.trouble, busy(alma)) == (Trouble.TOO_MUCH, [])


@pytest.mark.row("G16")
@pytest.mark.process
def test_a_rule_that_finds_nothing_for_ever_is_ended(alma, near, at):
    endless = "DTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"
    many = calendar(*[endless] * 200)
    row = added(feed(near.gives("/endless.ics", many)), by=alma, at=at)

    row = read(row, at)

    assert (row.trouble, busy(alma)) == (Trouble.TOO_MUCH, [])


@pytest.mark.row("G16")
@pytest.mark.parametrize("junk", [bytes(range(256)) * 400, b"<html>Sign in, Alma</html>", b""])
def test_junk_is_one_of_our_words_and_nothing_of_it_is_kept(alma, near, at, junk):
    row = read(added(feed(near.gives("/junk.ics", junk)), by=alma, at=at), at)

    assert (row.trouble, busy(alma)) == (Trouble.NO_CALENDAR, [])


def test_a_zone_nobody_knows_is_told_on_the_page(alma, as_alma, near, at):
    odd = calendar("DTSTART;TZID=Mars/Olympus:20260310T090000\nDURATION:PT1H")
    read(added(feed(near.gives("/odd.ics", odd)), by=alma, at=at), at)

    page = as_alma.get("/account/calendars/").content.decode()

    assert "names a zone that nobody knows" in page
    assert "Mars" not in page


@pytest.mark.row("G16")
def test_the_house_does_not_look_into_its_own_network(alma, settings, near, at):
    row = added(feed(near.gives("/a.ics", at_ten())), by=alma, at=at)
    settings.CALENDARS_NEAR = False

    row = read(row, at)

    assert (row.trouble, near.asked) == (Trouble.ADDRESS, [])
    with pytest.raises(NotAllowed, match="isn't encrypted"):
        added(feed(near.address), by=alma, at=at)


@pytest.mark.row("G31")
def test_address_name_and_password_are_sealed(alma, near, at):
    asking = Asking("My dentist's", BusyKind.FEED, near.address + "/a.ics", "alma", SECRET)

    row = added(asking, by=alma, at=at)

    kept = bytes(BusyCalendar.objects.get(uid=row.uid).sealed)
    for word in (SECRET, near.address, "dentist"):
        assert word.encode() not in kept
    assert queries.the_busy_calendar(row.uid, by=alma).word == SECRET
    assert SECRET not in repr(asking) + repr(queries.the_busy_calendar(row.uid, by=alma))


def test_ten_calendars_are_the_most(alma, near, at):
    for n in range(10):
        added(feed(f"{near.address}/{n}.ics"), by=alma, at=at)

    with pytest.raises(NotAllowed, match="Ten calendars"):
        added(feed(f"{near.address}/11.ics"), by=alma, at=at)


def test_the_ledger_says_that_and_not_which(alma, near, at):
    row = added(feed(near.address + "/a.ics"), by=alma, at=at)
    actions.change_busy_calendar(row.uid, feed(near.address + "/b.ics"), by=alma, at=at)
    actions.remove_busy_calendar(row.uid, by=alma, at=at)

    lines = Entry.objects.filter(verb__startswith="calendars.busy").order_by("seq")
    assert [line.verb.rpartition(".")[2] for line in lines] == ["added", "changed", "removed"]
    assert {line.stream_uid for line in lines} == {alma.uid}


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 15), (1, 30), (2, 60), (4, 240), (5, 360), (99, 360)]
)
def test_who_fails_is_asked_less_often(failures, minutes):
    assert policy.wait_after(failures) == timedelta(minutes=minutes)
