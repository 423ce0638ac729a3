"""The desk: inviting, and nothing that watches anybody."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from goldenthread.introductions import api as introductions
from goldenthread.relationships.models import Invitation, Relationship
from goldenthread.web.demo import introduce, keep_starting_words
from tests.cast import in_story

pytestmark = pytest.mark.django_db

LETTER = {"called": "Fay", "address": "fay@example.org"}


@pytest.fixture
def ready(alma_member, at):
    """Alma, who has done all that is hers to do first."""
    keep_starting_words(in_story(alma_member), at)
    introduce(in_story(alma_member).keys, at)
    return alma_member


@pytest.mark.row("S0.1")
def test_nobody_is_invited_before_the_coach_has_done_all_that_is_theirs(as_alma, alma_member, at):
    keys = in_story(alma_member).keys
    for do in (
        lambda: keep_starting_words(in_story(alma_member), at),
        lambda: introductions.keep_note(introductions.OwnStep.REFLECTION, "", **keys, at=at),
        lambda: introduce(keys, at),
    ):
        assert "First, what is yours to do" in as_alma.get("/desk/").content.decode()
        answer = as_alma.post("/desk/invite/", LETTER)
        assert answer.headers["Location"] == "/desk/"
        assert "nobody is asked for anything first" in as_alma.get("/desk/").content.decode()
        assert Relationship.objects.count() == 0
        do()

    assert "First, what is yours to do" not in as_alma.get("/desk/").content.decode()
    as_alma.post("/desk/invite/", LETTER)
    assert Relationship.objects.count() == 1


def test_an_invitation_goes_out_as_one_letter_with_one_link(
    ready, as_alma, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_alma.post("/desk/invite/", LETTER)

    assert answer.headers["Location"] == "/desk/"
    assert [letter.to for letter in mail.outbox] == [["fay@example.org"]]
    assert len(re.findall(r"/invitation/[A-Za-z0-9_-]{43}/", str(mail.outbox[0].body))) == 1
    page = as_alma.get("/desk/").content.decode()
    assert "Fay" in page
    assert "fay@example.org" in page


def test_nobody_else_sees_whom_alma_invited(ready, as_alma, as_ben, strangers):
    as_alma.post("/desk/invite/", LETTER)
    assert "fay@example.org" in as_alma.get("/desk/").content.decode()

    for client in (as_ben, *strangers.values()):
        assert "fay@example.org" not in client.get("/desk/", follow=True).content.decode()


def test_neither_name_nor_address_of_the_invited_stands_in_the_database(ready, as_alma):
    as_alma.post("/desk/invite/", LETTER)

    sealed = bytes(Invitation.objects.get().sealed)
    assert (b"Fay" in sealed, b"fay@example.org" in sealed) == (False, False)


def test_what_was_typed_stays_when_the_address_is_none(ready, as_alma):
    answer = as_alma.post("/desk/invite/", {"called": "Fay", "address": "nowhere"})

    assert answer.status_code == 422
    assert 'value="Fay"' in answer.content.decode()
    assert 'value="nowhere"' in answer.content.decode()


def test_sending_again_makes_a_new_link_and_taking_back_ends_it(
    ready, as_alma, nobody, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_alma.post("/desk/invite/", LETTER)
        uid = Relationship.objects.get().uid
        as_alma.post(f"/desk/invitations/{uid}/again/")
    first, second = (
        re.findall(r"(/invitation/[^\s]+)", str(letter.body))[0] for letter in mail.outbox
    )
    assert (nobody.get(first).status_code, nobody.get(second).status_code) == (410, 200)

    as_alma.post(f"/desk/invitations/{uid}/back/")

    assert nobody.get(second).status_code == 410
    assert "Fay" not in as_alma.get("/desk/").content.decode()


def test_another_coach_can_neither_resend_nor_take_back(ready, as_alma, as_cleo):
    as_alma.post("/desk/invite/", LETTER)
    uid = Relationship.objects.get().uid

    assert as_cleo.post(f"/desk/invitations/{uid}/again/").status_code == 404
    assert as_cleo.post(f"/desk/invitations/{uid}/back/").status_code == 404
    assert Invitation.objects.get().state == "waiting"


def test_a_client_has_no_desk(as_ben):
    assert as_ben.get("/desk/").headers["Location"] == "/my-space/"
    assert as_ben.post("/desk/invite/", LETTER).status_code in {303, 403}
    assert Relationship.objects.count() == 0


@pytest.mark.row("INV-13")
def test_the_desk_is_the_same_whatever_the_client_does_in_their_own_space(
    relationship, as_alma, as_ben
):
    before = bare(as_alma.get("/desk/").content.decode())

    for number in range(3):
        as_ben.post(
            f"/together/{relationship.uid}/journal/new/", {"body": f"Page {number} of my own."}
        )
    as_ben.get("/my-space/")

    assert bare(as_alma.get("/desk/").content.decode()) == before


def bare(page: str) -> str:
    return re.sub(r'"[A-Za-z0-9_+/=-]{20,}"', '""', page)


def test_the_desk_costs_the_same_queries_with_one_client_and_with_three(
    relationship, alma_member, as_alma, at, django_assert_num_queries
):
    from tests.cast import invite_and_accept, make_member

    as_alma.get("/desk/")
    with django_assert_num_queries(QUERIES):
        as_alma.get("/desk/")
    for name in ("Gus", "Hana"):
        invite_and_accept(alma_member, make_member(name, at), at)

    with django_assert_num_queries(QUERIES):
        as_alma.get("/desk/")


QUERIES = 11
