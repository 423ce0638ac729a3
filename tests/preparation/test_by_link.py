"""The page behind a letter's question: it takes a sentence and gives nothing back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.preparation.models import OwnLetters, Sentence
from goldenthread.relationships import api as relationships
from goldenthread.vault.models import DroppedLetter
from tests.cast import wrong_token
from tests.preparation.conftest import SENTENCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(meeting, soon):
    return f"/before/{meeting.link(soon)}/"


def main_of(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def row_counts():
    with connections["default"].cursor() as cursor:
        tables = connections["default"].introspection.table_names(cursor)
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts


def test_a_sentence_sent_by_link_is_there_for_both_and_not_by_the_link(meeting, soon, page, nobody):
    answer = nobody.post(page + "keep/", {"words": SENTENCE}, follow=True)

    assert answer.redirect_chain == [(page + "sent/", 303)]
    assert "It’s sealed" in answer.content.decode()
    assert (meeting.read(soon, "ben"), meeting.read(soon, "alma")) == (SENTENCE, SENTENCE)
    for shown in (answer, nobody.get(page)):
        assert SENTENCE not in shown.content.decode()
    assert Sentence.objects.get().by_link


@pytest.mark.row("G2")
def test_the_link_reads_nothing_even_with_the_words_in_front_of_it(meeting, soon, page, nobody):
    meeting.write(soon, "Only signed in")

    shown = nobody.get(page).content.decode()

    for told in ("Only signed in", "Alma", "Ben", "alma@", "ben@", str(meeting.relationship.uid)):
        assert told not in shown
    assert str(soon.uid) not in shown
    assert f"{soon.starts_at:%H:%M}" in shown


def test_looking_changes_nothing(page, nobody):
    before = row_counts()

    for _ in range(3):
        nobody.get(page)
        nobody.head(page)

    assert row_counts() == before


def test_another_sent_takes_the_place_of_the_first(meeting, soon, page, nobody):
    nobody.post(page + "keep/", {"words": "Sleep"})
    nobody.post(page + "keep/", {"words": "Say no"})

    assert meeting.read(soon, "ben") == "Say no"
    assert DroppedLetter.objects.filter(writer=soon.uid).count() == 1


def test_what_is_too_long_comes_back_whole(page, nobody):
    words = "x" * 501

    answer = nobody.post(page + "keep/", {"words": words})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "501" in answer.content.decode()
    assert Sentence.objects.count() == 0


def test_nothing_written_is_said_kindly(page, nobody):
    answer = nobody.post(page + "keep/", {"words": "  "})

    assert answer.status_code == 422
    assert "or leave it be" in answer.content.decode()


def test_sent_again_and_again_it_has_to_wait_and_loses_nothing(page, nobody):
    answers = [nobody.post(page + "keep/", {"words": f"Take {n}"}) for n in range(9)]

    assert answers[0].status_code == 303
    assert answers[-1].status_code == 422
    assert "Take 8" in answers[-1].content.decode()
    assert "Wait about" in answers[-1].content.decode()


def test_a_link_nobody_was_sent_and_one_that_is_over_look_the_same(meeting, soon, page, nobody):
    unknown = nobody.get(f"/before/{wrong_token()}/")
    meeting.became(soon, "called_off", at=now())
    over = nobody.get(page)
    sent = nobody.post(page + "keep/", {"words": SENTENCE})

    assert [unknown.status_code, over.status_code, sent.status_code] == [410, 410, 410]
    assert main_of(unknown) == main_of(over)
    assert Sentence.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "é" * 43, "../../account"])
def test_a_broken_link_says_so_kindly_or_is_no_address(nobody, founded, token):
    assert nobody.get(f"/before/{token}/").status_code in {404, 410}


def test_what_follows_says_the_same_whether_anything_was_sent_or_not(page, nobody):
    before = main_of(nobody.get(page + "sent/"))

    nobody.post(page + "keep/", {"words": SENTENCE})

    assert main_of(nobody.get(page + "sent/")) == before


def test_a_moved_session_keeps_its_link(meeting, soon, page, nobody):
    meeting.move(soon, now() + timedelta(days=5), at=now())

    assert nobody.post(page + "keep/", {"words": SENTENCE}).status_code == 303
    assert meeting.read(soon, "ben") == SENTENCE


def test_the_ledger_says_that_somebody_with_the_link_wrote(meeting, page, nobody, as_ben):
    nobody.post(page + "keep/", {"words": SENTENCE})

    assert meeting.verbs() == [("preparation.sentence.written_by_link", None)]
    mine = as_ben.get(reverse("ledger:mine")).content.decode()
    assert "Somebody with your link wrote a sentence before a session" in mine


def test_without_a_term_the_page_says_that_he_alone_can_read_it(unsigned, nobody, as_alma):
    unsigned.at = now()
    session = unsigned.put()
    page = f"/before/{unsigned.link(session)}/"

    assert "Only you can read it" in nobody.get(page).content.decode()
    nobody.post(page + "keep/", {"words": SENTENCE})

    assert unsigned.read(session, "ben") == SENTENCE
    assert unsigned.read(session, "alma") is None


def test_the_same_page_stops_the_question_and_can_not_start_it(meeting, page, nobody):
    meeting.choose("ben", ahead="evening", asks=True)

    answer = nobody.post(page + "stop/", follow=True)

    letters = OwnLetters.objects.get(person=meeting.members["ben"].person)
    assert answer.status_code == 200
    assert (letters.asks, letters.ahead) == (False, "evening")
    assert nobody.get(page + "stop/").status_code == 405
    assert meeting.verbs()[-1] == ("preparation.asking.stopped_by_link", None)


def test_when_the_relationship_has_ended_the_link_is_over(meeting, soon, page, nobody):
    relationships.end_relationship(
        relationship=meeting.relationship, by=meeting.members["ben"].person, at=now()
    )

    assert nobody.get(page).status_code == 410
    assert nobody.post(page + "keep/", {"words": SENTENCE}).status_code == 410
