"""Time kept, as both see it: the very same facts, a count that names what it leaves out, no grade."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.sessions import api as sessions
from goldenthread.sessions.attendance.forms import TimesForm
from goldenthread.sessions.models import Attendance, CoachingSession
from goldenthread.sessions.states import SessionState
from goldenthread.sessions.views.time import _in_ten
from tests.opened_terms import open_term
from tests.sessions.test_attendance import BEFORE, lived, minutes, session_at

A_DAY = timedelta(days=1)


@pytest.fixture
def live(meeting):
    """The two, today, with A8 in force: pages ask the clock."""
    meeting.at = now().replace(second=0, microsecond=0)
    open_term(meeting.relationship, "A8", since=meeting.at - 2 * BEFORE, length=60, grace=5)
    return meeting


def words_of(answer):
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def url(name, live, *more):
    return reverse(f"sessions:{name}", args=[live.relationship.uid, *more])


@pytest.mark.row("S1.14", "S3.8", "INV-11")
def test_seven_of_eight_one_excluded_and_what_is_believable_from_five_on(live, as_alma, as_ben):
    for days in range(1, 8):
        lived(live, live.at - days * A_DAY)
    lived(live, live.at - 8 * A_DAY, late=9)
    failed = lived(live, live.at - 9 * A_DAY, late=40)
    sessions.mark_outage(live.relationship, failed.uid, **live.doing("alma"))

    for client in (as_alma, as_ben):
        said = words_of(client.get(url("time", live)))
        assert "7 of 8 sessions; 1 excluded" in said
        assert "With 8, anything from about 5 in 10 to nearly all is believable." in said
        assert "9 minutes after the hour" in said
        assert "What this cannot see Attention, once you’re there." in said


@pytest.mark.row("INV-11")
def test_four_are_a_list_and_no_rate(live, as_ben):
    for days in range(1, 5):
        lived(live, live.at - days * A_DAY)
    said = words_of(as_ben.get(url("time", live)))
    assert "4 of 4 sessions" in said
    assert "believable" not in said.split("How this is counted")[0]
    assert "Fewer than five say nothing about the next one." in said


@pytest.mark.row("INV-9", "INV-10")
def test_no_share_in_hundred_no_colour_for_good_or_bad_and_no_names_beside_numbers(live, as_alma):
    for days in range(1, 7):
        lived(live, live.at - days * A_DAY, late=days)
    body = as_alma.get(url("time", live)).content.decode()
    main = body.split("<main", 1)[1].split("</main>", 1)[0]
    assert "dots" in main
    assert re.findall(r"\d ?%|red|green|good-|bad-|tone-", main) == []


def test_not_observed_is_printed_and_never_counted(live, as_ben):
    session_at(live, live.at - A_DAY, state=SessionState.TOOK_PLACE)
    session_at(live, live.at - 2 * A_DAY, state=SessionState.CALLED_OFF)
    said = words_of(as_ben.get(url("time", live)))
    assert "Both there in time Not observed" in said
    assert said.count("Not observed: neither of you said a time.") == 1


def test_an_empty_page_helps(live, as_ben):
    assert "Nothing to show yet." in words_of(as_ben.get(url("time", live)))


def test_the_other_three_find_nothing(live, as_cleo, as_dara, as_enzo, as_ben):
    session = lived(live, live.at - A_DAY)
    assert as_ben.get(url("times", live, session.uid)).status_code == 200
    for client in (as_cleo, as_dara, as_enzo):
        assert client.get(url("time", live)).status_code == 404
        for name in ("times", "outage", "outage_back"):
            assert client.post(url(name, live, session.uid)).status_code == 404
    assert Attendance.objects.get().outage_by is None


@pytest.mark.row("S1.14")
def test_each_writes_their_own_times_down_and_marks_what_failed(live, as_alma, as_ben):
    start = live.at - A_DAY
    session = session_at(live, start)
    for client in (as_ben, as_alma):
        sent = {"came": f"{start + minutes(2):%H:%M}", "left": f"{start + minutes(62):%H:%M}"}
        answer = client.post(url("times", live, session.uid), sent)
        assert (answer.status_code, answer.url) == (303, url("time", live))
    said = words_of(as_alma.get(url("time", live)))
    assert "1 of 1 session" in said
    assert "2 minutes after the hour. As long as agreed." in said
    assert said.count("(written down)") == 4

    assert as_ben.post(url("outage", live, session.uid)).status_code == 303
    assert "Excluded: something failed. Ben marked it." in words_of(as_alma.get(url("time", live)))
    assert as_alma.post(url("outage_back", live, session.uid)).status_code == 403
    assert as_ben.post(url("outage_back", live, session.uid)).status_code == 303
    assert Attendance.objects.get().outage_by is None


@pytest.mark.parametrize(
    ("came", "left", "says"),
    [
        ("half four", "", "Write the time like 14:30"),
        ("", "10:00", "Say first that you&#x27;re here."),
    ],
)
def test_times_that_cant_be_are_said_and_kept_in_the_form(live, as_ben, came, left, says):
    session = session_at(live, live.at - A_DAY)
    answer = as_ben.post(url("times", live, session.uid), {"came": came, "left": left})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert f'value="{came or left}"' in answer.content.decode()
    assert Attendance.objects.count() == 0


def test_a_tap_has_no_field(live, as_ben, ben):
    session = session_at(live, live.at)
    sessions.come_in(live.relationship, session.uid, by=ben, at=live.at)
    body = as_ben.get(url("times", live, session.uid)).content.decode()
    assert 'name="came"' not in body
    assert 'name="left"' in body
    assert "a tap stays" in body


class Lisbon:
    """Somebody who lives by Lisbon's clock."""

    uid = new_uid()
    zone = "Europe/Lisbon"


