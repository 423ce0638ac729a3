"""The page after a session, as Alma and as Ben; for the other three there is none."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from goldenthread.afterwards.models import GivenMoment, Line
from goldenthread.commitments.models import Commitment
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.states import SessionState
from tests.afterwards.conftest import Part, an_hour

PARTS = ("closing", "moment", "question", "levels", "judgement")


@pytest.fixture
def today(hour):
    """Pages ask the clock."""
    hour.at = now()
    hour.session = an_hour(hour.relationship, hour.at)
    return hour


def url(hour, name, **more):
    args = {"rel": hour.relationship.uid}
    if name not in {"questions", "moments"}:
        args["uid"] = hour.session.uid
    return reverse(f"afterwards:{name}", kwargs=args | more)


def words_of(answer):
    assert answer.status_code in {200, 422}
    main = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def post(browser, hour, name, line=None, **sent):
    more = {"line": line.uid} if line else {}
    answer = browser.post(url(hour, name, **more), sent)
    assert (answer.status_code, answer.url) == (303, url(hour, "after"))
    return words_of(browser.get(url(hour, "after")))


@pytest.mark.row("S2.23")
def test_a_moment_opens_for_both_at_once(today, as_alma, as_ben):
    post(as_ben, today, "moment", words="When you said nothing")
    given = post(as_ben, today, "give_moment")
    assert "Given" in given
    post(as_alma, today, "moment", words="When you laughed")
    assert "When you said nothing" not in words_of(as_alma.get(url(today, "after")))
    opened = post(as_alma, today, "give_moment")
    assert "When you said nothing" in opened
    for browser in (as_alma, as_ben):
        book = words_of(browser.get(url(today, "moments")))
        assert "When you laughed" in book
        assert "When you said nothing" in book
    assert GivenMoment.objects.filter(let_go_at__isnull=False).count() == 2


def test_two_windows_on_one_line_lose_nothing(today, as_ben):
    """The second keeps nothing over the first unseen; it shows both, and the next press decides."""
    page = as_ben.get(url(today, "after")).content.decode()
    assert page.count('name="seen" value="0"') == 2
    first = {"uid": str(new_uid()), "seen": "0", "words": "When you said nothing"}
    assert as_ben.post(url(today, "moment"), first).status_code == 303
    # Sent again after a lost answer, it is the same.
    assert as_ben.post(url(today, "moment"), first).status_code == 303

    second = {"uid": str(new_uid()), "seen": "0", "words": "When you laughed"}
    asked = as_ben.post(url(today, "moment"), second)
    assert asked.status_code == 422
    assert "When you said nothing" in words_of(asked)
    assert "When you laughed" in asked.content.decode()

    assert as_ben.post(url(today, "give_moment"), {"seen": "7"}).status_code == 303
    assert GivenMoment.objects.count() == 0
    again = post(as_ben, today, "moment", **second | {"seen": "1"})
    assert "When you laughed" in again
    assert Line.objects.get().revision == 2


@pytest.mark.row("S0.5")
def test_a_question_goes_into_the_book_and_out_again(today, as_alma, as_ben):
    post(as_ben, today, "question", words="What would Lena say?")
    line = Line.objects.get()
    assert "Lena" not in words_of(as_alma.get(url(today, "questions")))
    post(as_ben, today, "give_question", line)
    for order in ("", "?by=day", "?by=effect"):
        assert "Lena" in words_of(as_alma.get(url(today, "questions") + order))
    post(as_ben, today, "question_back", line)
    assert "Lena" not in words_of(as_alma.get(url(today, "questions")))
    post(as_ben, today, "away", line)
    assert Line.objects.count() == 0


@pytest.mark.row("S0.17", "S0.19")
def test_only_the_coach_is_asked_the_coachs_questions(today, as_alma, as_ben):
    hers = post(as_alma, today, "judgement", where="At the word boss", again="")
    assert "Where did judgement show up in me?" in hers
    post(as_alma, today, "levels", one="5", two="", three="40")
    assert 'value="40"' in as_alma.get(url(today, "after")).content.decode()

    his = as_ben.get(url(today, "after")).content.decode()
    for word in ("judgement", "level 1", "boss"):
        assert word not in his
    assert as_ben.post(url(today, "levels"), {"one": "5"}).status_code == 403
    assert as_ben.post(url(today, "judgement"), {"where": "x"}).status_code == 403


@pytest.mark.row("S0.20", "INV-2")
def test_what_ben_will_do_goes_to_his_space_and_leaves_nothing_on_almas_page(
    today, as_alma, as_ben
):
    before = words_of(as_alma.get(url(today, "after")))
    page = as_ben.get(url(today, "after")).content.decode()
    assert f'action="{reverse("commitments:write")}"' in page
    sent = {
        "words": "Ring Lena",
        "rel": str(today.relationship.uid),
        "after": str(today.session.uid),
    }
    answer = as_ben.post(reverse("commitments:write"), sent)
    assert answer.url == url(today, "after")
    assert Commitment.objects.count() == 1
    assert words_of(as_alma.get(url(today, "after"))) == before
    assert "will" not in re.findall(
        r'id="(\w+)"', as_alma.get(url(today, "after")).content.decode()
    )


@pytest.mark.row("S4.10")
def test_did_we_get_there_is_the_clients_to_say(today, as_alma, as_ben):
    post(as_ben, today, "did_we", words="Nearly")
    assert "Nearly" in words_of(as_alma.get(url(today, "after")))
    assert as_alma.post(url(today, "did_we"), {"words": "Yes"}).status_code == 403


def test_either_says_that_it_took_place(today, as_alma):
    CoachingSession.objects.filter(uid=today.session.uid).update(state=SessionState.PLANNED)
    assert "Did it take place?" in words_of(as_alma.get(url(today, "after")))
    post(as_alma, today, "took_place")
    assert CoachingSession.objects.get(uid=today.session.uid).state == SessionState.TOOK_PLACE


def test_a_closing_line_says_who_reads_it(today, as_alma, as_ben):
    assert "Alma can read it." in words_of(as_ben.get(url(today, "after")))
    post(as_ben, today, "closing", words="I know the sentence")
    assert "I know the sentence" in words_of(as_alma.get(url(today, "after")))


@pytest.mark.row("INV-6")
def test_without_a_term_the_page_says_so(unsigned, as_alma, as_ben):
    unsigned.session = an_hour(unsigned.relationship, now())
    assert "Nothing you’ve both signed opens it" in words_of(as_ben.get(url(unsigned, "after")))
    refused = as_alma.post(url(unsigned, "closing"), {"words": "x"})
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("name", "sent", "says"),
    [
        ("closing", {"words": ""}, "Write something first; one line is enough"),
        ("closing", {"words": "x" * 301}, "This holds 300 characters and has 301."),
        ("moment", {"words": ""}, "Write something first; one line is enough"),
        ("question", {"words": "x" * 1001}, "This holds 1,000 characters and has 1,001."),
        ("levels", {"one": "a lot"}, "Write minutes as a number from 0 to 480"),
        ("levels", {"one": "481"}, "Write minutes as a number from 0 to 480"),
        ("levels", {}, "Write minutes in at least one of them, or leave this be."),
        ("judgement", {}, "Write something first; one line is enough"),
    ],
)
def test_bad_input_is_said_and_kept(today, as_alma, name, sent, says):
    answer = as_alma.post(url(today, name), sent)
    assert answer.status_code == 422
    assert says in words_of(answer)
    for typed in sent.values():
        assert typed in answer.content.decode()
    assert Line.objects.count() == 0


def test_the_other_three_find_nothing(today, as_cleo, as_dara, as_enzo, as_ben):
    line = today.keep("ben", Part.QUESTION)
    assert as_ben.get(url(today, "after")).status_code == 200
    for browser in (as_cleo, as_dara, as_enzo):
        for name in ("after", "questions", "moments"):
            assert browser.get(url(today, name)).status_code == 404
        for name in (*PARTS, "did_we", "took_place", "give_moment", "moment_back"):
            assert browser.post(url(today, name), {"words": "x"}).status_code == 404
        for name in ("away", "give_question", "question_back"):
            assert browser.post(url(today, name, line=line.uid)).status_code == 404


def test_pages_are_empty_and_help(today, as_ben):
    assert "No question yet." in words_of(as_ben.get(url(today, "questions")))
    assert "None is open yet." in words_of(as_ben.get(url(today, "moments")))


def test_a_session_called_off_keeps_nothing(today, as_ben):
    CoachingSession.objects.filter(uid=today.session.uid).update(state=SessionState.CALLED_OFF)
    assert "This session was called off." in words_of(as_ben.get(url(today, "after")))
    assert as_ben.post(url(today, "moment"), {"words": "x"}).status_code == 403
