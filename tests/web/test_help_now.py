"""Where to turn: one link away from every page, and honest about what this house is not."""

from __future__ import annotations

import pytest

from goldenthread.ledger import api as ledger
from goldenthread.web.demo import introduce

pytestmark = pytest.mark.django_db


def test_every_layout_leads_to_help_signed_in_or_not(relationship, nobody, as_ben, as_alma):
    for client, path in (
        (nobody, "/sign-in/"),
        (nobody, "/nothing/"),
        (as_ben, "/my-space/"),
        (as_alma, "/desk/"),
        (as_alma, f"/together/{relationship.uid}/"),
    ):
        assert '<a href="/help-now/">Find help now</a>' in client.get(path).content.decode(), path


def test_help_is_there_for_everybody_and_says_first_what_this_is_not(nobody, settings):
    settings.HELP_CONTACTS = ["Crisis line: 0800 000 000"]

    page = nobody.get("/help-now/").content.decode()

    assert page.index("This isn’t an emergency service") < page.index(settings.HELP_SENTENCE)
    assert "nothing you write here is searched for signs of danger" in page
    assert "Crisis line: 0800 000 000" in page


def lines_about(person):
    return len(list(ledger.entries_about(person.uid, limit=500)))


@pytest.mark.row("INV-3")
def test_what_the_two_wrote_is_opened_on_its_own_page_only_and_written_down(
    agreed, as_ben, ben, strangers
):
    before = lines_about(ben)
    assert "What you and Alma agreed on" in as_ben.get("/help-now/").content.decode()
    assert lines_about(ben) == before

    page = as_ben.get(f"/together/{agreed.uid}/help-now/").content.decode()

    assert "What you and Alma wrote for a hard moment" in page
    assert "You two have signed nothing about it." not in page
    assert lines_about(ben) == before + 1
    for client in strangers.values():
        assert client.get(f"/together/{agreed.uid}/help-now/").status_code == 404


def test_before_anything_is_signed_nothing_is_opened(relationship, as_ben, ben):
    before = lines_about(ben)

    page = as_ben.get(f"/together/{relationship.uid}/help-now/").content.decode()

    assert "You two have signed nothing about it." in page
    assert lines_about(ben) == before


def test_every_page_of_together_leads_to_the_complaint_route(
    agreed, alma_member, at, as_ben, as_alma, strangers
):
    introduce({"by": alma_member.person, "keyring": alma_member.keyring}, at)
    path = f"/together/{agreed.uid}/complaints/"
    for page in ("", "journal/", "promises/", "agreement/", "complaints/", "your-way/", "seats/"):
        told = as_ben.get(f"/together/{agreed.uid}/{page}").content.decode()
        assert f'<a href="{path}">If you want to complain</a>' in told, page
    assert path not in as_ben.get("/my-space/").content.decode()

    for client in (as_ben, as_alma):
        page = client.get(path).content.decode()
        assert "The ethics panel of the coaches’ guild here" in page
        assert "The guild’s code of conduct, edition of 2025." in page
        assert 'href="https://guild.example.org/complaints"' in page
    for client in strangers.values():
        assert client.get(path).status_code == 404
