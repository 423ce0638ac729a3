"""Times and short notice on the pages: both clocks, nothing guessed, the same words for both (A9)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from html import unescape

import pytest
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.diary.models import Taken
from goldenthread.people.models import Person
from goldenthread.promises.models import Promise
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.states import SessionState
from tests.opened_terms import open_term

HOUR = timedelta(hours=1)
# Clocks go back that night, and forward that other one, in both their countries.
BACK, FORWARD = "2027-10-31", "2028-03-26"


@pytest.fixture
def noticed(meeting):
    meeting.at = now()
    since = meeting.at - timedelta(days=9)
    open_term(meeting.relationship, "A9", since=since, notice=24)
    return meeting


@pytest.fixture
def apart(noticed, alma, ben):
    """Alma lives in Stockholm, Ben in Lisbon."""
    for person, zone in ((alma, "Europe/Stockholm"), (ben, "Europe/Lisbon")):
        Person.objects.filter(uid=person.uid).update(zone=zone)
    return noticed


def url(meeting, name, session=None):
    args = [meeting.relationship.uid, *([session.uid] if session is not None else [])]
    return reverse(f"sessions:{name}", args=args)


def text(answer):
    """What a person reads on the page."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def typed(**given):
    return {"on_day": BACK, "uid": str(new_uid()), **given}


@pytest.mark.row("S1.14")
def test_a_time_is_said_by_both_clocks_wherever_it_stands(apart, as_alma, as_ben):
    sent = {"on_day": "2027-12-03", "hour": "16:00", "lasts": "60", "uid": str(new_uid())}
    as_alma.post(url(apart, "arrange"), sent)
    session = CoachingSession.objects.get()
    assert (session.hour, session.zone) == (time(16), "Europe/Stockholm")
    assert session.starts_at == datetime(2027, 12, 3, 15, tzinfo=UTC)

    hers = "16:00 to 17:00 for you in Stockholm, 15:00 to 16:00 for Ben in Lisbon"
    his = "15:00 to 16:00 for you in Lisbon, 16:00 to 17:00 for Alma in Stockholm"
    for browser, said in ((as_alma, hers), (as_ben, his)):
        for page in (url(apart, "sessions"), url(apart, "session", session)):
            assert said in text(browser.get(page))
        assert said in text(browser.get(url(apart, "move", session)))


def test_an_hour_that_comes_twice_is_asked_and_nothing_typed_is_lost(apart, as_alma):
    sent = typed(hour="02:30", lasts="60")
    asked = as_alma.post(url(apart, "arrange"), sent)
    assert asked.status_code == 422
    assert "02:30 comes twice that night: the first or the second?" in text(asked)
    for label in ("The first, 02:30 CEST", "The second, 02:30 CET"):
        assert label in text(asked)
    page = asked.content.decode()
    assert [f'value="{sent[name]}"' in page for name in ("on_day", "hour", "uid")] == [True] * 3
    assert CoachingSession.objects.count() == 0

    for which, hour in (("first", 0), ("second", 1)):
        again = {**sent, "which": which, "uid": str(new_uid())}
        assert as_alma.post(url(apart, "arrange"), again).status_code == 303
        newest = CoachingSession.objects.order_by("-uid").first()
        assert newest is not None
        assert newest.starts_at == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)
    assert as_alma.post(url(apart, "arrange"), {**sent, "which": "third"}).status_code == 422


def test_an_hour_that_does_not_come_is_refused(apart, as_alma):
    answer = as_alma.post(url(apart, "arrange"), typed(on_day=FORWARD, hour="02:30"))

    assert answer.status_code == 422
    assert "The clocks in Stockholm leave out 02:30 that day." in text(answer)
    assert CoachingSession.objects.count() == 0


def test_minutes_left_empty_are_those_agreed_and_any_others_are_checked(apart, as_alma):
    open_term(apart.relationship, "A8", since=apart.at, length=50, grace=5)
    as_alma.post(url(apart, "arrange"), typed(hour="16:00"))
    assert CoachingSession.objects.get().lasts == 50
    answer = as_alma.post(url(apart, "arrange"), typed(hour="18:00", lasts="9999"))
    assert "Say the time in minutes, from 5 to 480." in text(answer)


def test_a_time_another_session_has_is_said_and_what_was_typed_stays(apart, as_alma, as_ben):
    as_alma.post(url(apart, "arrange"), typed(hour="16:00", lasts="60"))
    session = CoachingSession.objects.get()

    for browser in (as_alma, as_ben):
        hour = "16:30" if browser is as_alma else "15:30"
        clash = browser.post(url(apart, "arrange"), typed(hour=hour, lasts="60"))
        assert clash.status_code == 422
        assert "That time isn’t free any more." in text(clash)
        assert f'value="{hour}"' in clash.content.decode()
    as_alma.post(url(apart, "arrange"), typed(hour="18:00", lasts="60"))
    moved = as_alma.post(url(apart, "move", session), typed(hour="18:30", lasts="60"))
    assert moved.status_code == 422
    assert Taken.objects.count() == 2