@pytest.mark.parametrize(
    ("begins", "came", "left", "expected"),
    [
        # Past midnight, before midnight, and the hour that came twice on 25 October 2026.
        ("2026-06-01 23:30", "23:31", "00:20", ("2026-06-01 23:31", "2026-06-02 00:20")),
        ("2026-06-02 00:00", "23:58", "00:55", ("2026-06-01 23:58", "2026-06-02 00:55")),
        ("2026-06-02 16:00", "16:04", "", ("2026-06-02 16:04", None)),
    ],
)
def test_an_hour_is_the_one_nearest_to_the_session(begins, came, left, expected):
    zone = ZoneInfo("Europe/Lisbon")
    starts_at = datetime.fromisoformat(begins).replace(tzinfo=zone)
    session = CoachingSession(on_day=starts_at.date(), starts_at=starts_at)
    form = TimesForm(
        {"came": came, "left": left}, session=session, mine=sessions.Side(), by=Lisbon()
    )
    assert form.is_valid()
    shown = [
        each and f"{each.astimezone(zone):%Y-%m-%d %H:%M}" for each in (form.came_at, form.left_at)
    ]
    assert tuple(shown) == expected


def test_of_an_hour_that_came_twice_it_is_the_one_nearer_to_the_session():
    zone = ZoneInfo("Europe/Lisbon")
    second = datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=zone)
    for begins in (second, second.replace(fold=0)):
        session = CoachingSession(on_day=second.date(), starts_at=begins)
        form = TimesForm(
            {"came": "01:30", "left": ""}, session=session, mine=sessions.Side(), by=Lisbon()
        )
        assert form.is_valid()
        assert form.came_at == begins.astimezone(ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (0.0, "none"),
        (0.04, "hardly any"),
        (0.57, "about 6 in 10"),
        (0.97, "nearly all"),
        (1.0, "all"),
    ],
)
def test_a_share_is_said_in_words(share, says):
    assert _in_ten(share) == says


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_stores_the_same_number_of_questions(live, as_ben, count):
    for days in range(1, count + 1):
        lived(live, live.at - days * A_DAY)
    as_ben.get(url("time", live))

    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["vault"]) as shares_asked,
    ):
        as_ben.get(url("time", live))

    assert (len(asked), len(shares_asked)) == (8, 1)
