"""The pages about seats, looked at by all five; and where somebody who only holds a seat lands."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from goldenthread.agreements.api import THINGS
from goldenthread.agreements.models import TermRow, Version
from goldenthread.agreements.terms import KINDS
from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.relationships.models import Seat
from goldenthread.web.demo import agree, keep_starting_words
from tests.beside import offer_seat, seated, take_seat
from tests.cast import in_story, signed_in_client

pytestmark = pytest.mark.django_db

LETTER = {"role": "sponsor", "called": "Dara", "address": "dara@example.org"}
COMES_IN = {
    "name": "Gus",
    "address": "gus@example.org",
    "passphrase": "seven brisk otters carry a lamp",
    "zone": "UTC",
}


@pytest.fixture
def opened(relationship, alma_member, ben_member):
    """Alma and Ben, whose agreement of yesterday also says that a sponsor hears what is released."""
    yesterday = now() - timedelta(days=1)
    keep_starting_words(in_story(alma_member), yesterday)
    agree(relationship, in_story(alma_member), in_story(ben_member), yesterday)
    version = Version.objects.get(relationship_uid=relationship.uid)
    TermRow.objects.create(
        version=version, code="A2", values=KINDS["A2"].default.as_json(), since=yesterday
    )
    return relationship


@pytest.fixture
def seat(relationship, alma_member, dara_member):
    """Dara's seat beside Alma and Ben, signed."""
    return seated(relationship, alma_member, dara_member, now())


@pytest.fixture
def link(relationship, ben_member, dara_member, django_capture_on_commit_callbacks):
    """The link in the letter that Ben had sent."""
    with django_capture_on_commit_callbacks(execute=True):
        offer_seat(relationship, ben_member, dara_member, now())
    return re.findall(r"https?://[^/\s]+(/invitation/[^\s]+)", str(mail.outbox[-1].body))[0]


def pages(relationship, seat):
    here = f"/together/{relationship.uid}/seats/"
    one = f"{here}{seat.uid}/"
    return {
        here: "GET",
        f"{here}invite/": "GET",
        f"{one}close/": "GET",
        f"{one}again/": "POST",
        f"{one}back/": "POST",
        f"{one}pause/": "POST",
        f"{one}resume/": "POST",
    }


@pytest.mark.row("INV-5")
def test_whoever_is_not_of_the_pair_finds_none_of_its_pages_about_seats(
    relationship, seat, as_alma, strangers, nobody
):
    assert as_alma.get(f"/together/{relationship.uid}/seats/").status_code == 200

    for url, method in pages(relationship, seat).items():
        for client in strangers.values():
            answer = client.get(url) if method == "GET" else client.post(url)
            assert answer.status_code == 404, url
            assert client.post(url, LETTER).status_code == (405 if url.endswith("/seats/") else 404)
        assert nobody.get(url).status_code in {303, 405}
    assert Seat.objects.get(uid=seat.uid).state == "active"


def test_the_client_alone_says_that_they_leave_their_employer(
    relationship, seat, as_alma, as_ben, strangers
):
    url = f"/together/{relationship.uid}/seats/left-my-employer/"

    for client in (as_alma, *strangers.values()):
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    assert as_ben.get(url).status_code == 200

    assert as_ben.post(url).headers["Location"] == f"/together/{relationship.uid}/seats/"
    assert Seat.objects.get(uid=seat.uid).state == "revoked"
    assert relationships.is_going_on(relationship.uid) is True


@pytest.mark.parametrize("who", ["as_alma", "as_ben"])
def test_both_see_who_is_beside_them_in_words(relationship, seat, request, who):
    page = request.getfixturevalue(who).get(f"/together/{relationship.uid}/seats/")

    assert "Dara, since" in page.content.decode()
    assert "They have signed" in page.content.decode()


