"""The page before a session: the client's own, and the coach's with what there is to know and no more."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.diary import api as diary
from goldenthread.diary.kinds import seal_words
from goldenthread.diary.models import Kind
from goldenthread.plans import api as plans
from goldenthread.preparation.models import Sentence
from goldenthread.promises import api as promises
from goldenthread.sessions import api as sessions
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.opened import Aim, Wishes
from tests.preparation.conftest import SENTENCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(meeting, soon):
    return f"/together/{meeting.relationship.uid}/sessions/{soon.uid}/before/"


def text_of(answer):
    """Give what somebody reads in the page's own part, line by line."""
    main = answer.content.decode().partition("<main")[2].partition(">")[2].partition("</main>")[0]
    lines = re.sub(r"<svg.*?</svg>|<[^>]*>", "\n", main, flags=re.DOTALL).splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def promise(meeting, who, said):
    """Let one of the two promise the other something."""
    promises.make_promise(
        relationship=meeting.relationship, said=said, form_uid=new_uid(), **meeting.looking(who)
    )


def test_ben_writes_his_sentence_and_alma_reads_it(meeting, soon, page, as_ben, as_alma):
    answer = as_ben.post(page + "keep/", {"words": SENTENCE})

    assert answer.status_code == 303
    assert SENTENCE in as_ben.get(page).content.decode()
    assert SENTENCE in as_alma.get(page).content.decode()


def test_the_five_at_every_page(meeting, soon, page, as_ben, as_alma, strangers, nobody):
    meeting.write(soon)
    assert SENTENCE in as_ben.get(page).content.decode()
    for client in strangers.values():
        assert client.get(page).status_code == 404
        for deed in ("keep/", "take-back/", "what-for/"):
            assert client.post(page + deed, {"words": "x"}).status_code == 404
    for deed in ("keep/", "take-back/", "what-for/"):
        assert as_alma.post(page + deed, {"words": "x"}).status_code == 404
    assert SENTENCE not in nobody.get(page).content.decode()
    assert meeting.read(soon, "ben") == SENTENCE
    assert CoachingSession.objects.get(uid=soon.uid).round == 0


def test_another_pair_s_session_is_nothing_here(meeting, page, as_ben):
    elsewhere = page.replace(page.split("/")[4], str(new_uid()))

    assert as_ben.get(elsewhere).status_code == 404


def test_one_press_makes_it_what_the_session_is_for(meeting, soon, page, as_ben, as_alma):
    as_ben.post(page + "keep/", {"words": SENTENCE})
    assert as_ben.post(page + "what-for/").status_code == 303

    opened = sessions.the_session(meeting.relationship, soon.uid, **meeting.looking("alma"))
    assert opened.aim is not None
    assert opened.aim.today == SENTENCE
    as_ben.get(page)
    assert "what-for/" not in as_ben.get(page).content.decode()
    assert as_ben.post(page + "what-for/").status_code == 403


def test_too_long_comes_back_whole(page, as_ben):
    answer = as_ben.post(page + "keep/", {"words": "y" * 501})

    assert answer.status_code == 422
    assert "y" * 501 in answer.content.decode()
    assert Sentence.objects.count() == 0


@pytest.mark.row("S4.3")
def test_the_coach_reads_all_there_is_and_nothing_else(meeting, soon, page, as_alma):
    meeting.write(soon)
    shown = f"{soon.starts_at:%A} {soon.starts_at.day} {soon.starts_at:%B %Y, %H:%M} to "
    shown += f"{soon.starts_at + timedelta(hours=1):%H:%M}"
    day = meeting.at.date() + timedelta(days=9)
    promise(meeting, "alma", promises.Said("Send the book", day))
    promise(meeting, "ben", promises.Said("Pay by Friday", day, promises.Arrangement.PAY))

    read = text_of(as_alma.get(page))

    assert [line for line in read if "Send the book" not in line][:6] == [
        "The session",
        "Before you meet Ben",
        shown,
        "What would make this hour worth it?",
        SENTENCE,
        "What you promised",
    ]
    assert "Send the book" in " ".join(read)
    assert "Pay by Friday" not in " ".join(read)


def test_with_nothing_written_the_coach_reads_that_nothing_must_be(meeting, page, as_alma):
    assert text_of(as_alma.get(page))[3:] == [
        "What would make this hour worth it?",
        "Nothing here. Ben needn’t write anything.",
        "What you promised",
        "Nothing of yours is open.",
    ]


def test_what_it_is_for_stands_in_its_place_with_the_goal_it_serves(meeting, soon, page, as_alma):
    goal = plans.add_goal(
        meeting.relationship,
        plans.GoalWords("Say no to Porto"),
        uid=new_uid(),
        **meeting.looking("ben"),
    )
    seen = plans.the_goal(meeting.relationship, goal.uid, **meeting.looking("ben"))
    plans.share_goal(meeting.relationship, seen, **meeting.looking("ben"))
    sessions.say_what_for(
        meeting.relationship,
        soon.uid,
        Aim("What to say to Lena"),
        Wishes(goal_uid=goal.uid),
        seen=0,
        **meeting.looking("ben"),
    )

    assert text_of(as_alma.get(page))[3:7] == [
        "What would make this hour worth it?",
        "What to say to Lena",
        "It serves",
        "Say no to Porto",
    ]


def test_without_a_term_the_coach_s_page_is_as_if_nothing_was_written(unsigned, as_alma, as_ben):
    unsigned.at = now()
    session = unsigned.put()
    page = f"/together/{unsigned.relationship.uid}/sessions/{session.uid}/before/"
    empty = text_of(as_alma.get(page))

    unsigned.write(session)

    assert SENTENCE in as_ben.get(page).content.decode()
    assert text_of(as_alma.get(page)) == empty


@pytest.mark.parametrize(
    ("place", "where", "reads"),
    [
        ("video", "", "The video room"),
        ("phone", "", "By phone"),
        ("in_person", "Main Street 3", None),
    ],
)
def test_where_it_is_held_stands_with_the_hour(meeting, soon, page, as_alma, place, where, reads):
    kind = Kind(coach_uid=meeting.members["alma"].uid, minutes=60, place=place, position=1)
    seal_words(kind, name="A session", where=where)
    kind.save()
    CoachingSession.objects.filter(uid=soon.uid).update(kind_uid=kind.uid)

    shown = as_alma.get(page)

    assert text_of(shown)[3] == (reads or where)
    assert (diary.video_link(soon.uid) in shown.content.decode()) == (place == "video")


@pytest.mark.row("INV-13")
def test_that_the_client_looked_is_nothing_the_coach_is_told(meeting, soon, page, as_ben, as_alma):
    before = text_of(as_alma.get(page))

    as_ben.get(page)

    assert text_of(as_alma.get(page)) == before