def test_taking_a_calling_off_back_says_when_the_time_has_gone(apart, as_alma):
    as_alma.post(url(apart, "arrange"), typed(hour="16:00", lasts="60"))
    session = CoachingSession.objects.get()
    as_alma.post(url(apart, "call_off", session))
    as_alma.post(url(apart, "arrange"), typed(hour="16:00", lasts="60"))

    answer = as_alma.post(url(apart, "undo", session), follow=True)
    assert "Another session has that time by now." in answer.content.decode()
    session.refresh_from_db()
    assert session.state == "called_off"


@pytest.mark.parametrize("hours", [3, 50])
def test_before_anybody_calls_off_both_read_the_same_words(noticed, as_alma, as_ben, hours):
    session = noticed.put(hour=noticed.at + hours * HOUR, lasts=60)

    def said(browser):
        page = text(browser.get(url(noticed, "session", session)))
        notice = page.partition("If one of you can’t come")[2].partition("The clause")[0]
        # Whose clock comes first is all that differs.
        return notice.replace("for Ben", "").replace("for Alma", "")

    assert said(as_alma) == said(as_ben)
    assert ("It’s less than 24 hours away" in said(as_ben)) is (hours == 3)
    assert ("the one as much as the other" in said(as_ben)) is (hours == 50)


def test_short_notice_is_said_the_same_way_and_let_be_by_the_other(noticed, as_alma, as_ben):
    begins = noticed.at + 3 * HOUR + timedelta(minutes=30)
    names = {"Alma": (as_alma, as_ben), "Ben": (as_ben, as_alma)}
    for number, (name, (mine, theirs)) in enumerate(names.items()):
        session = noticed.put(hour=begins + number * 2 * HOUR, lasts=60)
        mine.post(url(noticed, "call_off", session))
        hours = 3 + 2 * number
        for browser in (as_alma, as_ben):
            page = text(browser.get(url(noticed, "session", session)))
            said = f"{name} called it off {hours} hours before it was to begin."
            assert f"{said} You’ve both agreed on 24 hours." in page
        waive = url(noticed, "waive", session)
        assert waive not in mine.get(url(noticed, "session", session)).content.decode()
        assert waive in theirs.get(url(noticed, "session", session)).content.decode()

        mine.post(waive)
        session.refresh_from_db()
        assert session.waived_at is None
        theirs.post(waive)
        other = "Ben" if name == "Alma" else "Alma"
        for browser in (as_alma, as_ben):
            page = text(browser.get(url(noticed, "session", session)))
            assert f"{other} let it be. Nothing comes of it." in page
    assert set(Promise.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_a_promise_of_the_coachs_stands_on_the_page_of_promises_for_both(noticed, as_alma, as_ben):
    session = noticed.put(hour=noticed.at + HOUR / 2, lasts=60)
    as_alma.post(url(noticed, "call_off", session))
    page = text(as_ben.get(url(noticed, "session", session)))
    assert "Alma called it off less than an hour before it was to begin." in page
    assert "Alma owes Ben a session in its place, or credit, as Ben chooses." in page

    promises = reverse("promises:list", args=[noticed.relationship.uid])
    for browser in (as_alma, as_ben):
        assert "A session to replace the one on" in text(browser.get(promises))


def test_once_begun_the_page_asks_who_could_not_come_and_blames_nobody(noticed, as_alma, as_ben):
    one, other = (noticed.put(hour=noticed.at - each * HOUR, lasts=60) for each in (1, 3))
    page = text(as_ben.get(url(noticed, "session", one)))
    assert "nobody can tell from the clock who couldn’t come" in page
    as_alma.post(url(noticed, "call_off", one))
    as_ben.post(url(noticed, "call_off", other), {"mine": "yes"})

    rows = CoachingSession.objects.in_bulk([one.uid, other.uid])
    assert [rows[each.uid].short_by for each in (one, other)] == ["", "client"]
    assert "when it had begun" in text(as_alma.get(url(noticed, "session", other)))


@pytest.mark.parametrize("who", ["Cleo", "Dara", "Enzo"])
def test_strangers_let_nothing_be(noticed, strangers, who):
    session = noticed.put(hour=noticed.at + HOUR, lasts=60)
    noticed.became(session, SessionState.CALLED_OFF)

    assert strangers[who].post(url(noticed, "waive", session)).status_code == 404
    session.refresh_from_db()
    assert session.waived_at is None