@pytest.mark.row("INV-6")
def test_without_a_clause_that_opens_it_no_seat_is_offered(agreed, as_alma):
    here = f"/together/{agreed.uid}/seats/"

    page = as_alma.get(here).content.decode()
    answer = as_alma.post(f"{here}invite/", LETTER)

    assert "Invite somebody to a seat" not in page
    assert answer.headers["Location"] == here
    assert Seat.objects.count() == 0


@pytest.mark.row("INV-6")
@pytest.mark.parametrize("who", ["as_alma", "as_ben"])
def test_either_invites_to_a_seat_that_both_opened_and_to_no_other(
    opened, request, who, django_capture_on_commit_callbacks
):
    client, url = request.getfixturevalue(who), f"/together/{opened.uid}/seats/invite/"
    page = client.get(url).content.decode()
    assert re.findall(r'name="role" value="([a-z_]+)"', page) == ["sponsor"]
    assert client.post(url, LETTER | {"role": "supervisor"}).status_code == 422

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url, LETTER)

    assert answer.headers["Location"] == f"/together/{opened.uid}/seats/"
    assert [letter.to for letter in mail.outbox] == [["dara@example.org"]]
    assert [(one.role, one.state) for one in Seat.objects.all()] == [("sponsor", "invited")]


def test_what_was_typed_stays_when_the_address_is_none_or_the_day_has_passed(opened, as_ben):
    answer = as_ben.post(
        f"/together/{opened.uid}/seats/invite/",
        LETTER | {"address": "nowhere", "until": "2020-01-01"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert ('value="Dara"' in page, 'value="nowhere"' in page) == (True, True)
    assert "That day has passed." in page


def test_a_last_day_counts_until_it_is_over(opened, as_ben):
    day = (now() + timedelta(days=3)).date()

    as_ben.post(f"/together/{opened.uid}/seats/invite/", LETTER | {"until": day.isoformat()})

    until = Seat.objects.get().until
    assert until is not None
    assert until.date() == day + timedelta(days=1)


def test_the_welcome_page_says_who_asks_what_never_comes_and_what_happens_to_words(nobody, link):
    page = nobody.get(link).content.decode()

    assert "Ben offers you a seat" in page
    assert page.index("What you’ll never receive") < page.index("What happens to your words")
    assert page.index("What happens to your words") < page.index('name="name"')
    assert "Ben and Alma can both read whatever you write" in page


@pytest.mark.row("S0.15", "INV-6")
def test_what_never_comes_is_read_off_what_the_two_have_signed(
    opened, nobody, ben_member, dara_member, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        offer_seat(opened, ben_member, dara_member, now())
    [way] = re.findall(r"https?://[^/\s]+(/invitation/[^\s]+)", str(mail.outbox[-1].body))

    page = nobody.get(way).content.decode()
    never = page[page.index("What you’ll never receive") : page.index("What happens to your words")]
    told = [name.capitalize() for name in (THINGS["journal.passage"], THINGS["release"])]
    assert [name in never for name in told] == [True, False]


@pytest.mark.row("S2.25")
def test_the_welcome_page_calls_the_client_what_they_want_to_be_called_outside(
    nobody, link, ben, at
):
    people.rename_outside(person=ben, name="B. from the third floor", by=ben, at=at)

    page = nobody.get(link).content.decode()

    assert "B. from the third floor offers you a seat" in page
    assert "Ben" not in page


def test_somebody_new_comes_in_to_a_seat_and_lands_at_the_windows(nobody, link):
    answer = nobody.post(f"{link}come-in/", COMES_IN)
    gus = people.find_by_address("gus@example.org")
    assert gus is not None
    seat = Seat.objects.get()

    assert answer.headers["Location"] == "/keep-your-code/"
    assert (seat.state, seat.person_uid) == ("accepted", gus.uid)
    assert nobody.get(link).status_code == 410


def test_somebody_who_has_an_account_takes_the_seat_with_it(as_dara, dara, link):
    assert "You’re signed in as Dara" in as_dara.get(link).content.decode()

    answer = as_dara.post(f"{link}join/")

    assert answer.headers["Location"] == "/windows/"
    assert Seat.objects.get().person_uid == dara.uid


def test_neither_of_the_pair_can_take_a_seat_beside_themselves(as_alma, as_ben, link):
    for client in (as_alma, as_ben):
        assert "beside the two of you" in client.get(link).content.decode()
        assert client.post(f"{link}join/").status_code == 403
    assert Seat.objects.get().state == "invited"


def test_a_not_now_reaches_both_and_nobody_else(nobody, link, relationship, as_alma, as_ben):
    nobody.post(f"{link}not-now/", {"words": "Not this year."})

    for client in (as_alma, as_ben):
        page = client.get(f"/together/{relationship.uid}/seats/").content.decode()
        assert "Not this year." in page
    assert nobody.get(link).status_code == 410


def test_sending_again_and_taking_back(
    relationship, link, as_alma, as_ben, nobody, django_capture_on_commit_callbacks
):
    one = f"/together/{relationship.uid}/seats/{Seat.objects.get().uid}/"

    with django_capture_on_commit_callbacks(execute=True):
        as_alma.post(f"{one}again/")
    newer = re.findall(r"(/invitation/[^\s]+)", str(mail.outbox[-1].body))[0]
    assert (nobody.get(link).status_code, nobody.get(newer).status_code) == (410, 200)

    as_ben.post(f"{one}back/")
    assert nobody.get(newer).status_code == 410


@pytest.mark.row("INV-7")
def test_pausing_is_eithers_and_opening_again_the_clients(relationship, seat, as_alma, as_ben):
    one = f"/together/{relationship.uid}/seats/{seat.uid}/"
    as_alma.post(f"{one}pause/")
    page = as_alma.get(f"/together/{relationship.uid}/seats/").content.decode()
    assert "Only Ben can open it again." in page

    assert as_alma.post(f"{one}resume/").status_code == 403
    assert as_ben.post(f"{one}resume/").status_code == 303
    assert Seat.objects.get().state == "active"


@pytest.mark.row("INV-20")
@pytest.mark.parametrize("who", ["as_alma", "as_ben"])
def test_either_closes_a_seat_in_two_steps_without_a_reason(relationship, seat, request, who):
    client = request.getfixturevalue(who)
    url = f"/together/{relationship.uid}/seats/{seat.uid}/close/"
    page = client.get(url).content.decode()

    assert "<textarea" not in page
    assert client.post(url).status_code == 303
    assert Seat.objects.get().state == "revoked"
    assert client.get(url).status_code == 404


@pytest.mark.row("INV-20")
def test_the_holder_gives_the_seat_back_and_nobody_else_can(
    seat, as_dara, as_alma, as_ben, as_cleo, as_enzo
):
    url = f"/windows/{seat.uid}/leave/"
    for client in (as_alma, as_ben, as_cleo, as_enzo):
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)

    assert as_dara.get(url).status_code == 200
    assert as_dara.post(url).headers["Location"] == "/my-space/"
    assert Seat.objects.get().state == "ended"


def test_who_only_holds_a_seat_lands_at_the_windows_and_has_that_place_alone(
    seat, as_dara, dara_member
):
    assert as_dara.get("/").headers["Location"] == "/windows/"
    assert as_dara.get("/my-space/").headers["Location"] == "/windows/"

    page = as_dara.get("/account/").content.decode()
    places = re.findall(r'<a[^>]+href="([^"]+)"[^>]*>', page)
    assert "/windows/" in places
    assert [url for url in places if url.startswith(("/together/", "/my-space/", "/desk/"))] == []


def test_a_client_who_holds_a_seat_elsewhere_lands_in_their_own_space_and_finds_the_window(
    relationship, cleo_member, ben_member, as_ben
):
    from tests.cast import invite_and_accept, make_member

    elsewhere = invite_and_accept(cleo_member, make_member("Gus", now()), now())
    assert "/windows/" not in as_ben.get("/my-space/").content.decode()

    seated(elsewhere, cleo_member, ben_member, now())

    assert as_ben.get("/").headers["Location"] == "/my-space/"
    assert 'href="/windows/"' in as_ben.get("/my-space/").content.decode()


def test_a_coach_who_supervises_another_keeps_the_desk_and_has_the_window_beside_it(
    relationship, alma_member, cleo_member, as_cleo
):
    seated(relationship, alma_member, cleo_member, now(), role=Role.SUPERVISOR)

    assert as_cleo.get("/").headers["Location"] == "/desk/"
    assert 'href="/windows/"' in as_cleo.get("/desk/").content.decode()


@pytest.mark.row("INV-13")
def test_nothing_of_the_pair_stands_in_an_address_its_seats_holder_sees(
    seat, relationship, as_dara
):
    for url in ("/windows/", f"/windows/{seat.uid}/leave/", "/account/", "/ledger/"):
        page = as_dara.get(url).content.decode()
        assert str(relationship.uid) not in page, url


def test_with_one_seat_and_with_three_the_page_costs_the_same_questions(
    relationship, seat, alma_member, as_alma, django_assert_num_queries
):
    from tests.cast import make_member

    url = f"/together/{relationship.uid}/seats/"
    as_alma.get(url)
    with django_assert_num_queries(QUERIES):
        as_alma.get(url)
    for name, role in (("Gus", Role.SUPERVISOR), ("Hana", Role.INTERPRETER)):
        take = make_member(name, now())
        take_seat(offer_seat(relationship, alma_member, take, now(), role=role), take, now())

    # Once more, so that the ledger has its line of what this page opened.
    as_alma.get(url)
    with django_assert_num_queries(QUERIES):
        as_alma.get(url)


QUERIES = 15


def test_a_seat_closed_while_its_holder_looks_is_gone_with_the_next_page(
    relationship, seat, dara_member, ben
):
    client = signed_in_client(dara_member.unlocked)
    assert client.get(f"/windows/{seat.uid}/leave/").status_code == 200

    relationships.revoke_seat(seat=seat, by=ben, at=now())

    assert client.get(f"/windows/{seat.uid}/leave/").status_code == 404


def _in_zip(answer, name):
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as zipped:
        return zipped.read(name).decode()


@pytest.mark.row("G26", "INV-13")
def test_nothing_that_a_seats_holder_takes_away_names_the_pair_or_tells_when_it_began(
    seat, relationship, ben, as_dara
):
    as_dara.get(f"/windows/{seat.uid}/")
    taken = b"".join(as_dara.get(reverse("ledger:copy_deeds")).streaming_content).decode()
    copied = _in_zip(as_dara.post("/copy/take/"), "ledger/what-i-did.json")

    for text in (taken, copied):
        assert "relationships.seat.taken" in text
        assert str(relationship.uid) not in text
        assert str(ben.uid) not in text
        assert ledger.verify(json.loads(text)).good
    streams = [{row["stream"] for row in json.loads(text)["rows"]} for text in (taken, copied)]
    assert streams[0] <= streams[1]
    assert ledger.verify(json.loads(copied), older=json.loads(taken)).good


def test_the_two_themselves_keep_the_names_of_their_own_stream(seat, relationship, as_alma, as_ben):
    for browser in (as_alma, as_ben):
        browser.get(f"/together/{relationship.uid}/seats/")
        answer = browser.get(reverse("ledger:copy_deeds"))
        taken = b"".join(answer.streaming_content).decode()
        assert str(relationship.uid) in taken


@pytest.mark.row("S2.25")
def test_the_page_of_ones_own_deeds_calls_the_client_what_they_want_to_be_called_outside(
    seat, ben, as_dara, as_alma, at
):
    people.rename_outside(person=ben, name="B. from the third floor", by=ben, at=at)
    relationships.suspend_seat(seat=seat, by=ben, at=now())

    for page in ("/ledger/", "/ledger/what-i-did/"):
        assert "Ben" not in as_dara.get(page).content.decode()
    assert "third floor" not in as_alma.get("/ledger/what-i-did/").content.decode()
