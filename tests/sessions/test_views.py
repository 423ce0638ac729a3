"""The pages of sessions, seen by all five of the cast."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.plans import api as plans
from goldenthread.sessions import actions, urls
from goldenthread.sessions.models import ChallengeCard, CoachingSession, SessionWords
from goldenthread.sessions.opened import Aim
from goldenthread.sessions.states import Challenge, SessionState
from tests.opened_terms import open_term

LENA = "What to say to Lena"


@pytest.fixture(autouse=True)
def today(request):
    """Pages ask the clock, so sessions here are made now."""
    for name in ("meeting", "unsigned"):
        if name in request.fixturenames:
            request.getfixturevalue(name).at = now()


@pytest.fixture
def here(relationship):
    return reverse("sessions:sessions", args=[relationship.uid])


def url(meeting, name, session=None):
    args = [meeting.relationship.uid, *([session.uid] if session is not None else [])]
    return reverse(f"sessions:{name}", args=args)


def text(answer):
    """What a person reads on the page."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def every_url(meeting, session):
    return {
        pattern.name: url(
            meeting, pattern.name, session if "uid:uid" in str(pattern.pattern) else None
        )
        for pattern in urls.urlpatterns
    }


@pytest.mark.row("S4.10")
def test_both_read_what_a_session_is_for_and_the_other_three_find_nothing(
    meeting, here, as_alma, as_ben, strangers, nobody
):
    session = meeting.put()
    meeting.speak(session, Aim(LENA))

    for browser in (as_alma, as_ben):
        assert LENA in text(browser.get(here))
        assert LENA in text(browser.get(url(meeting, "session", session)))
    for browser in strangers.values():
        for address in every_url(meeting, session).values():
            for answer in (browser.get(address), browser.post(address)):
                assert answer.status_code in {404, 405}
                assert LENA not in answer.content.decode()
    assert LENA not in nobody.get(url(meeting, "session", session)).content.decode()
    assert CoachingSession.objects.get().state == "planned"


@pytest.mark.row("S4.10")
def test_the_coach_sees_no_form_and_no_empty_form_before_the_client_wrote(meeting, as_alma, as_ben):
    session = meeting.put()

    hers = as_alma.get(url(meeting, "session", session)).content.decode()
    assert "Ben speaks first." in text(as_alma.get(url(meeting, "session", session)))
    assert [name in hers for name in ("<textarea", "/add/", "/what-for/", "/yes/")] == [False] * 4
    for name in ("speak", "card", "did_we", "still_wanted"):
        assert as_alma.post(url(meeting, name, session), {"today": LENA}).status_code == 404
    assert as_alma.get(url(meeting, "speak", session)).status_code == 404
    assert as_alma.get(url(meeting, "add", session)).status_code == 303
    assert as_alma.post(url(meeting, "add", session), {"words": "Lena?"}).status_code == 303
    assert SessionWords.objects.count() == 0

    his = as_ben.get(url(meeting, "speak", session)).content.decode()
    assert re.findall(r"<textarea[^>]*>\s*([^<]*)</textarea>", his) == ["", "", "", ""]


@pytest.mark.row("S4.10")
def test_from_a_day_to_two_yeses_and_did_we(meeting, here, as_alma, as_ben):
    day = meeting.today
    put = as_alma.post(
        url(meeting, "arrange"), {"on_day": day.isoformat(), "hour": "14:30", "uid": str(new_uid())}
    )
    session = CoachingSession.objects.get()
    assert (put.status_code, put["Location"]) == (303, url(meeting, "session", session))
    assert "14:30" in text(as_ben.get(here))

    sent = {"today": LENA, "face": "That I’m <b>afraid</b>", "minutes": "50", "seen": "0"}
    as_ben.post(url(meeting, "speak", session), sent)
    hers = as_alma.get(url(meeting, "session", session))
    assert "&lt;b&gt;afraid&lt;/b&gt;" in hers.content.decode()
    assert "50 minutes" in text(hers)

    as_alma.post(url(meeting, "add", session), {"words": "I’d watch for the nod", "seen": "1"})
    his = as_ben.get(url(meeting, "session", session))
    assert "I’d watch for the nod" in text(his)
    [seen] = re.findall(r'name="seen" value="(\d+)"', his.content.decode())
    as_ben.post(url(meeting, "yes", session), {"seen": seen})
    for browser in (as_alma, as_ben):
        assert "You both said yes" in text(browser.get(url(meeting, "session", session)))

    as_alma.post(url(meeting, "took_place", session))
    assert "It took place. Alma said so on" in text(as_ben.get(url(meeting, "session", session)))
    as_ben.post(url(meeting, "did_we", session), {"words": "Nearly"})
    assert "Nearly" in text(as_alma.get(url(meeting, "session", session)))


