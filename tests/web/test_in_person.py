"""Six words instead of a letter: shown once, typed by whoever got them, working once."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from goldenthread.relationships import api as relationships
from goldenthread.relationships.models import Invitation, Relationship
from goldenthread.web.demo import introduce, keep_starting_words
from tests.cast import in_story

pytestmark = [pytest.mark.django_db, pytest.mark.row("S4.11")]


@pytest.fixture
def ready(alma_member, at):
    """Alma, who has done her own part."""
    keep_starting_words(in_story(alma_member), at)
    introduce({"by": alma_member.person, "keyring": alma_member.keyring}, at)
    return alma_member


@pytest.fixture
def paper(ready, as_alma):
    """The page with the words, as it is shown once."""
    answer = as_alma.post("/desk/invite-in-person/", {"called": "Hana"})
    assert answer.status_code == 303
    return answer.headers["Location"]


def words_on(page):
    return re.findall(r'<p class="read title">([^<]+)</p>', page)


def test_a_coach_gets_six_words_to_hand_over_and_nothing_is_sent(
    ready, as_alma, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_alma.post("/desk/invite-in-person/", {"called": "Hana"})

    uid = Relationship.objects.get().uid
    assert answer.headers["Location"] == f"/desk/invitations/{uid}/paper/"
    [words] = words_on(as_alma.get(answer.headers["Location"]).content.decode())
    assert len(words.split()) == 6
    assert mail.outbox == []


def test_the_words_are_shown_once(paper, as_alma):
    first = as_alma.get(paper).content.decode()
    second = as_alma.get(paper).content.decode()

    assert [len(words_on(page)) for page in (first, second)] == [1, 0]
    assert "The words for Hana were shown once" in second


def test_the_words_lead_to_the_invitation_however_they_are_typed(paper, as_alma, nobody):
    [words] = words_on(as_alma.get(paper).content.decode())

    for typed in (words, words.upper(), words.replace(" ", " - "), f"  {words},"):
        answer = nobody.post("/with-words/", {"words_given": typed})
        assert answer.status_code == 303
        page = nobody.get(answer.headers["Location"]).content.decode()
        assert "Alma invites you" in page


def test_other_words_open_nothing(paper, nobody):
    for typed in ("plum lantern walks over quiet rivers", "1 2 3", "…"):
        answer = nobody.post("/with-words/", {"words_given": typed})
        assert answer.status_code == 422
        assert "These words don’t open anything." in answer.content.decode()


def test_the_words_stand_in_no_row(paper, as_alma):
    [words] = words_on(as_alma.get(paper).content.decode())

    row = Invitation.objects.get()
    assert words.encode() not in bytes(row.sealed) + bytes(row.token_hash)
    assert relationships.the_invitation(relationships.token_of_words(words)) == row


def test_new_words_make_the_old_ones_useless(paper, as_alma, nobody):
    [first] = words_on(as_alma.get(paper).content.decode())
    uid = Relationship.objects.get().uid

    answer = as_alma.post(f"/desk/invitations/{uid}/new-words/")

    [second] = words_on(as_alma.get(answer.headers["Location"]).content.decode())
    pages = [
        nobody.get(f"/invitation/{relationships.token_of_words(words)}/").status_code
        for words in (first, second)
    ]
    assert pages == [410, 200]


def test_the_words_work_once(paper, as_alma, as_ben, nobody):
    [words] = words_on(as_alma.get(paper).content.decode())
    link = f"/invitation/{relationships.token_of_words(words)}/"

    as_ben.post(f"{link}join/")

    assert nobody.get(link).status_code == 410


def test_the_desk_says_that_it_was_handed_over_and_offers_no_letter(paper, as_alma):
    page = as_alma.get("/desk/").content.decode()
    uid = Relationship.objects.get().uid

    assert "Six words, handed over by you." in page
    assert as_alma.post(f"/desk/invitations/{uid}/again/").status_code == 404
    assert Invitation.objects.get().state == "waiting"


def test_nobody_but_the_coach_sees_the_page_with_the_words(
    paper, as_ben, strangers, nobody, as_alma
):
    for client in (as_ben, *strangers.values()):
        assert client.get(paper).status_code == 404
        assert client.post(paper.replace("paper", "new-words")).status_code == 404
    assert nobody.get(paper).headers["Location"].startswith("/sign-in/")
    assert len(words_on(as_alma.get(paper).content.decode())) == 1


@pytest.mark.row("S0.1")
def test_nobody_is_invited_in_person_before_the_coach_has_done_their_own_part(as_alma):
    answer = as_alma.post("/desk/invite-in-person/", {"called": "Hana"})

    assert answer.headers["Location"] == "/desk/"
    assert Relationship.objects.count() == 0


def test_without_a_name_for_them_the_desk_says_what_is_wanting(ready, as_alma):
    answer = as_alma.post("/desk/invite-in-person/", {"called": ""})

    assert answer.status_code == 422
    assert "Write a name, so you know who this is." in answer.content.decode()


def test_a_client_writes_no_words(as_ben):
    assert as_ben.post("/desk/invite-in-person/", {"called": "X"}).status_code in {303, 403}
    assert Relationship.objects.count() == 0
