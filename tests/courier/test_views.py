"""The page behind a letter's own link."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.courier.choices import choice_token, wants_letters
from goldenthread.courier.outbox import tell_something_new


@pytest.fixture
def address(ben, at):
    tell_something_new(person=ben, at=at)
    return f"/letters/{choice_token(ben)}/"


@pytest.fixture
def anyone():
    return Client(enforce_csrf_checks=True)


def test_the_page_says_whether_letters_come_and_changes_nothing(ben, address, anyone):
    answer = anyone.get(address)

    assert answer.status_code == 200
    assert "Stop these letters" in answer.content.decode()
    assert "Ben" not in answer.content.decode()
    assert wants_letters(ben) is True


def test_one_click_from_a_mail_program_turns_letters_off(ben, address, anyone):
    answer = anyone.post(f"{address}off/", {"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, answer["Location"]) == (303, address)
    assert wants_letters(ben) is False
    assert "Send them again" in anyone.get(address).content.decode()


def test_following_the_header_by_hand_only_leads_to_the_page(ben, address, anyone):
    answer = anyone.get(f"{address}off/")

    assert (answer.status_code, answer["Location"]) == (303, address)
    assert wants_letters(ben) is True


def test_letters_can_be_turned_on_again(ben, address, client):
    client.post(f"{address}off/")

    answer = client.post(f"{address}on/")

    assert (answer.status_code, answer["Location"]) == (303, address)
    assert wants_letters(ben) is True


@pytest.mark.parametrize("token", ["x" * 43, "short", "x" * 42 + "é", "..", "%00"])
@pytest.mark.parametrize("rest", ["", "off/", "on/"])
def test_any_other_token_finds_nothing(ben, address, client, token, rest):
    assert client.post(f"/letters/{token}/{rest}").status_code in ({404} if rest else {404, 405})
    assert client.get(f"/letters/{token}/").status_code == 404
