"""The page of calendars: one's own, and nobody else's; without script, and with nothing typed lost."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest

from goldenthread.calendars import actions, queries
from goldenthread.calendars.actions import Asking
from goldenthread.calendars.models import BusyCalendar, CalendarChoice, Meeting
from goldenthread.calendars.states import Answer, BusyKind
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.sessions import api as sessions

PAGE = "/account/calendars/"
EVERYBODY = ["as_alma", "as_ben", "as_cleo", "as_dara", "as_enzo"]


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def home(alma, at) -> BusyCalendar:
    """A calendar of Alma's that is read."""
    asking = Asking("Dentist", BusyKind.FEED, "https://cal.example/secret.ics", "alma", "word4711")
    return actions.add_busy_calendar(asking, uid=new_uid(), by=alma, at=at)


def typed(**more: str) -> dict[str, str]:
    return {
        "name": "Home",
        "kind": "feed",
        "address": "https://cal.example/home.ics",
        "account": "",
        "word": "",
        **more,
    }


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_has_a_page_with_everything_off(request, relationship, who):
    page = text(request.getfixturevalue(who).get(PAGE))

    assert "Make an address" in page
    assert "Send me meeting letters" in page
    assert ("When you’re busy elsewhere" in page) is (who in {"as_alma", "as_cleo"})


def test_the_page_asks_who_one_is(nobody):
    assert nobody.get(PAGE).headers["Location"] == f"/sign-in/?next={PAGE}"
    assert "Make an address" not in text(nobody.get(PAGE))


def test_a_feed_is_made_shown_made_anew_and_taken_away(ben, as_ben):
    assert as_ben.post(f"{PAGE}feed/").status_code == 303
    first = queries.feed_address(CalendarChoice.objects.get(person=ben))
    assert f'value="{first}"' in text(as_ben.get(PAGE))

    as_ben.post(f"{PAGE}feed/")
    second = queries.feed_address(CalendarChoice.objects.get(person=ben))
    assert first != second

    as_ben.post(f"{PAGE}feed/away/")
    assert second not in text(as_ben.get(PAGE))


@pytest.mark.row("G2")
@pytest.mark.parametrize("who", ["as_alma", "as_cleo", "as_dara", "as_enzo"])
def test_nobody_else_is_shown_ones_feed_or_title(request, relationship, ben, as_ben, at, who):
    actions.open_feed(person=ben, by=ben, at=at)
    actions.choose_title("canary-4711", person=ben, by=ben, at=at)
    address = queries.feed_address(CalendarChoice.objects.get(person=ben))
    assert address in text(as_ben.get(PAGE))
    assert "canary-4711" in text(as_ben.get(PAGE))

    page = text(request.getfixturevalue(who).get(PAGE))

    assert [word for word in (address, "canary-4711") if word in page] == []


def test_letters_are_turned_on_and_off(ben, as_ben):
    as_ben.post(f"{PAGE}letters/on/")
    assert "They’re on" in text(as_ben.get(PAGE))

    as_ben.post(f"{PAGE}letters/off/")
    assert "Send me meeting letters" in text(as_ben.get(PAGE))


def test_a_title_too_long_is_said_and_kept(as_ben):
    answer = as_ben.post(f"{PAGE}title/", {"title": "x" * 61})

    assert answer.status_code == 422
    assert "x" * 61 in text(answer)
    assert "60 characters" in text(answer)