@pytest.mark.row("INV-6")
def test_without_a_term_the_page_says_so_and_the_client_writes_for_themselves(
    unsigned, here, as_alma, as_ben
):
    session = unsigned.put()
    as_ben.post(url(unsigned, "speak", session), {"today": LENA, "seen": "0"})

    assert "so it’s yours alone" in text(as_ben.get(here))
    his = text(as_ben.get(url(unsigned, "session", session)))
    assert LENA in his
    assert "Only you can read your words here" in his
    hers = text(as_alma.get(url(unsigned, "session", session)))
    assert LENA not in hers
    assert "Nothing you’ve both signed opens it to you yet." in hers


@pytest.mark.row("S2.2")
def test_the_card_has_no_level_chosen_beforehand_and_none_is_left_after(meeting, as_alma, as_ben):
    session = meeting.put()
    page = as_ben.get(url(meeting, "session", session)).content.decode()
    assert len(re.findall(r'name="level"', page)) == 3
    assert "checked" not in page
    assert "hasn’t said, so ask first" in text(as_alma.get(url(meeting, "session", session)))
    assert as_ben.post(url(meeting, "card", session), {}).status_code == 422
    assert as_ben.post(url(meeting, "card", session), {"level": "shout"}).status_code == 422

    as_ben.post(url(meeting, "card", session), {"level": "hold_back"})
    assert "Hold back" in text(as_alma.get(url(meeting, "session", session)))
    as_ben.post(url(meeting, "card", session), {"level": "go_ahead"})
    hers = text(as_alma.get(url(meeting, "session", session)))
    assert ("Go ahead" in hers, "Hold back" in hers) == (True, False)
    as_ben.post(url(meeting, "card_back", session))
    assert "Go ahead" not in text(as_alma.get(url(meeting, "session", session)))

    as_ben.post(url(meeting, "card", session), {"level": "go_ahead"})
    as_alma.post(url(meeting, "took_place", session))
    everything = "".join(
        text(as_alma.get(address))
        for address in (url(meeting, "session", session), reverse("ledger:deeds"))
    )
    assert "Go ahead" not in everything
    assert ChallengeCard.objects.count() == 0


@pytest.mark.row("S4.7")
def test_an_aim_outside_the_plan_is_a_question_and_never_an_error(meeting, as_alma, as_ben, here):
    meeting.goal()
    sessions = [meeting.put() for _ in range(3)]
    for session in sessions:
        answer = as_ben.post(
            url(meeting, "speak", session), {"today": LENA, "goal": "outside", "seen": "0"}
        )
        assert answer.status_code == 303

    seen = text(as_ben.get(url(meeting, "session", sessions[0])))
    assert "This stands outside the plan, and that’s fine." in seen
    for browser in (as_alma, as_ben):
        assert "A good moment to look at the plan" in text(browser.get(here))
        looked = text(browser.get(url(meeting, "look")))
        assert "Has the plan changed?" in looked
        assert re.search(r"\b(3|three)\b", looked.partition("Four questions")[0]) is None
    as_alma.post(url(meeting, "looked"))
    assert "A good moment" not in text(as_ben.get(here))


@pytest.mark.row("S4.7")
def test_a_goal_laid_down_shows_which_aims_hung_on_it_and_asks(meeting, as_alma, as_ben):
    goal, session = meeting.goal(), meeting.put()
    as_ben.post(url(meeting, "speak", session), {"today": LENA, "goal": str(goal.uid), "seen": "0"})
    seen = text(as_alma.get(url(meeting, "session", session)))
    assert "It serves Say no to Porto" in seen
    plan_page = reverse("plans:goal", args=[meeting.relationship.uid, goal.uid])
    assert "What hung on it" in text(as_alma.get(plan_page))

    plans.retire_goal(
        meeting.relationship,
        goal.uid,
        plans.GoalState.NO_LONGER_MINE,
        **meeting.doing("ben", at=now()),
    )
    for browser in (as_alma, as_ben):
        assert "still wanted?" in text(browser.get(plan_page))
        assert "Still wanted?" in text(browser.get(url(meeting, "session", session)))
        assert "Still wanted?" in text(browser.get(url(meeting, "look")))
    form = as_ben.get(url(meeting, "speak", session))
    assert "Say no to Porto (laid down)" in text(form)

    as_ben.post(url(meeting, "still_wanted", session))
    assert "Still wanted?" not in text(as_alma.get(url(meeting, "session", session)))
    assert as_ben.post(url(meeting, "still_wanted", session)).status_code == 303


