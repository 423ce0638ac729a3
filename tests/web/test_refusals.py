"""What must be refused, clearly and without loss."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from goldenthread.journal.models import Entry
from goldenthread.ledger.models import Entry as Line
from goldenthread.shares.models import InstanceSecret
from goldenthread.vault import sealed_sessions
from goldenthread.vault.models import Compartment, SealedSession
from goldenthread.vault.sealed_sessions import SessionStore

pytestmark = pytest.mark.django_db

WORDS = "A canary sang in the quiet house, and nobody wrote it down.\nIt sang again."


@pytest.fixture
def kept(relationship, as_ben):
    """An entry of Ben's, kept through his browser."""
    answer = as_ben.post(
        f"/together/{relationship.uid}/journal/new/",
        {"uid": str(uuid4()), "title": "Song", "body": WORDS},
    )
    assert answer.status_code == 303
    return Entry.objects.get()


def url_of(entry, relationship):
    return f"/together/{relationship.uid}/journal/{entry.uid}/"


@pytest.mark.row("G5")
def test_a_tampered_page_shows_one_sentence_and_not_a_word_of_it(kept, relationship, as_ben):
    assert "A canary sang" in as_ben.get(url_of(kept, relationship)).content.decode()
    whole = bytes(kept.sealed)

    for place in (0, 3, 20, 50, 70, len(whole) - 1):
        broken = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        Entry.objects.filter(uid=kept.uid).update(sealed=broken)
        answer = as_ben.get(url_of(kept, relationship))
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Something here isn’t as it was kept, so we didn’t open it." in page
        assert "canary" not in page


def bare(page: bytes) -> str:
    return re.sub(r'"[A-Za-z0-9_+/=-]{20,}"', '""', page.decode())


def test_another_pairs_page_and_a_page_that_never_was_look_the_same(
    kept, relationship, as_ben, as_alma, strangers
):
    assert as_ben.get(url_of(kept, relationship)).status_code == 200
    nowhere = f"/together/{uuid4()}/journal/{uuid4()}/"
    for client in (as_alma, *strangers.values()):
        theirs, none = client.get(url_of(kept, relationship)), client.get(nowhere)
        assert (theirs.status_code, none.status_code) == (404, 404)
        assert bare(theirs.content) == bare(none.content)
        assert set(theirs.headers) == set(none.headers)


def test_without_the_second_store_nothing_opens_and_what_was_typed_comes_back(
    kept, relationship, as_ben
):
    InstanceSecret.objects.all().delete()

    reading = as_ben.get(url_of(kept, relationship))
    writing = as_ben.post(
        f"/together/{relationship.uid}/journal/new/",
        {"uid": str(uuid4()), "title": "", "body": WORDS},
    )

    assert (reading.status_code, writing.status_code) == (503, 503)
    assert "canary" not in reading.content.decode()
    assert WORDS in writing.content.decode()
    assert "The house’s keys aren’t in their place just now" in writing.content.decode()


def test_a_form_from_a_page_that_was_open_too_long_is_given_back(relationship, ben_member):
    careful = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    careful.defaults["wsgi.url_scheme"] = "https"
    careful.cookies = ben_member.client.cookies

    answer = careful.post(f"/together/{relationship.uid}/journal/new/", {"body": WORDS})

    assert answer.status_code == 403
    assert WORDS in answer.content.decode()
    assert Entry.objects.count() == 0


