"""The pages of sharing, seen by all five of the cast, and followed from link to link."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.core.roles import Role
from goldenthread.ledger.models import Entry
from goldenthread.sharing import urls
from goldenthread.sharing.models import Hope, Release, Request
from tests.sharing.conftest import close_term, three_at_table
from tests.sharing.looking import at_pair, at_seat, snapshot_of, text

WORDS = "I lead the Monday round myself now"
HOPE = "That he finds his own way to lead"


def test_somebody_without_a_seat_has_an_empty_list_of_windows(founded, as_dara):
    answer = as_dara.get(reverse("sharing:windows"))

    assert answer.status_code == 200
    assert "Nobody has opened a window to you at the moment." in text(answer)


@pytest.mark.row("S0.15")
def test_dara_sees_first_what_never_comes_and_then_what_does(with_dara, as_dara):
    t = with_dara
    t.release(WORDS)

    seen = text(as_dara.get(at_seat(t, "window")))

    never, does = seen.partition("What does")[::2]
    for name in ("Passages of the journal", "Promises", "The coach's notes", "Recordings"):
        assert (name in never, name in does) == (True, False)
    assert "Words released" in does
    assert "A text of" in does
    assert WORDS not in seen


@pytest.mark.row("INV-4")
@pytest.mark.row("S4.7")
def test_dara_reads_what_was_released_and_the_other_four_do_not(
    with_dara, as_dara, as_alma, as_ben, as_cleo, as_enzo, nobody
):
    t = with_dara
    url = at_seat(t, "released", snapshot_of(t.release(WORDS)).uid)

    assert WORDS in text(as_dara.get(url))
    unknown = as_dara.get(at_seat(t, "released", new_uid()))
    for browser in (as_alma, as_ben, as_cleo, as_enzo):
        assert browser.get(url).status_code == 404
        assert WORDS not in browser.get(url).content.decode()
    assert unknown.status_code == 404
    assert nobody.get(url).status_code != 200


@pytest.mark.row("INV-4")
def test_no_page_of_a_seats_holder_names_the_relationship(with_dara, as_dara):
    t = with_dara
    t.ask("How is he?")
    t.hope(HOPE)
    release = t.release(WORDS)
    pages = [
        reverse("sharing:windows"),
        at_seat(t, "window"),
        at_seat(t, "ask"),
        at_seat(t, "not_given"),
        at_seat(t, "paper"),
        at_seat(t, "released", snapshot_of(release).uid),
        reverse("web:leave_seat", args=[t.seat_uid]),
        reverse("ledger:mine"),
        reverse("web:account"),
    ]

    for page in pages:
        answer = as_dara.get(page)
        assert answer.status_code == 200, page
        for secret in (t.pair.uid, release.uid, t.ben.uid, t.alma.uid):
            assert str(secret) not in answer.content.decode(), page


def test_every_address_of_a_seats_holder_is_about_a_seat_alone():
    for each in urls.urlpatterns:
        route = str(each.pattern)
        assert route.startswith("windows/") != ("rel" in each.pattern.converters), route


@pytest.mark.row("INV-5")
@pytest.mark.row("S1.1")
@pytest.mark.row("S2.15")
def test_what_dara_writes_ben_and_alma_read_word_for_word(
    with_dara, as_dara, as_ben, as_alma, as_cleo, as_enzo
):
    t = with_dara

    answer = as_dara.post(
        at_seat(t, "hope"), {"part": "hope", "words": HOPE, "form_uid": new_uid()}
    )

    assert (answer.status_code, answer["Location"]) == (303, at_seat(t, "window"))
    beside = at_pair(t, "beside", t.seat_uid)
    for browser, page in ((as_ben, beside), (as_alma, beside), (as_dara, at_seat(t, "window"))):
        assert HOPE in text(browser.get(page))
    for browser in (as_cleo, as_enzo, as_dara):
        assert browser.get(beside).status_code == 404


def test_ben_answers_and_alma_says_what_will_not_be_reported(with_dara, as_ben, as_alma, as_dara):
    t = with_dara
    say = at_pair(t, "say", t.seat_uid)

    as_ben.post(say, {"part": "answer", "words": "So do I", "form_uid": new_uid()})
    as_alma.post(say, {"part": "not_reported", "words": "No count of moods", "form_uid": new_uid()})
    wrong = as_alma.post(say, {"part": "hope", "words": "Mine", "form_uid": new_uid()})

    assert wrong.status_code == 422
    seen = text(as_dara.get(at_seat(t, "window")))
    assert ("So do I" in seen, "No count of moods" in seen) == (True, True)
    assert [each.part for each in Hope.objects.order_by("said_at")] == ["answer", "not_reported"]


def test_a_hope_sent_twice_is_written_once_and_an_empty_one_is_asked_for_again(with_dara, as_dara):
    t = with_dara
    sent = {"part": "help", "words": HOPE, "form_uid": new_uid()}

    answers = [as_dara.post(at_seat(t, "hope"), sent).status_code for _ in range(2)]
    empty = as_dara.post(at_seat(t, "hope"), sent | {"words": " ", "form_uid": new_uid()})

    assert (answers, Hope.objects.count(), empty.status_code) == ([303, 303], 1, 422)
    assert "Write a few words first." in text(empty)


@pytest.mark.row("S2.15")
def test_alma_may_read_the_hopes_after_the_first_session(with_dara, as_alma, as_ben):
    t = with_dara
    t.hope(HOPE)
    beside = at_pair(t, "beside", t.seat_uid)
    assert HOPE in text(as_alma.get(beside))

    as_alma.post(at_pair(t, "put_off", t.seat_uid))
    assert HOPE not in as_alma.get(beside).content.decode()
    assert "You chose to read the hopes after your first session" in text(as_alma.get(beside))
    assert HOPE in text(as_ben.get(beside))
    assert as_ben.post(at_pair(t, "put_off", t.seat_uid)).status_code == 404

    as_alma.post(at_pair(t, "take_up", t.seat_uid))
    assert HOPE in text(as_alma.get(beside))


@pytest.mark.row("S2.14")
def test_dara_asks_and_ben_says_not_this_time_without_a_reason(with_dara, as_dara, as_ben):
    t = with_dara
    sent = {"what": "words", "words": "Is he ready?", "form_uid": new_uid()}
    assert as_dara.post(at_seat(t, "ask"), sent).status_code == 303
    request = Request.objects.get()
    beside = at_pair(t, "beside", t.seat_uid)
    assert "Is he ready?" in text(as_ben.get(beside))

    answer = as_ben.post(
        at_pair(t, "decline", t.seat_uid, request.uid), {"reason": "Because of May"}
    )

    assert answer.status_code == 303
    seen = text(as_dara.get(at_seat(t, "window")))
    assert "Not this time." in seen
    assert "May" not in as_dara.get(at_seat(t, "window")).content.decode()
    assert {f.name for f in Request._meta.fields} & {"reason", "why", "note"} == set()


@pytest.mark.row("S2.14")
@pytest.mark.parametrize("name", ["accepted", "reworded"])
def test_ben_writes_words_for_what_was_asked_and_dara_hears_only_when_they_are_out(
    with_dara, as_dara, as_ben, name
):
    t = with_dara
    request = t.ask("Is he ready?")
    url = at_pair(t, name, t.seat_uid, request.uid)
    assert "Is he ready?" in text(as_ben.get(url))
    before = text(as_dara.get(at_seat(t, "window")))

    answer = as_ben.post(url, {"words": WORDS, "form_uid": new_uid()})

    release = Release.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at_pair(t, "release", release.uid))
    assert release.request_id == request.uid
    assert text(as_dara.get(at_seat(t, "window"))).replace("Take it back ", "") == before.replace(
        "Take it back ", ""
    )
    t.approve(release, t.ben, t.alma)
    assert "Answered." in text(as_dara.get(at_seat(t, "window")))
    assert as_ben.post(url, {"words": WORDS}).status_code == 404


def test_dara_takes_back_what_she_asked(with_dara, as_dara, as_ben):
    t = with_dara
    request = t.ask("Is he ready?")

    assert as_dara.post(at_seat(t, "take_back", request.uid)).status_code == 303

    assert Request.objects.get().state == "taken_back"
    assert as_ben.post(at_pair(t, "decline", t.seat_uid, request.uid)).status_code == 403


@pytest.mark.row("S2.14")
def test_a_number_is_refused_in_fixed_words_with_a_line_in_the_ledger(with_dara, as_dara):
    t = with_dara

    answer = as_dara.post(at_seat(t, "ask"), {"what": "measure", "words": "A grade"}, follow=True)

    assert "No number, grade or comparison about a person leaves this place" in text(answer)
    assert Request.objects.count() == 0
    [row] = Entry.objects.filter(verb="sharing.request.refused")
    assert (row.actor_uid, row.about_uid) == (t.holder.uid, t.ben.uid)


@pytest.mark.row("S2.14")
def test_once_the_clause_is_closed_asking_is_refused_in_the_same_words(with_dara, as_dara):
    t = with_dara
    close_term(t, "A4")

    answer = as_dara.post(
        at_seat(t, "ask"), {"what": "words", "words": "Is he ready?"}, follow=True
    )

    assert "nothing else that no clause in force opens" in text(answer)
    assert Request.objects.count() == 0
    assert Entry.objects.filter(verb="sharing.request.refused").count() == 1


@pytest.mark.row("INV-5")
@pytest.mark.row("INV-4")
def test_when_the_clause_is_closed_ben_alone_goes_on_reading_the_room(
    with_dara, as_ben, as_alma, as_dara
):
    t = with_dara
    t.hope(HOPE)
    beside = at_pair(t, "beside", t.seat_uid)
    assert HOPE in text(as_alma.get(beside))

    close_term(t, "A4")

    assert HOPE in text(as_ben.get(beside))
    assert HOPE not in as_alma.get(beside).content.decode()
    assert HOPE not in as_dara.get(at_seat(t, "window")).content.decode()


POSTS = {"hope", "take_back", "sign_paper", "cannot_go_on", "can_go_on", "open_contact"}
POSTS |= {"say", "put_off", "take_up", "decline", "approve", "withdraw"}
POSTS |= {"paper_in_html", "paper_in_pdf"}


@pytest.mark.parametrize("pattern", sorted({str(each.name) for each in urls.urlpatterns}))
def test_strangers_and_the_signed_out_find_nothing_at_any_address(
    with_dara, pattern, as_cleo, as_enzo, nobody
):
    t = with_dara
    request, release = t.ask("Is he ready?"), t.release(WORDS)
    known = {
        "rel": t.pair.uid,
        "seat": t.seat_uid,
        "uid": snapshot_of(release).uid if "released" in pattern else release.uid,
        "role": "sponsor",
    }
    if pattern in {"take_back", "accepted", "reworded", "decline"}:
        known["uid"] = request.uid
    if pattern == "windows":
        return
    route = next(each for each in urls.urlpatterns if each.name == pattern)
    wanted = set(route.pattern.converters) | ({"role"} if pattern == "preview" else set())
    url = reverse(f"sharing:{pattern}", kwargs={name: known[name] for name in wanted})

    for browser in (as_cleo, as_enzo):
        assert browser.get(url).status_code == (405 if pattern in POSTS else 404)
        assert browser.post(url, {}).status_code in {404, 405}
    assert WORDS not in nobody.get(url).content.decode()
    assert nobody.get(url).status_code != 200


# What each role may see through its window, by the clauses it came to sit by.
ROLES = {
    Role.SUPERVISOR: ("A5", {"Released to you"}),
    Role.INTERPRETER: ("A28/interpreter", {"Released to you"}),
    Role.ASSISTANT: ("A28/assistant", {"Sessions ahead"}),
    Role.TRUSTEE: ("A24", {"If Alma can’t go on"}),
}
PARTS = {
    "Released to you",
    "Sessions ahead",
    "If Alma can’t go on",
    "The room of three",
    "Sessions in a month",
    "What was asked",
}


@pytest.mark.row("S0.15")
@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_its_own_clause_opens_and_no_part_more(
    agreed, alma_member, ben_member, dara_member, as_dara, role
):
    key, opens = ROLES[role]
    t = three_at_table(agreed, alma_member, ben_member, dara_member, now(), role, (key,))
    if "Released to you" in opens:
        t.release(WORDS)

    seen = text(as_dara.get(at_seat(t, "window")))

    assert {part for part in PARTS if part in seen} == opens
    assert ("A text of" in seen) == ("Released to you" in opens)
    assert "What never comes through this window" in seen


def _asked(client, url):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_three_of_everything_cost_no_more_questions_than_one(with_dara, as_dara, as_ben):
    t = with_dara
    pages = {
        at_seat(t, "window"): as_dara,
        at_pair(t, "beside", t.seat_uid): as_ben,
        at_pair(t, "releases"): as_ben,
    }
    t.hope(HOPE)
    t.ask("Is he ready?")
    t.release(WORDS)
    once = {url: (_asked(browser, url), _asked(browser, url))[1] for url, browser in pages.items()}
    for _ in range(2):
        t.hope(HOPE)
        t.ask("Is he ready?")
        t.release(WORDS)

    thrice = {
        url: (_asked(browser, url), _asked(browser, url))[1] for url, browser in pages.items()
    }

    assert thrice == once


@pytest.mark.row("INV-5")
@pytest.mark.parametrize("kind", [Hope, Request])
def test_the_database_itself_keeps_no_word_that_ben_could_not_read(with_dara, kind):
    t = with_dara
    t.hope(HOPE)
    t.ask("Is he ready?")

    with pytest.raises(IntegrityError), transaction.atomic():
        kind.objects.update(visible_to_client=False)
    assert {each.compartment_id for each in kind.objects.all()} == {t.seat.window_id}
