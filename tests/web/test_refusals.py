"""What must be refused, clearly and without loss."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from goldenthread.journal.models import Entry
from goldenthread.ledger.models import Entry as Line
from goldenthread.shares.models import InstanceSecret

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
