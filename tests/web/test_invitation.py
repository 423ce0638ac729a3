"""The page behind an invitation's link."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from goldenthread.people import api as people
from goldenthread.relationships.models import Invitation, Relationship
from goldenthread.relationships.states import InvitationState
from tests.cast import wrong_token

pytestmark = pytest.mark.django_db

COMES_IN = {
    "name": "Fay",
    "address": "fay@example.org",
    "passphrase": "seven brisk otters carry a lamp",
    "zone": "Europe/Lisbon",
}


@pytest.fixture
def link(alma_member, django_capture_on_commit_callbacks):
    """The link in the letter that Alma sent."""
    from goldenthread.core.clock import now
    from goldenthread.relationships import api as relationships

    with django_capture_on_commit_callbacks(execute=True):
        relationships.invite_client(
            address="fay@example.org",
            called="Fay",
            keyring=alma_member.keyring,
            by=alma_member.person,
            at=now(),
        )
    return re.findall(r"https?://[^/\s]+(/invitation/[^\s]+)", str(mail.outbox[-1].body))[0]


def asked_for(page):
    """The names of all that a page asks somebody to write or choose."""
    asked = re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', page)
    return set(asked) - {"csrfmiddlewaretoken"}


@pytest.mark.row("S0.1")
def test_the_first_screen_says_who_and_asks_for_a_name_alone(nobody, link):
    page = nobody.get(link).content.decode()

    assert "Alma invites you" in page
    assert page.index("What is private") < page.index('name="name"')
    # The other is a word for the coach, with a not now, and may stay empty.
    assert asked_for(page) == {"name", "words"}


@pytest.mark.row("S0.1")
def test_the_first_screen_leads_to_how_the_coach_works_once_that_is_published(
    nobody, link, alma_member, at
):
    from goldenthread.web.demo import introduce

    assert "how-i-work" not in nobody.get(link).content.decode()

    introduce({"by": alma_member.person, "keyring": alma_member.keyring}, at)

    page = nobody.get(link).content.decode()
    [way] = re.findall(r'href="(/how-i-work/[^"]+)"', page)
    assert page.index(way) < page.index('name="name"')
    assert nobody.get(way).status_code == 200


def test_the_name_comes_along_to_the_second_screen_and_stands_in_no_address(nobody, link):
    answer = nobody.post(f"{link}name/", {"name": "Fay"})

    assert answer.headers["Location"] == f"{link}own-space/"
    page = nobody.get(f"{link}own-space/").content.decode()
    assert 'value="Fay"' in page
    asked = {"name", "address", "sign_in_name", "passphrase", "zone"}
    assert asked_for(page) == asked | {"gently"}


def test_a_missing_name_is_asked_for_again(nobody, link):
    answer = nobody.post(f"{link}name/", {"name": " "})

    assert answer.status_code == 422
    assert "Write a name, so we know what to call you." in answer.content.decode()


def test_six_words_are_offered_and_differ_each_time(nobody, link):
    offered = [
        re.findall(r'own-words read">([^<]+)<', nobody.get(f"{link}own-space/").content.decode())[0]
        for _ in range(2)
    ]

    assert [len(words.split()) for words in offered] == [6, 6]
    assert offered[0] != offered[1]


def test_coming_in_makes_the_account_and_begins_the_relationship(nobody, link, alma):
    answer = nobody.post(f"{link}come-in/", COMES_IN)

    assert answer.headers["Location"] == "/keep-your-code/"
    fay = people.find_by_address("fay@example.org")
    relationship = Relationship.objects.get()
    assert fay is not None
    assert (relationship.coach_uid, relationship.client_uid, relationship.state) == (
        alma.uid,
        fay.uid,
        "going_on",
    )


def test_a_used_link_answers_kindly_and_opens_nothing(nobody, link, client):
    nobody.post(f"{link}come-in/", COMES_IN)
    client.defaults["wsgi.url_scheme"] = "https"

    again = client.get(link)
    post = client.post(f"{link}come-in/", COMES_IN | {"address": "other@example.org"})

    assert (again.status_code, post.status_code) == (410, 410)
    assert "This link has been used already." in again.content.decode()
    assert people.find_by_address("other@example.org") is None


def test_a_wrong_link_answers_kindly(nobody, founded):
    answer = nobody.get(f"/invitation/{wrong_token()}/")

    assert answer.status_code == 410
    assert "This link doesn’t open anything." in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (InvitationState.WITHDRAWN, "This invitation has been taken back."),
        (InvitationState.REPLACED, "A newer letter has been sent since, or newer words written."),
        (InvitationState.DECLINED, "You said not now to this invitation."),
    ],
)
def test_a_link_that_is_over_says_why_in_one_sentence(nobody, link, state, sentence):
    Invitation.objects.update(state=state)

    answer = nobody.get(link)

    assert answer.status_code == 410
    assert sentence in answer.content.decode()


def test_someone_who_has_an_account_joins_with_it(as_ben, ben, link):
    page = as_ben.get(link).content.decode()
    assert "You’re signed in as Ben" in page

    answer = as_ben.post(f"{link}join/")

    assert answer.headers["Location"] == "/my-space/"
    assert Relationship.objects.get().client_uid == ben.uid


def test_a_coach_sees_that_it_is_their_own_invitation(as_alma, link):
    assert "This is your own invitation." in as_alma.get(link).content.decode()


def test_an_address_that_is_here_already_is_told_so_and_keeps_what_was_typed(
    nobody, link, ben_member
):
    answer = nobody.post(f"{link}come-in/", COMES_IN | {"address": ben_member.address})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Someone here already has this address." in page
    assert 'value="Fay"' in page


@pytest.mark.row("G15")
def test_whoever_holds_a_link_cannot_ask_on_and_on_who_has_an_account_here(
    nobody, link, ben_member
):
    for _ in range(5):
        nobody.post(f"{link}come-in/", COMES_IN | {"address": ben_member.address})

    answers = [
        nobody.post(f"{link}come-in/", COMES_IN | {"address": address})
        for address in (ben_member.address, "nobody@example.org")
    ]

    pages = [answer.content.decode() for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert ["Someone here already" in page for page in pages] == [False, False]
    assert ["Wait about 1 minute" in page for page in pages] == [True, True]
    assert ['value="Fay"' in page for page in pages] == [True, True]


def test_saying_not_now_needs_no_account_and_leaves_a_word_for_the_coach_alone(
    nobody, link, as_alma, as_cleo
):
    answer = nobody.post(f"{link}not-now/", {"words": "Perhaps in spring."})

    assert answer.status_code == 200
    assert "Perhaps in spring." in as_alma.get("/desk/").content.decode()
    assert "Perhaps in spring." not in as_cleo.get("/desk/").content.decode()


def test_a_word_that_is_too_long_says_the_limit_and_keeps_the_text(nobody, link):
    words = "a" * 1001

    answer = nobody.post(f"{link}not-now/", {"words": words})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "1000" in answer.content.decode()


@pytest.mark.row("S4.11")
def test_somebody_may_come_in_gently_and_it_holds_from_the_first_page(nobody, link):
    nobody.post(f"{link}come-in/", COMES_IN | {"gently": "on"})

    fay = people.find_by_address("fay@example.org")
    assert fay is not None
    assert (fay.quiet_pages, fay.leaves_at_once, fay.shared_device) == (True, True, True)


def test_passing_the_question_over_changes_nothing(nobody, link):
    nobody.post(f"{link}come-in/", COMES_IN)

    fay = people.find_by_address("fay@example.org")
    assert fay is not None
    assert (fay.quiet_pages, fay.leaves_at_once, fay.shared_device) == (False, False, False)


@pytest.mark.row("S2.4")
def test_the_welcome_says_whose_server_it_is_when_it_is_the_employer_s(nobody, link, settings):
    assert "belongs to the employer" not in nobody.get(link).content.decode()

    settings.HOST_IS_EMPLOYER = True

    page = nobody.get(link).content.decode()
    assert "This server belongs to the employer of people who are coached here." in page
    assert page.index("belongs to the employer") < page.index('name="name"')