def test_a_form_sent_twice_makes_one_page(relationship, as_ben):
    form = {"uid": str(uuid4()), "title": "Once", "body": WORDS}
    url = f"/together/{relationship.uid}/journal/new/"

    first, second = as_ben.post(url, form), as_ben.post(url, form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert Entry.objects.count() == 1


def test_words_over_the_limit_are_kept_on_the_page_with_the_limit_said(relationship, as_ben):
    long = "word " * 10_001

    answer = as_ben.post(
        f"/together/{relationship.uid}/journal/new/", {"uid": str(uuid4()), "body": long}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "50,000" in page
    assert long.strip() in page


@pytest.mark.parametrize("nonsense", ["not-a-date", "2026-13-45", "", "31/02/2026", "💛"])
def test_a_day_that_is_no_day_keeps_the_promise_that_was_typed(relationship, as_alma, nonsense):
    answer = as_alma.post(
        f"/together/{relationship.uid}/promises/make/",
        {"form_uid": str(uuid4()), "words": "Send the two questions.", "due_on": nonsense},
    )

    assert answer.status_code == 422
    assert "Send the two questions." in answer.content.decode()


@pytest.mark.row("INV-3")
def test_every_page_that_shows_a_word_has_its_row_before_it(kept, relationship, as_ben):
    before = Line.objects.count()

    as_ben.get(url_of(kept, relationship))

    assert Line.objects.count() == before + 1


def test_prefetching_a_page_opens_nothing(kept, relationship, as_ben):
    before = Line.objects.count()

    answer = as_ben.get(url_of(kept, relationship), headers={"Sec-Purpose": "prefetch"})

    assert (answer.status_code, answer.content) == (503, b"")
    assert Line.objects.count() == before


@pytest.mark.row("G20")
@pytest.mark.parametrize("path", ["/", "/nowhere/", "/my-space/", "/healthz"])
def test_every_answer_carries_the_headers_that_keep_it_private(as_ben, relationship, path):
    headers = as_ben.get(path).headers

    assert {
        name: headers.get(name)
        for name in (
            "Cache-Control",
            "Referrer-Policy",
            "X-Content-Type-Options",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
        )
    } == {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy


def careful(member):
    """A browser of theirs in a house that checks each form's token, as the real one does."""
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    client.defaults["wsgi.url_scheme"] = "https"
    client.cookies = member.client.cookies
    return client


@pytest.mark.row("G19")
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://localhost"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_that_another_site_sent_is_not_offered_to_be_sent_again(
    relationship, ben_member, headers
):
    answer = careful(ben_member).post(
        f"/together/{relationship.uid}/exits/end/", {"why": WORDS}, headers=headers
    )

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Another site sent this in your name, so nothing was done." in page
    assert ("Send it again" in page, WORDS in page) == (False, False)


@pytest.mark.row("G19")
def test_a_form_of_our_own_without_its_token_is_given_back(relationship, ben_member):
    answer = careful(ben_member).post(
        f"/together/{relationship.uid}/journal/new/",
        {"body": WORDS},
        headers={"Sec-Fetch-Site": "same-origin", "Origin": "https://localhost"},
    )

    assert answer.status_code == 403
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize(
    "action", ["//elsewhere.example/", "/\\elsewhere.example/", "javascript:x"]
)
def test_words_carried_through_signing_in_are_never_sent_to_another_site(
    nobody, ben_member, action
):
    answer = nobody.post(
        "/sign-in/",
        {
            "address": ben_member.address,
            "passphrase": ben_member.passphrase,
            "kept:action": action,
            "kept:body": WORDS,
        },
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/my-space/")


def test_more_than_can_be_sent_at_once_is_said_in_a_sentence(relationship, as_ben):
    answer = as_ben.post(
        f"/together/{relationship.uid}/journal/new/",
        "body=" + "x" * 1_100_000,
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 413
    assert "That’s more than can be sent at once" in answer.content.decode()


@pytest.mark.parametrize(
    "content_type",
    ["multipart/form-data", "application/x-www-form-urlencoded; charset=utf-16"],
)
def test_what_is_no_form_at_all_is_answered_in_a_sentence(relationship, as_ben, content_type):
    answer = as_ben.post(
        f"/together/{relationship.uid}/journal/new/", b"body=junk", content_type=content_type
    )

    assert answer.status_code == 400
    assert "We couldn’t make sense of what your browser sent" in answer.content.decode()


@pytest.mark.row("G19")
@pytest.mark.parametrize("path", ["/", "/my-space/", "/nowhere/"])
def test_the_house_answers_to_its_own_names_only(as_ben, path):
    answer = as_ben.get(path, headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert b"Ben" not in answer.content


@pytest.mark.row("G5")
def test_keys_that_were_changed_are_said_to_be_so(relationship, as_ben):
    assert "Six words to compare" in as_ben.get(f"/together/{relationship.uid}/").content.decode()
    made = Compartment.objects.get(relationship_uid=relationship.uid, kind="shared")
    other = Compartment.objects.get(relationship_uid=relationship.uid, kind="client-private")

    Compartment.objects.filter(uid=made.uid).update(roster=other.roster)

    answer = as_ben.get(f"/together/{relationship.uid}/")
    assert answer.status_code == 409
    assert "Something here isn’t as it was kept" in answer.content.decode()


@pytest.mark.row("G21")
def test_a_visit_that_ended_during_a_request_is_said_to_have_ended(as_ben, monkeypatch):
    keep = SessionStore.save

    def ended_meanwhile(self, *words, **more):
        SealedSession.objects.all().delete()
        return keep(self, *words, **more)

    monkeypatch.setattr(SessionStore, "save", ended_meanwhile)
    monkeypatch.setattr(sealed_sessions, "WINDING", timedelta(0))

    answer = as_ben.get("/my-space/")

    assert answer.status_code == 400
    assert "Your visit ended while this was on its way." in answer.content.decode()