@pytest.mark.row("S1.16")
def test_the_client_passes_over_a_look_with_one_tap_and_no_reason(meeting, as_alma, as_ben, here):
    for _ in range(4):
        meeting.became(meeting.put(), SessionState.TOOK_PLACE)
    page = as_ben.get(url(meeting, "look"))
    for question in ("Is the agreement still right?", "still yours?", "Go on, or end?"):
        assert question in text(page)
    assert url(meeting, "not_this_time") not in as_alma.get(url(meeting, "look")).content.decode()
    assert as_alma.post(url(meeting, "not_this_time")).status_code == 403
    assert "A good moment" in text(as_ben.get(here))

    assert as_ben.post(url(meeting, "not_this_time")).status_code == 303
    assert "A good moment" not in text(as_ben.get(here))


def test_recording_is_asked_only_where_a_term_leaves_it_open(meeting, as_ben, as_alma):
    session = meeting.put()
    assert 'name="recording"' not in as_ben.get(url(meeting, "speak", session)).content.decode()

    open_term(meeting.relationship, "A13", since=meeting.at, recording="ask")
    assert 'name="recording"' in as_ben.get(url(meeting, "speak", session)).content.decode()
    as_ben.post(url(meeting, "speak", session), {"today": LENA, "recording": "yes", "seen": "0"})
    assert "only once you’ve both said yes" in text(as_alma.get(url(meeting, "session", session)))
    as_alma.post(url(meeting, "yes", session), {"seen": "1"})
    seen = text(as_ben.get(url(meeting, "session", session)))
    assert "You both said that it may be recorded, this once. Nothing here records." in seen


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"on_day": ""}, "Choose a day"),
        ({"on_day": "soon"}, "Write the day like 3 December 2026"),
        ({"on_day": "2999-01-01"}, "Choose a day that's nearer."),
        ({"on_day": "2026-11-30", "hour": "late"}, "Write the time like 14:30"),
    ],
)
def test_a_day_that_cannot_be_says_so(meeting, as_ben, sent, sentence):
    answer = as_ben.post(url(meeting, "arrange"), sent)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert CoachingSession.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"today": " "}, "Write what this session is for. One line is enough."),
        ({"know": "x" * 2001}, "This holds 2,000 characters and has 2,001."),
        ({"minutes": "many"}, "Write the minutes as a number, like 60"),
        ({"minutes": "9999"}, "Say the time in minutes, from 5 to 480."),
        ({"goal": "nonsense"}, "Choose one of these, or none"),
    ],
)
def test_bad_input_says_what_to_change_and_keeps_the_rest(meeting, as_ben, changed, sentence):
    meeting.goal()
    session = meeting.put()
    sent = {"today": LENA, "matters": "Nine years", "seen": "0", **changed}

    answer = as_ben.post(url(meeting, "speak", session), sent)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Nine years" in answer.content.decode()
    assert SessionWords.objects.count() == 0


def test_a_second_window_shows_both_and_loses_nothing(meeting, as_ben, as_alma):
    session = meeting.put()
    meeting.speak(session, Aim(LENA))

    his = as_ben.post(url(meeting, "speak", session), {"today": "Typed here", "seen": "0"})
    hers = as_alma.post(url(meeting, "add", session), {"words": "Typed there", "seen": "0"})

    assert (his.status_code, hers.status_code) == (422, 422)
    assert (LENA in text(his), LENA in text(hers)) == (True, True)
    assert "Typed here" in his.content.decode()
    assert "Typed there" in hers.content.decode()
    assert 'name="seen" value="1"' in his.content.decode()


