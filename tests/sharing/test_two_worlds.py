"""G26: two worlds that differ only in what wasn't released. For Dara and for Enzo they are one, to the byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, cast

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from goldenthread.agreements import api as agreements
from goldenthread.core.ids import new_uid
from goldenthread.journal import api as journal
from goldenthread.promises import api as promises
from goldenthread.sharing.actions import outside, releases
from goldenthread.sharing.models import Snapshot
from goldenthread.sharing.queries.drafts import the_draft
from goldenthread.sharing.states import OutsideKind

TOKENS = re.compile(
    rb'(nonce="[\w+/=-]+"|name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"'
    rb'|name="form_uid" value="[0-9a-f-]{36}"|nonce-[\w+/=-]+|<span class="own-words read">[a-z -]+</span>)'
)
HEADERS = {"content-security-policy", "set-cookie", "date"}


@contextmanager
def a_world():
    """Live in a world for a while, and leave no trace of it."""
    with transaction.atomic(using="default"), transaction.atomic(using="vault"):
        yield
        transaction.set_rollback(True, using="vault")
        transaction.set_rollback(True, using="default")


def seen_through(browser: Any, pages: list[str]) -> dict[str, tuple[int, bytes, Any]]:
    """Give all that a browser is told at each address, but for what is random each time."""
    found = {}
    for page in pages:
        answer = browser.get(page)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = {k.lower(): v for k, v in answer.headers.items() if k.lower() not in HEADERS}
        headers.pop("content-length", None)
        found[page] = (answer.status_code, TOKENS.sub(b"", body), sorted(headers.items()))
    return found


def pages_of(three: Any) -> list[str]:
    """Give every address that a seat's holder can reach, and the pair's own, which they can't."""
    own = [
        reverse("sharing:windows"),
        "/ledger/",
        "/ledger/what-i-did/",
        "/account/",
        "/copy/",
        "/",
    ]
    own += [reverse("web:leave_seat", args=[three.seat_uid]), "/my-space/"]
    for snapshot in Snapshot.objects.filter(release__reader_uid=three.holder.uid):
        own.append(reverse("sharing:released", args=[three.seat_uid, snapshot.uid]))
    known = {"seat": three.seat_uid, "rel": three.pair.uid}
    for namespace in ("sharing", "agreements", "journal", "promises", "plans", "coaching_sessions"):
        own += _addresses(namespace, known)
    return sorted(set(own))


def _addresses(namespace: str, known: dict[str, Any]) -> list[str]:
    spaces = get_resolver().namespace_dict
    if namespace not in spaces:
        return []
    _prefix, resolver = spaces[namespace]
    found = []
    for each in cast("list[URLPattern]", resolver.url_patterns):
        wanted = set(each.pattern.converters)
        if each.name and wanted <= known.keys():
            kwargs = {name: known[name] for name in wanted} | each.default_args
            found.append(reverse(f"{namespace}:{each.name}", kwargs=kwargs))
    return found


# What the pair does between themselves, and what they keep from others for now. Each alone, and all at once.
def _writes_in_the_journal(t: Any) -> None:
    writing = journal.Writing.of("A page", "Nobody but me reads this. Until I say so.")
    row = journal.keep_entry(t.pair, writing, **t.looking(t.ben))
    opened = journal.the_entry(t.pair, row.uid, **t.looking(t.ben))
    journal.share_passage(t.pair, opened, "Until I say so.", closes_at=None, **t.looking(t.ben))


def _promises_something(t: Any) -> None:
    promises.make_promise(
        relationship=t.pair,
        said=promises.Said("Send the questions", (t.at + timedelta(days=3)).date()),
        form_uid=new_uid(),
        **t.looking(t.alma),
    )


def _drafts_a_text(t: Any) -> None:
    t.approve(t.draft("A draft that waits for Alma"), t.ben)


def _drafts_and_withdraws(t: Any) -> None:
    draft = t.draft("A draft that is withdrawn")
    releases.withdraw_release(t.pair, draft.uid, by=t.ben.person, at=t.at)


def _notes_a_call(t: Any) -> None:
    told = outside.Outside(OutsideKind.SPOKE, "Somebody", t.at.date(), "That they are glad", "")
    outside.note_from_outside(t.pair, told, **t.looking(t.alma))


def _talks_about_the_agreement(t: Any) -> None:
    agreements.reopen_agreement(t.pair, by=t.ben.person, at=t.at)


def _looks_around(t: Any) -> None:
    browser = t.ben.client
    for page in ("/my-space/", "/ledger/", reverse("sharing:previews", args=[t.pair.uid])):
        browser.get(page)
    for role in ("sponsor", "supervisor"):
        browser.get(reverse("sharing:preview", kwargs={"rel": t.pair.uid, "role": role}))


def _reads_a_draft(t: Any) -> None:
    draft = t.draft("Read, and left")
    the_draft(t.pair, draft.uid, **t.looking(t.alma))


DEEDS: list[Callable[[Any], None]] = [
    _writes_in_the_journal,
    _promises_something,
    _drafts_a_text,
    _drafts_and_withdraws,
    _notes_a_call,
    _talks_about_the_agreement,
    _looks_around,
    _reads_a_draft,
]


@pytest.mark.row("G26")
@pytest.mark.row("S2.13")
@pytest.mark.parametrize("who", ["with_dara", "with_enzo"])
@pytest.mark.parametrize("deed", [*DEEDS, None], ids=lambda deed: deed.__name__ if deed else "all")
def test_whoever_has_a_seat_cannot_tell_the_two_worlds_apart(db, request, who, deed):
    t = request.getfixturevalue(who)
    t.release("Let out before")
    pages, browser = pages_of(t), t.holder.client
    with a_world():
        plain = seen_through(browser, pages)
    with a_world():
        for each in [deed] if deed else DEEDS:
            each(t)
        fuller = seen_through(browser, pages)

    statuses = {status for status, _, _ in plain.values()}
    assert {200, 404} <= statuses
    assert [page for page in pages if plain[page] != fuller[page]] == []


@pytest.mark.row("G26")
def test_a_release_does_make_a_difference(with_dara):
    """The test above can see: what is released is a difference, and is found."""
    t = with_dara
    browser, pages = t.holder.client, pages_of(t)
    with a_world():
        plain = seen_through(browser, pages)
    with a_world():
        t.release("Let out now")
        fuller = seen_through(browser, pages)

    window = reverse("sharing:window", args=[t.seat_uid])
    assert [page for page in pages if plain[page] != fuller[page]] == [window]


@pytest.mark.row("G26")
@pytest.mark.parametrize("answer", ["declined", "accepted"])
def test_until_words_are_out_an_accepted_request_looks_like_one_nobody_answered(with_dara, answer):
    from goldenthread.sharing.actions import room
    from goldenthread.sharing.states import RequestState

    t = with_dara
    request = t.ask("Is he ready?")
    browser, window = t.holder.client, reverse("sharing:window", args=[t.seat_uid])
    with a_world():
        plain = browser.get(window).content.decode()
    with a_world():
        room.answer_request(t.seat, request, RequestState(answer), by=t.ben.person, at=t.at)
        after = browser.get(window).content.decode()

    assert ("Not this time." in plain, "Not this time." in after) == (False, answer == "declined")
    assert "Answered." not in after
