"""What one can change about oneself."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from goldenthread.people import api as people

pytestmark = pytest.mark.django_db

NEW = "seven brisk otters carry a lamp"


def test_one_can_be_called_otherwise(as_ben, ben):
    as_ben.post("/account/name/", {"name": "Benjamin"})

    assert people.name_of(people.the_person(ben.uid)) == "Benjamin"


def test_an_empty_name_is_asked_for_again(as_ben, ben):
    assert as_ben.post("/account/name/", {"name": "  "}).status_code == 422
    assert people.name_of(people.the_person(ben.uid)) == "Ben"


def test_changing_the_passphrase_keeps_this_visit_and_ends_the_others(
    as_ben, ben_member, django_capture_on_commit_callbacks
):
    from tests.cast import signed_in_client

    other = signed_in_client(ben_member.unlocked)
    assert other.get("/account/").status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        answer = as_ben.post(
            "/account/passphrase/",
            {"passphrase": ben_member.passphrase, "new_passphrase": NEW},
        )

    assert answer.headers["Location"] == "/account/"
    assert as_ben.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 303
    assert [letter.to for letter in mail.outbox] == [["ben@example.org"]]
    assert NEW not in mail.outbox[0].body


@pytest.mark.parametrize(
    ("so_far", "new", "sentence"),
    [
        ("not that one at all", NEW, "That isn’t your passphrase so far."),
        (None, "short", "Use at least 12 characters."),
        (None, "password1234", "That one is on the lists people try first."),
    ],
)
def test_a_passphrase_that_cannot_be_changed_says_why(
    as_ben, ben_member, nobody, so_far, new, sentence
):
    answer = as_ben.post(
        "/account/passphrase/",
        {"passphrase": so_far or ben_member.passphrase, "new_passphrase": new},
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    again = nobody.post(
        "/sign-in/", {"address": ben_member.address, "passphrase": ben_member.passphrase}
    )
    assert again.status_code == 303


def test_a_new_recovery_code_needs_the_passphrase_and_is_shown_once(as_ben, ben_member):
    assert as_ben.post("/account/recovery-code/", {"proof": "wrong words"}).status_code == 422

    answer = as_ben.post("/account/recovery-code/", {"proof": ben_member.passphrase})

    assert answer.headers["Location"] == "/keep-your-code/"
    assert "Keep your recovery code" in as_ben.get("/keep-your-code/").content.decode()


def test_signing_out_everywhere_ends_this_visit_too(as_ben):
    as_ben.post("/account/leave-everywhere/")

    assert as_ben.get("/account/").status_code == 303


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/account/recovery-code/", "proof"),
        ("/copy/prove/", "proof"),
        ("/account/passphrase/", "passphrase"),
    ],
)
@pytest.mark.row("G14")
def test_whoever_finds_a_device_signed_in_cannot_guess_on_and_on(as_ben, ben_member, path, field):
    for _ in range(5):
        wrong = as_ben.post(path, {field: "not that one at all", "new_passphrase": NEW})
        assert wrong.status_code == 422

    answer = as_ben.post(path, {field: ben_member.passphrase, "new_passphrase": NEW})

    assert answer.status_code == 429
    assert "Wait about 1 minute" in answer.content.decode()


def test_a_passphrase_too_long_to_be_anyones_is_simply_wrong(as_ben):
    answer = as_ben.post("/account/recovery-code/", {"proof": "é" * 1024})

    assert answer.status_code == 422
    assert "That isn’t your passphrase." in answer.content.decode()


def test_a_new_recovery_code_is_told_by_letter(
    as_ben, ben_member, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_ben.post("/account/recovery-code/", {"proof": ben_member.passphrase})

    assert [letter.subject for letter in mail.outbox] == ["A setting of your account changed"]


def test_the_page_about_letters_is_there_for_someone_who_never_got_one(as_ben):
    page = as_ben.get("/account/").content.decode()
    link = re.search(r'href="(/letters/[\w-]+/)"', page)
    assert link
    assert as_ben.get(link[1]).status_code == 200


def test_one_says_where_ones_clocks_are(as_ben, ben):
    assert people.the_person(ben.uid).zone != "Asia/Kathmandu"
    assert b"Kathmandu" in as_ben.get("/account/zone/").content

    answer = as_ben.post("/account/zone/", {"zone": "Asia/Kathmandu"}, follow=True)

    assert people.the_person(ben.uid).zone == "Asia/Kathmandu"
    assert "by the clocks of Kathmandu" in answer.content.decode()


@pytest.mark.parametrize("zone", ["", "Europe/Atlantis", "Etc/GMT+3", "../UTC"])
def test_a_place_nobody_knows_is_asked_for_again(as_ben, ben, zone):
    before = people.the_person(ben.uid).zone

    assert as_ben.post("/account/zone/", {"zone": zone}).status_code == 422
    assert people.the_person(ben.uid).zone == before