def test_yes_to_what_moved_on_changes_nothing(meeting, as_alma):
    session = meeting.put()
    meeting.speak(session, Aim(LENA))

    for seen in ("", "x", "0", "7", "9" * 30, "²"):
        answer = as_alma.post(url(meeting, "yes", session), {"seen": seen})
        assert answer.status_code == 303
    assert CoachingSession.objects.get().coach_yes == 0


def test_called_off_moved_and_taken_back_by_either(meeting, as_alma, as_ben, here):
    session = meeting.put()
    as_ben.post(url(meeting, "call_off", session))
    assert "Ben called it off on" in text(as_alma.get(url(meeting, "session", session)))
    as_alma.post(url(meeting, "undo", session))
    assert CoachingSession.objects.get().state == "planned"

    later = meeting.today + timedelta(days=7)
    assert as_alma.get(url(meeting, "move", session)).status_code == 200
    as_alma.post(url(meeting, "move", session), {"on_day": later.isoformat(), "hour": "09:15"})
    assert "09:15" in text(as_ben.get(here))
    assert as_ben.post(url(meeting, "took_place", session)).status_code == 403
    assert as_alma.post(url(meeting, "move", session), {"on_day": ""}).status_code == 422


def test_an_empty_page_helps(meeting, here, as_ben):
    seen = text(as_ben.get(here))

    assert "No day is put." in seen
    assert "You can move it or call it off without a reason." in seen


def test_after_the_end_the_page_offers_nothing(meeting, here, as_alma, as_ben, alma):
    from goldenthread.relationships import api as relationships

    session = meeting.put()
    meeting.speak(session, Aim(LENA))
    relationships.end_relationship(relationship=meeting.relationship, by=alma, at=meeting.at)

    for browser, reads in ((as_alma, False), (as_ben, True)):
        page = browser.get(url(meeting, "session", session))
        assert (LENA in text(page)) is reads
        main = page.content.decode().partition("<main")[2].partition("</main>")[0]
        assert "<form" not in main
        assert (
            "<form"
            not in browser.get(here).content.decode().partition("<main")[2].partition("</main>")[0]
        )
    assert as_ben.post(url(meeting, "call_off", session)).status_code == 403


@pytest.mark.row("G5")
def test_a_tampered_word_gives_one_page_and_no_words(meeting, here, as_ben):
    meeting.speak(meeting.put(), Aim(LENA))
    broken = bytearray(bytes(SessionWords.objects.get().sealed))
    broken[-1] ^= 1
    SessionWords.objects.update(sealed=bytes(broken))

    answer = as_ben.get(here)

    assert answer.status_code == 409
    assert LENA not in answer.content.decode()


def test_pages_are_asked_for_and_deeds_are_sent(meeting, as_ben):
    session = meeting.put()
    pages = {"sessions", "session", "move", "look", "speak", "time", "times"}

    for name, address in every_url(meeting, session).items():
        expected = 404 if name == "add" else 200 if name in pages else 405
        assert (name, as_ben.get(address).status_code) == (name, expected)


@pytest.mark.row("S2.2")
def test_a_card_whose_session_is_over_is_shown_to_nobody(meeting, as_alma):
    began = now() - timedelta(minutes=61)
    session = meeting.put(hour=began)
    meeting.speak(session, Aim(LENA), minutes=60)
    actions.set_card(
        meeting.relationship,
        session.uid,
        Challenge.GO_AHEAD,
        **meeting.looking("ben", at=began),
    )
    assert ChallengeCard.objects.count() == 1

    assert "Go ahead" not in text(as_alma.get(url(meeting, "session", session)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_stores_the_same_number_of_questions(meeting, here, as_alma, count):
    goal = meeting.goal()
    for _ in range(count):
        meeting.speak(meeting.put(), goal_uid=goal.uid)
    as_alma.get(here)

    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["vault"]) as shares_asked,
    ):
        as_alma.get(here)

    assert (len(asked), len(shares_asked)) == (24, 2)


def test_my_space_begins_the_next_time_with_the_clients_own_question(meeting, as_ben):
    session = meeting.put(meeting.today + timedelta(days=1))
    home = reverse("web:my_space")
    assert "What would make this hour worth it?" in text(as_ben.get(home))

    meeting.speak(session, Aim(LENA))
    assert LENA in text(as_ben.get(home))
