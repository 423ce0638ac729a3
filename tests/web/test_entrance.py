"""Coming in, going out, coming back."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import BoundedSemaphore

import pytest
from django.core import mail

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.people import proving
from goldenthread.vault.models import KeySet, SealedSession

pytestmark = pytest.mark.django_db

NEW = "seven brisk otters carry a lamp"


def sign_in(client, member, passphrase=None, **more):
    return client.post(
        "/sign-in/",
        {"address": member.address, "passphrase": passphrase or member.passphrase, **more},
    )


def test_a_coach_lands_at_the_desk_and_a_client_in_their_own_space(nobody, alma_member, ben_member):
    assert sign_in(nobody, alma_member).headers["Location"] == "/desk/"
    assert sign_in(nobody, ben_member).headers["Location"] == "/my-space/"


def test_a_wrong_passphrase_is_answered_in_one_sentence_and_keeps_the_address(nobody, ben_member):
    answer = sign_in(nobody, ben_member, "not that one")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "That address and passphrase don&#x27;t go together." in page
    assert "ben@example.org" in page
    assert "not that one" not in page


def test_an_unknown_address_gets_the_very_same_page(nobody, ben_member):
    known = sign_in(nobody, ben_member, "not that one").content.decode()
    unknown = nobody.post(
        "/sign-in/", {"address": "zed@example.org", "passphrase": "not that one"}
    ).content.decode()

    assert bare(known, "ben@example.org") == bare(unknown, "zed@example.org")


def bare(page, address):
    without = re.sub(r'(nonce|value|csrfmiddlewaretoken|content)="[^"]{20,}"', "", page)
    return without.replace(address, "")


def test_too_many_wrong_tries_are_asked_to_wait(nobody, ben_member):
    for _ in range(5):
        sign_in(nobody, ben_member, "not that one")

    answer = sign_in(nobody, ben_member)

    assert answer.status_code == 429
    assert "Wait about 1 minute" in answer.content.decode()


def test_the_owner_comes_in_from_a_device_they_know_while_a_stranger_guesses(
    nobody, ben_member, client
):
    sign_in(nobody, ben_member)
    nobody.post("/sign-out/")
    client.defaults["wsgi.url_scheme"] = "https"
    for _ in range(8):
        sign_in(client, ben_member, "guess after guess")
    assert sign_in(client, ben_member).status_code == 429

    assert sign_in(nobody, ben_member).status_code == 303


def test_signing_out_ends_the_visit_and_clears_the_browser(as_ben):
    assert as_ben.get("/my-space/").status_code == 200

    answer = as_ben.post("/sign-out/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert as_ben.get("/my-space/").headers["Location"] == "/sign-in/?next=/my-space/"


def test_signing_out_needs_a_post(as_ben):
    assert as_ben.get("/sign-out/").status_code == 405
    assert as_ben.get("/my-space/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"]
)
def test_signing_in_never_sends_anyone_to_another_house(nobody, ben_member, elsewhere):
    answer = sign_in(nobody, ben_member, next=elsewhere)

    assert answer.headers["Location"] == "/my-space/"


def test_words_typed_before_the_visit_ended_are_carried_through_signing_in(as_ben, ben_member):
    SealedSession.objects.all().delete()
    words = "A long thought that must not be lost.\nSecond line."

    asked = as_ben.post("/account/name/", {"name": words})
    page = asked.content.decode()
    assert asked.status_code == 401
    assert "A long thought that must not be lost.\nSecond line." in page

    back = sign_in(as_ben, ben_member, **{"kept:action": "/account/name/", "kept:name": words})
    assert back.status_code == 200
    assert words in back.content.decode()
    assert 'action="/account/name/"' in back.content.decode()


@pytest.mark.row("INV-2")
def test_words_typed_before_the_visit_ended_are_never_shown_to_somebody_else(
    as_ben, ben_member, alma_member
):
    SealedSession.objects.update(ends_at=now() - timedelta(minutes=1))
    words = "A long thought for nobody but Ben."
    page = as_ben.post("/account/name/", {"name": words}).content.decode()
    carried = {
        "kept:action": "/account/name/",
        "kept:writer": re.findall('name="kept:writer" value="([0-9a-f]{64})"', page)[0],
        "kept:name": words,
    }

    hers = sign_in(as_ben, alma_member, **carried)
    assert (hers.status_code, hers.headers["Location"]) == (303, "/desk/")
    assert words in sign_in(as_ben, ben_member, **carried).content.decode()


def test_a_passphrase_is_never_carried_along(as_ben):
    SealedSession.objects.all().delete()

    page = as_ben.post(
        "/account/passphrase/", {"passphrase": "so far so secret", "new_passphrase": "newer secret"}
    ).content.decode()

    assert "secret" not in page


def test_the_recovery_code_lets_someone_back_in_with_a_new_passphrase(
    nobody, ben_member, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = nobody.post(
            "/come-back/",
            {
                "address": ben_member.address,
                "code": ben_member.unlocked.recovery_code,
                "new_passphrase": NEW,
            },
        )

    assert answer.headers["Location"] == "/keep-your-code/"
    assert [letter.to for letter in mail.outbox] == [["ben@example.org"]]
    assert nobody.get("/my-space/").headers["Location"] == "/keep-your-code/"


def test_a_wrong_code_says_so_and_changes_nothing(nobody, ben_member):
    answer = nobody.post(
        "/come-back/", {"address": ben_member.address, "code": "AAAA", "new_passphrase": NEW}
    )

    assert answer.status_code == 422
    assert "That address and recovery code don&#x27;t go together." in answer.content.decode()
    assert sign_in(nobody, ben_member).status_code == 303


def shown_code(client):
    page = client.get("/keep-your-code/").content.decode()
    groups = re.findall(r'<span class="read">([^<]+)</span>', page)
    asked = [int(number) for number in re.findall(r"Group (\d) of your code", page)]
    return groups, asked


def test_nothing_else_opens_before_the_recovery_code_is_typed_back(nobody, ben_member):
    KeySet.objects.filter(person_uid=ben_member.uid).update(code_kept=False)
    sign_in(nobody, ben_member)
    assert nobody.get("/my-space/").headers["Location"] == "/keep-your-code/"
    groups, asked = shown_code(nobody)

    wrong = nobody.post("/keep-your-code/", {"first": "ZZZZ", "second": groups[asked[1] - 1]})
    assert wrong.status_code == 422
    assert nobody.get("/my-space/").headers["Location"] == "/keep-your-code/"

    first, second = (groups[number - 1].lower() for number in asked)
    right = nobody.post("/keep-your-code/", {"first": first, "second": second})
    assert right.headers["Location"] == "/my-space/"
    assert nobody.get("/my-space/").status_code == 200
    assert nobody.get("/keep-your-code/").headers["Location"] == "/my-space/"


def test_the_first_coach_comes_in_with_the_printed_link_once(nobody, founded):
    link = f"/begin/{people.new_first_link(now())}/"
    assert nobody.get(link).status_code == 200

    answer = nobody.post(
        link,
        {"name": "Alma", "address": "alma@example.org", "passphrase": NEW, "zone": "Europe/Lisbon"},
    )

    assert answer.headers["Location"] == "/keep-your-code/"
    person = people.find_by_address("alma@example.org")
    assert person is not None
    assert (person.coaches, person.zone) == (True, "Europe/Lisbon")
    assert nobody.get(link).status_code == 404


def test_a_first_link_of_yesterday_is_not_there(nobody, founded):
    assert (
        nobody.get(f"/begin/{people.new_first_link(now() - timedelta(days=2))}/").status_code == 404
    )


def test_what_was_typed_at_the_first_visit_stays_when_something_needs_another_look(nobody, founded):
    link = f"/begin/{people.new_first_link(now())}/"

    answer = nobody.post(link, {"name": "Alma", "address": "nonsense", "passphrase": "short"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Alma"' in page
    assert 'value="nonsense"' in page
    assert people.anyone_here() is False


def test_a_first_account_that_could_not_be_made_whole_is_not_made_at_all(
    nobody, founded, monkeypatch
):
    link = f"/begin/{people.new_first_link(now())}/"
    form = {"name": "Alma", "address": "alma@example.org", "passphrase": NEW}
    with monkeypatch.context() as crowded:
        crowded.setattr(proving, "_turns", BoundedSemaphore(1))
        crowded.setattr(proving, "PATIENCE_SECONDS", 0.01)
        proving._turns.acquire()
        assert nobody.post(link, form).status_code == 503

    assert people.anyone_here() is False
    assert nobody.post(link, form).headers["Location"] == "/keep-your-code/"


def test_of_two_who_use_the_first_link_at_once_one_comes_in(founded):
    token = people.new_first_link(now())

    assert people.use_first_link(token, now()) is True
    assert people.use_first_link(token, now()) is False