def test_a_coach_has_a_calendar_read(alma, as_alma):
    answer = as_alma.post(f"{PAGE}busy/", typed(address="webcal://cal.example/home.ics"))

    assert answer.status_code == 303
    [busy] = queries.busy_calendars(alma)
    assert (busy.name, busy.address) == ("Home", "https://cal.example/home.ics")
    assert "It hasn’t been read yet" in text(as_alma.get(PAGE))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"address": "http://cal.example/a.ics"}, "isn't encrypted"),
        ({"address": "not an address"}, "isn't the address of a calendar"),
        ({"address": "https://me:word@cal.example/"}, "Leave the name and the password out"),
        ({"address": ""}, "Copy the calendar’s address here."),
        ({"name": ""}, "Give it a name"),
        ({"kind": "telepathy"}, "Choose how it’s reached"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_typed_is_lost(as_alma, wrong, said):
    answer = as_alma.post(f"{PAGE}busy/", typed(account="alma@cal", **wrong))

    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="alma@cal"' in text(answer)
    assert BusyCalendar.objects.count() == 0


def test_a_form_sent_twice_makes_one(as_alma):
    uid = str(new_uid())
    for _ in range(2):
        as_alma.post(f"{PAGE}busy/", typed(form_uid=uid))

    assert BusyCalendar.objects.count() == 1


def test_a_password_is_never_sent_back(as_alma, home):
    pages = [as_alma.get(PAGE), as_alma.get(f"{PAGE}busy/{home.uid}/")]

    assert ["word4711" in text(page) for page in pages] == [False, False]


def test_a_kept_password_goes_to_its_own_server_and_to_no_other(alma, as_alma, home):
    place = f"{PAGE}busy/{home.uid}/"
    as_alma.post(place, typed(address="https://cal.example/other.ics"))
    assert queries.the_busy_calendar(home.uid, by=alma).word == "word4711"

    as_alma.post(place, typed(address="https://evil.example/other.ics"))
    assert queries.the_busy_calendar(home.uid, by=alma).word == ""


@pytest.mark.row("G2")
@pytest.mark.parametrize("who", ["as_ben", "as_cleo", "as_dara", "as_enzo"])
def test_nobody_else_reaches_a_coachs_calendar(request, relationship, as_alma, home, who):
    assert as_alma.get(f"{PAGE}busy/{home.uid}/").status_code == 200
    client = request.getfixturevalue(who)

    assert client.get(f"{PAGE}busy/{home.uid}/").status_code == 404
    for deed in ("", "read/", "away/"):
        assert client.post(f"{PAGE}busy/{home.uid}/{deed}", typed()).status_code == 404
    assert BusyCalendar.objects.filter(uid=home.uid, revision=1).exists()
    assert "Dentist" not in text(client.get(PAGE))


def test_only_coaches_have_calendars_read(as_ben):
    assert as_ben.post(f"{PAGE}busy/", typed()).status_code == 404


def test_a_calendar_is_read_by_hand_once_a_minute(as_alma, home):
    BusyCalendar.objects.update(tried_at=now() - timedelta(seconds=5), due_at=now())

    answer = as_alma.post(f"{PAGE}busy/{home.uid}/read/", follow=True)

    assert "It was read a moment ago" in text(answer)


def test_what_failed_and_what_to_do_stands_there(as_alma, home):
    BusyCalendar.objects.update(trouble="refused", failures=1)

    assert "Many want an app password" in text(as_alma.get(PAGE))


def test_a_calendar_is_taken_away(as_alma, home):
    as_alma.post(f"{PAGE}busy/{home.uid}/away/")

    assert BusyCalendar.objects.count() == 0


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_as_often_for_three_calendars_as_for_one(
    alma, as_alma, at, many, django_assert_num_queries
):
    for n in range(many):
        asking = Asking(str(n), BusyKind.FEED, f"https://cal.example/{n}.ics")
        actions.add_busy_calendar(asking, uid=new_uid(), by=alma, at=at)
    as_alma.get(PAGE)

    with django_assert_num_queries(7):
        as_alma.get(PAGE)


@pytest.fixture
def declined(relationship, alma, ben):
    """A session ahead that Ben's calendar said no to."""
    at = now()
    actions.turn_meeting_letters_on(person=ben, by=ben, at=at)
    when = sessions.When.at(at + timedelta(days=7), "Europe/Lisbon", 60)
    session = sessions.arrange_session(relationship, when, uid=new_uid(), by=alma, at=at)
    Meeting.objects.update(answer=Answer.NO, answered_on=at)
    return session


def test_both_read_on_the_sessions_page_that_a_calendar_said_no(
    relationship, as_alma, as_ben, declined
):
    place = f"/together/{relationship.uid}/sessions/{declined.uid}/"
    hers, his = text(as_alma.get(place)), text(as_ben.get(place))

    assert "Ben’s calendar says no to this time." in hers
    assert "Your calendar says no to this time." in his
    assert f"{place}move/" in hers
    assert f"{place}call-off/" in hers


@pytest.mark.parametrize("answer", [Answer.YES, Answer.PERHAPS, Answer.NONE])
def test_no_other_answer_is_on_it(relationship, as_alma, as_ben, declined, answer):
    Meeting.objects.update(answer=answer)
    place = f"/together/{relationship.uid}/sessions/{declined.uid}/"

    assert ["calendar" in text(client.get(place)) for client in (as_alma, as_ben)] == [False] * 2
