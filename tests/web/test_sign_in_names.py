"""An account without an address: made, signed in to, come back to, and never written to (S4.11)."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from goldenthread.people import api as people
from goldenthread.people.models import Person
from goldenthread.relationships.models import Relationship
from goldenthread.vault import api as vault
from tests.cast import Member, signed_in_client

pytestmark = pytest.mark.django_db

PASSPHRASE = "seven brisk otters carry a lamp"
COMES_IN = {
    "name": "Hana",
    "address": "",
    "sign_in_name": "brisk-otter",
    "passphrase": PASSPHRASE,
    "zone": "UTC",
}


@pytest.fixture
def paper(alma_member):
    """The link behind the six words that Alma handed over."""
    from goldenthread.core.clock import now
    from goldenthread.relationships import api as relationships

    written = relationships.invite_in_person(
        called="Hana", keyring=alma_member.keyring, by=alma_member.person, at=now()
    )
    return f"/invitation/{relationships.token_of_words(written.words)}/"


@pytest.fixture
def hana(founded, at):
    """Somebody who signs in with a name."""
    person = people.register_person(
        name="Hana",
        address="",
        sign_in_name="brisk-otter",
        coaches=False,
        zone="UTC",
        by=None,
        at=at,
    )
    unlocked = vault.make_keys(person=person, passphrase=PASSPHRASE, by=person, at=at)
    vault.keep_code(person=person, by=person, at=at)
    return Member(unlocked, "Hana", "brisk-otter", PASSPHRASE)


@pytest.mark.row("S4.11", "S2.25")
def test_somebody_comes_in_without_an_address_a_phone_or_a_real_name(nobody, paper, alma):
    answer = nobody.post(f"{paper}come-in/", COMES_IN)

    assert answer.headers["Location"] == "/keep-your-code/"
    hana = people.find_by_address("brisk-otter")
    pair = Relationship.objects.get()
    assert hana is not None
    assert (pair.coach_uid, pair.client_uid, pair.state) == (alma.uid, hana.uid, "going_on")
    assert people.address_of(hana) == ""


@pytest.mark.row("S4.11")
def test_nothing_is_sent_to_somebody_who_gave_no_address(
    hana, nobody, django_capture_on_commit_callbacks
):
    browser = signed_in_client(hana.unlocked)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(
            "/account/passphrase/",
            {"passphrase": PASSPHRASE, "new_passphrase": "nine calm herons fold a map"},
        )

    assert nobody.post("/sign-in/", sign_in("brisk-otter", PASSPHRASE)).status_code == 422
    assert (
        nobody.post("/sign-in/", sign_in("brisk-otter", "nine calm herons fold a map")).headers[
            "Location"
        ]
        == "/my-space/"
    )
    assert mail.outbox == []


def sign_in(name, passphrase):
    return {"address": name, "passphrase": passphrase}


def test_the_account_says_that_no_letter_comes_and_what_that_means(hana, as_ben):
    page = signed_in_client(hana.unlocked).get("/account/").content.decode()
    with_letters = as_ben.get("/account/").content.decode()

    assert "You sign in as brisk-otter, and gave no address." in page
    assert "Letters, yes or no" not in page
    assert "Letters, yes or no" in with_letters


def test_somebody_signs_in_with_their_name_however_it_is_written(hana, nobody):
    answer = nobody.post("/sign-in/", sign_in(" Brisk-OTTER ", PASSPHRASE))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/my-space/")


@pytest.mark.row("G15")
def test_a_name_nobody_has_is_answered_as_one_with_a_wrong_passphrase(hana, nobody):
    wrong = nobody.post("/sign-in/", sign_in("brisk-otter", "not the passphrase at all"))
    nobodys = nobody.post("/sign-in/", sign_in("other-otter", "not the passphrase at all"))

    assert (wrong.status_code, nobodys.status_code) == (422, 422)
    assert bare(wrong, "brisk-otter") == bare(nobodys, "other-otter")


def bare(answer, typed):
    page = answer.content.decode().replace(typed, "")
    return re.sub(r'"[A-Za-z0-9_+/=-]{20,}"', '""', page)


@pytest.mark.row("G15")
def test_a_name_nobody_has_costs_as_many_stretches_as_one_somebody_has(hana, nobody, monkeypatch):
    from goldenthread.people import proving

    stretched = []
    real = proving.stretch

    def counted(*args):
        stretched.append(args[2])
        return real(*args)

    monkeypatch.setattr(proving, "stretch", counted)
    for name in ("brisk-otter", "other-otter"):
        nobody.post("/sign-in/", sign_in(name, "not the passphrase at all"))

    assert len(stretched) == 2
    assert stretched[0] == stretched[1]


def test_somebody_comes_back_with_name_and_recovery_code(hana, nobody):
    asked = {
        "address": "brisk-otter",
        "code": hana.unlocked.recovery_code,
        "new_passphrase": "nine calm herons fold a map",
    }

    assert nobody.post("/come-back/", asked).headers["Location"] == "/keep-your-code/"
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"sign_in_name": ""}, "or choose a name to sign in with."),
        ({"address": "hana@example.org"}, "One is enough"),
        ({"sign_in_name": "two words"}, "letters or digits"),
        ({"sign_in_name": "hana@example.org"}, "letters or digits"),
    ],
)
def test_one_of_the_two_is_needed_and_one_is_enough(nobody, paper, changed, sentence):
    answer = nobody.post(f"{paper}come-in/", COMES_IN | changed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Hana"' in page
    assert Person.objects.count() == 1


@pytest.mark.row("G15")
def test_a_name_that_is_taken_is_said_to_whoever_holds_a_link_and_five_times_at_most(
    hana, nobody, paper
):
    for _ in range(5):
        page = nobody.post(f"{paper}come-in/", COMES_IN).content.decode()
        assert "Someone here already signs in with this name." in page

    for name in ("brisk-otter", "other-otter"):
        answer = nobody.post(f"{paper}come-in/", COMES_IN | {"sign_in_name": name})
        assert answer.status_code == 422
        assert "Wait about 1 minute" in answer.content.decode()


@pytest.mark.row("S2.25")
def test_somebody_goes_by_another_name_outside(as_ben, ben):
    answer = as_ben.post("/account/name-outside/", {"name_outside": "B."})

    assert answer.headers["Location"] == "/account/"
    assert people.names_outside([ben.uid]) == {ben.uid: "B."}
    assert 'value="B."' in as_ben.get("/account/").content.decode()


def test_a_name_for_outside_that_is_too_long_says_the_limit_and_keeps_it(as_ben, ben):
    answer = as_ben.post("/account/name-outside/", {"name_outside": "b" * 81})

    assert answer.status_code == 422
    assert "b" * 81 in answer.content.decode()
    assert people.names_outside([ben.uid]) == {ben.uid: "Ben"}
