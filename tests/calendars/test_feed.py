"""The feed: times and one title at a secret address; read by programs that others wrote."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from django.test import Client

from goldenthread.calendars import actions, queries
from goldenthread.calendars.copies import copy_for
from goldenthread.calendars.models import CalendarChoice
from goldenthread.calendars.states import BusyKind
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.core.wall import moments_of, zone_called
from goldenthread.ledger.models import Entry
from goldenthread.relationships.models import Relationship
from goldenthread.sessions import api as sessions
from goldenthread.sessions.states import SessionState

TEA = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)


@pytest.fixture
def soon() -> datetime:
    """A full hour next week by the real clock, which pages go by."""
    return now().replace(minute=0, second=0, microsecond=0) + timedelta(days=7)


def arranged(relationship, moment, *, by, at, zone="Europe/Lisbon", lasts=60):
    when = sessions.When.at(moment, zone, lasts)
    return sessions.arrange_session(relationship, when, uid=new_uid(), by=by, at=at)


def opened(person, at) -> CalendarChoice:
    return actions.open_feed(person=person, by=person, at=at)


def events_of(person, at) -> list[Any]:
    choice = CalendarChoice.objects.select_related("person").get(person=person)
    whole: Any = icalendar.Calendar.from_ical(queries.feed_of(choice, at=at))
    return list(whole.walk("VEVENT"))


def address(person) -> str:
    return queries.feed_address(CalendarChoice.objects.get(person=person)).partition("//")[2]


def without_nonces(answer) -> str:
    return re.sub(r'"[\w+/=-]{20,}"', "", answer.content.decode())


def fetch(person, client=None, **headers):
    path = "/" + address(person).partition("/")[2]
    return (client or Client(headers={"host": "localhost"})).get(path, headers=headers, secure=True)


def test_there_is_no_feed_until_somebody_wants_one(ben, as_ben):
    assert queries.feed_address(queries.choice_of(ben)) == ""
    assert "Make an address" in as_ben.get("/account/calendars/").content.decode()


def test_both_of_a_pair_see_the_time_in_a_feed_of_their_own(relationship, alma, ben, at):
    arranged(relationship, TEA, by=alma, at=at)
    opened(alma, at), opened(ben, at)

    [hers], [his] = events_of(alma, at), events_of(ben, at)

    assert (hers["DTSTART"].dt, hers["DTEND"].dt) == (TEA, TEA + timedelta(hours=1))
    assert his["DTSTART"].dt == TEA
    assert hers["UID"] != his["UID"]


@pytest.mark.row("INV-14")
def test_an_event_has_a_time_and_a_title_and_nothing_else(relationship, alma, ben, at):
    arranged(relationship, TEA, by=alma, at=at)
    opened(ben, at)

    [event] = events_of(ben, at)

    assert event["SUMMARY"] == "Meeting"
    assert set(event) == {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "CLASS")
    }
    body = event.to_ical().decode()
    assert [name for name in ("Alma", "Ben", str(relationship.uid)) if name in body] == []


def test_the_title_is_ones_own_choice_and_the_others_stays(relationship, alma, ben, at):
    arranged(relationship, TEA, by=alma, at=at)
    opened(alma, at), opened(ben, at)

    actions.choose_title("Tea, with; lemon", person=ben, by=ben, at=at)

    assert events_of(ben, at)[0]["SUMMARY"] == "Tea, with; lemon"
    assert events_of(alma, at)[0]["SUMMARY"] == "Meeting"


def test_a_title_cannot_become_a_second_line_of_the_calendar(relationship, alma, ben, as_ben, at):
    arranged(relationship, TEA, by=alma, at=at)
    opened(ben, at)

    as_ben.post("/account/calendars/title/", {"title": "Tea\r\nATTENDEE:mailto:e@x"})

    assert events_of(ben, at)[0]["SUMMARY"] == "Tea ATTENDEE:mailto:e@x"
    assert "ATTENDEE" not in events_of(ben, at)[0]


def test_a_move_keeps_the_event_and_raises_its_number(relationship, alma, ben, at):
    session = arranged(relationship, TEA, by=alma, at=at)
    opened(ben, at)
    [before] = events_of(ben, at)

    later = sessions.When.at(TEA + timedelta(days=1), "Europe/Lisbon", 60)
    sessions.move_session(relationship, session.uid, later, by=alma, at=at)

    [after] = events_of(ben, at)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == TEA + timedelta(days=1)


def test_a_session_that_is_off_says_so(relationship, alma, ben, ben_keyring, at):
    session = arranged(relationship, TEA, by=alma, at=at)
    opened(ben, at)

    sessions.mark_session(
        relationship, session.uid, SessionState.CALLED_OFF, by=ben, at=at, keyring=ben_keyring
    )

    assert [event["STATUS"] for event in events_of(ben, at)] == ["CANCELLED"]


def test_thirty_days_back_are_shown_and_no_more(relationship, alma, ben, at):
    for days in (-31, -29, 100):
        arranged(relationship, at + timedelta(days=days), by=alma, at=at - timedelta(days=40))
    opened(ben, at)

    assert [event["DTSTART"].dt for event in events_of(ben, at)] == [
        at - timedelta(days=29),
        at + timedelta(days=100),
    ]


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "Asia/Kathmandu", "Australia/Lord_Howe"])
def test_a_weekly_hour_stays_on_the_wall_when_clocks_change(relationship, alma, ben, at, zone):
    hour, days = (
        time(16),
        [date(2026, 3, 9) + timedelta(7 * n) for n in range(8)],
    )
    for day in days:
        [moment] = moments_of(day, hour, zone_called(zone))
        arranged(relationship, moment, by=alma, at=at, zone=zone)
    opened(ben, at)

    shown = [event["DTSTART"].dt.astimezone(zone_called(zone)) for event in events_of(ben, at)]
    assert [(each.date(), each.time()) for each in shown] == [(day, hour) for day in days]


def test_the_leap_day_is_a_day_like_others(relationship, alma, ben, at):
    leap = datetime(2028, 2, 29, 23, 30, tzinfo=UTC)
    arranged(relationship, leap, by=alma, at=at)
    opened(ben, at)

    [event] = events_of(ben, at)

    assert event["DTEND"].dt == datetime(2028, 3, 1, 0, 30, tzinfo=UTC)


def test_others_programs_read_what_we_write(relationship, alma, ben, soon, at):
    for week in range(3):
        arranged(relationship, soon + timedelta(weeks=week), by=alma, at=at)
    opened(ben, at)
    whole: Any = icalendar.Calendar.from_ical(fetch(ben).content)

    found = recurring_ical_events.of(whole).between(soon, soon + timedelta(days=8))

    assert [each["DTSTART"].dt for each in found] == [soon, soon + timedelta(weeks=1)]
    assert [event.errors for event in whole.walk("VEVENT")] == [[], [], []]


def test_every_line_is_short_and_ends_as_it_must(relationship, alma, ben, at):
    arranged(relationship, TEA, by=alma, at=at)
    opened(ben, at)
    actions.choose_title("ü" * 60, person=ben, by=ben, at=at)

    lines = fetch(ben).content.split(b"\r\n")

    assert [line for line in lines if b"\n" in line] == []
    assert max(len(line) for line in lines) <= 75
    assert events_of(ben, at)[0]["SUMMARY"] == "ü" * 60


@pytest.mark.row("G2")
def test_nobody_elses_token_and_no_old_one_opens_it(relationship, alma, ben, at):
    arranged(relationship, TEA, by=alma, at=at)
    opened(ben, at)
    old = address(ben)
    assert fetch(ben).status_code == 200

    opened(ben, at)

    gone = Client(headers={"host": "localhost"}).get("/" + old.partition("/")[2], secure=True)
    never = Client(headers={"host": "localhost"}).get(f"/calendar/{'x' * 43}.ics", secure=True)
    assert (gone.status_code, never.status_code, fetch(ben).status_code) == (404, 404, 200)
    assert without_nonces(gone) == without_nonces(never)


def test_a_feed_that_was_taken_away_is_gone(ben, as_ben, at):
    opened(ben, at)
    where = address(ben)

    as_ben.post("/account/calendars/feed/away/")

    gone = Client(headers={"host": "localhost"}).get("/" + where.partition("/")[2], secure=True)
    assert gone.status_code == 404


def test_the_database_holds_no_address_that_opens_a_feed(ben, at):
    choice = opened(ben, at)
    token = address(ben).rpartition("/")[2].removesuffix(".ics")

    assert token.encode() not in bytes(choice.mark or b"")
    assert len(token) == 43


def test_what_has_not_changed_is_not_sent_again(relationship, alma, ben, soon, at):
    session = arranged(relationship, soon, by=alma, at=at)
    opened(ben, at)
    tag = fetch(ben).headers["ETag"]

    same = fetch(ben, **{"If-None-Match": f'W/{tag}, "other"'})
    later = sessions.When.at(soon + timedelta(days=1), "Europe/Lisbon", 60)
    sessions.move_session(relationship, session.uid, later, by=alma, at=at)
    changed = fetch(ben, **{"If-None-Match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_a_fetch_leaves_one_line_a_day_that_only_its_owner_reads(relationship, alma, ben, at):
    opened(ben, at)

    for _ in range(3):
        fetch(ben)

    [line] = Entry.objects.filter(verb="calendars.feed.fetched")
    assert (line.stream_uid, line.about_uid, line.actor_uid) == (ben.uid, ben.uid, None)


def test_a_fetch_sets_no_cookie_and_asks_to_be_kept_by_nobody(ben, at):
    opened(ben, at)

    answer = fetch(ben)

    assert answer.cookies == {}
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_when_the_two_have_parted_the_feed_is_empty(relationship, alma, ben, at):
    arranged(relationship, TEA, by=alma, at=at)
    opened(ben, at)
    assert len(events_of(ben, at)) == 1

    Relationship.objects.filter(uid=relationship.uid).update(ended_at=at)

    assert events_of(ben, at) == []


@pytest.mark.parametrize("who", ["as_cleo", "as_dara", "as_enzo"])
def test_strangers_to_the_pair_have_none_of_its_times(
    relationship, alma, ben, strangers, request, who, at
):
    arranged(relationship, TEA, by=alma, at=at)
    opened(ben, at)
    member = request.getfixturevalue(who.removeprefix("as_"))
    opened(member, at)

    assert len(events_of(ben, at)) == 1
    assert events_of(member, at) == []


def test_numbers_never_go_down_whatever_happens(relationship, alma, ben, ben_keyring, at):
    session = arranged(relationship, TEA, by=alma, at=at)
    opened(ben, at)
    seen = [int(events_of(ben, at)[0]["SEQUENCE"])]
    for became in (SessionState.CALLED_OFF, SessionState.PLANNED, SessionState.CALLED_OFF):
        sessions.mark_session(relationship, session.uid, became, by=ben, at=at, keyring=ben_keyring)
        seen.append(int(events_of(ben, at)[0]["SEQUENCE"]))

    assert [later >= earlier for earlier, later in pairwise(seen)] == [True, True, True]


def test_ones_choices_are_in_ones_copy_and_no_secret_is(alma, ben, at):
    assert copy_for(by=ben) == {}
    actions.open_feed(person=ben, by=ben, at=at)
    actions.choose_title("Tea", person=ben, by=ben, at=at)
    asking = actions.Asking("Home", BusyKind.FEED, "https://cal.example/a.ics", "alma", "word4711")
    actions.add_busy_calendar(asking, uid=new_uid(), by=alma, at=at)

    his, hers = copy_for(by=ben), copy_for(by=alma)

    assert his == {"title": "Tea", "feed": True, "meeting_letters": False, "busy_calendars": []}
    assert [each["address"] for each in hers["busy_calendars"]] == ["https://cal.example/a.ics"]
    assert "word4711" not in str(hers)
