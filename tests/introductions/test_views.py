"""The process page as everybody reads it, and as its coach works on it."""

from __future__ import annotations

import pytest

from goldenthread.introductions.models import ProcessVersion
from goldenthread.web.demo import introduce

pytestmark = pytest.mark.django_db

DESK_PAGES = [
    "/desk/how-i-work/",
    "/desk/how-i-work/preview/",
    "/desk/how-i-work/suggested-limits/",
    "/desk/how-i-work/add/approach/",
    "/desk/before-you-begin/channels/",
    "/desk/before-you-begin/reflection/",
]


@pytest.fixture
def published(alma_member, at):
    introduce({"by": alma_member.person, "keyring": alma_member.keyring}, at)
    return f"/how-i-work/{alma_member.uid}/"


@pytest.mark.row("S0.1", "S1.2", "T7")
def test_everybody_reads_how_alma_works_and_what_she_does_not_do(
    published, nobody, as_alma, as_ben, strangers
):
    for client in (nobody, as_alma, as_ben, *strangers.values()):
        page = client.get(published).content.decode()
        assert "How Alma works" in page
        assert "What I don’t do, and where I’d refer you on" in page
        assert page.count("When it doesn’t fit:") == 2
        assert "Self-stated: the coach’s own word." in page
        assert "hasn’t checked any of it" in page
        for mark in ("verified", "certified", "badge"):
            assert mark not in page.lower()


def test_limits_have_the_same_weight_as_what_is_offered(published, nobody):
    page = nobody.get(published).content.decode()

    for heading in ("approach", "limits", "training", "fees", "complaints"):
        assert f'<section class="stack" id="{heading}" aria-labelledby="{heading}-h">' in page


def test_an_unpublished_page_is_not_there(alma, cleo, nobody, as_alma):
    assert nobody.get(f"/how-i-work/{alma.uid}/").status_code == 404
    assert as_alma.get(f"/how-i-work/{alma.uid}/").status_code == 404
    assert as_alma.get(f"/how-i-work/{cleo.uid}/1/").status_code == 404


def test_a_version_of_before_says_that_it_is_one(published, as_alma, nobody):
    as_alma.post("/desk/how-i-work/suggested-limits/", {"says": "I give no advice.", "seen": "1"})
    as_alma.post("/desk/how-i-work/publish/")

    assert "I give no advice." in nobody.get(published).content.decode()
    before = nobody.get(f"{published}1/").content.decode()
    assert "I give no advice." not in before
    assert "This is version 1, as it once was." in before


@pytest.mark.parametrize("path", DESK_PAGES)
def test_the_pages_of_a_coach_are_the_coach_s_alone(path, as_alma, as_ben, as_dara, nobody):
    assert as_alma.get(path).status_code == 200
    assert [client.get(path).status_code for client in (as_ben, as_dara)] == [404, 404]
    assert nobody.get(path).status_code == 303


def test_another_coach_sees_nothing_of_what_alma_works_on(as_alma, as_cleo):
    as_alma.post("/desk/how-i-work/suggested-limits/", {"says": "Marzipan.", "seen": "0"})
    assert "Marzipan." in as_alma.get("/desk/how-i-work/").content.decode()

    assert "Marzipan." not in as_cleo.get("/desk/how-i-work/").content.decode()


def test_what_a_part_cannot_go_without_is_asked_for_and_nothing_typed_is_lost(as_alma):
    answer = as_alma.post(
        "/desk/how-i-work/suggested-questions/", {"says": "I listen.", "not_when": "", "seen": "0"}
    )

    assert answer.status_code == 422
    assert "I listen." in answer.content.decode()
    assert "Write something here, in your own words." in answer.content.decode()


@pytest.mark.parametrize("link", ["http://here.example", "javascript:alert(1)", "https://", "x y"])
def test_a_link_of_another_kind_is_refused(as_alma, link):
    sent = {"body": "A guild", "code": "A code", "link": link, "seen": "0"}

    answer = as_alma.post("/desk/how-i-work/suggested-complaints/", sent)

    assert answer.status_code == 422
    assert "https://example.org/complaints" in answer.content.decode()


def test_two_windows_are_told_apart(as_alma):
    path = "/desk/how-i-work/suggested-limits/"
    as_alma.post(path, {"says": "First words.", "seen": "0"})

    answer = as_alma.post(path, {"says": "Other words.", "seen": "0"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert ("First words." in page, "Other words." in page) == (True, True)


def test_keeping_a_suggestion_leads_to_the_next_one(as_alma):
    sent = {"says": "I listen.", "not_when": "In a fire.", "seen": "0"}

    answer = as_alma.post("/desk/how-i-work/suggested-questions/", sent)

    assert answer.headers["Location"] == "/desk/how-i-work/suggested-pace/"


def test_publishing_early_is_refused_in_words(as_alma):
    answer = as_alma.post("/desk/how-i-work/publish/")

    assert answer.status_code == 403
    assert ProcessVersion.objects.count() == 0


@pytest.mark.row("S0.1")
def test_what_a_coach_settled_alone_is_read_by_nobody_else(as_alma, as_cleo, as_ben):
    path = "/desk/before-you-begin/reflection/"
    as_alma.post(path, {"words": "I like the quick ones better."})
    assert "quick ones" in as_alma.get(path).content.decode()

    assert "quick ones" not in as_cleo.get(path).content.decode()
    assert as_ben.get(path).status_code == 404


@pytest.mark.row("S0.1", "S0.7")
def test_the_invitation_s_page_asks_for_nothing_but_a_way_in_and_offers_how_alma_works(
    published, alma_member, nobody, at
):
    from goldenthread.relationships import api as relationships
    from goldenthread.relationships.models import Invitation
    from goldenthread.seals import api as seals

    relationships.invite_client(
        address="fay@example.org",
        called="Fay",
        keyring=alma_member.keyring,
        by=alma_member.person,
        at=at,
    )
    token = seals.new_token()
    Invitation.objects.update(token_hash=seals.token_hash(token), expires_at=at.replace(year=2099))

    page = nobody.get(f"/invitation/{token}/").content.decode()

    assert f'href="{published}"' in page
