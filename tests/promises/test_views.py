"""The pages of promises, seen by all five of the cast."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.promises import actions, urls
from goldenthread.promises.models import Promise
from goldenthread.promises.states import SAID_BY_MAKER, SAID_BY_RECEIVER, PromiseState

WORDS = "Send the two questions from today"
HIS_WORDS = "Say so two days before if plans change"
OPEN, KEPT = PromiseState.OPEN, PromiseState.KEPT
SAY = {"kept": "kept", "kept_late": "kept_late", "not_kept": "not_kept"}
ON_ONE = ["kept", "kept_late", "not_kept", "undo", "renegotiate", "withdraw"]


@pytest.fixture(autouse=True)
def today(pair):
    """Pages ask the clock, so promises here are made now."""
    pair.at = now()
    return pair.at.date()


@pytest.fixture
def here(relationship):
    return reverse("promises:list", args=[relationship.uid])


def url(pair, name, promise):
    return reverse(f"promises:{name}", args=[pair.relationship.uid, promise.uid])


def text(answer):
    """What a person reads on the page."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def state_of(promise):
    return Promise.objects.get(uid=promise.uid).state


def written(today, **more):
    return {
        "words": "Bring the signed paper",
        "due_on": (today + timedelta(days=3)).isoformat(),
        "form_uid": str(new_uid()),
        **more,
    }


@pytest.mark.row("S1.4")
def test_both_see_both_directions_and_the_other_three_see_nothing(
    pair, agreed, here, as_alma, as_ben, strangers, nobody
):
    pair.promise("alma", WORDS)
    pair.promise("ben", HIS_WORDS)

    for browser in (as_alma, as_ben):
        seen = text(browser.get(here))
        assert (seen.count(WORDS), seen.count(HIS_WORDS)) == (1, 1)
    unknown = here.replace(str(pair.relationship.uid), str(new_uid()))
    for browser in strangers.values():
        answer = browser.get(here)
        assert answer.status_code == 404
        assert text(answer) == text(browser.get(unknown))
        assert WORDS not in answer.content.decode()
    assert nobody.get(here).status_code != 200
    assert WORDS not in nobody.get(here).content.decode()


def test_without_an_agreement_the_page_says_why_it_shows_only_ones_own(pair, here, as_alma, as_ben):
    pair.promise("alma", WORDS)
    pair.promise("ben", HIS_WORDS)

    alma_reads, ben_reads = text(as_alma.get(here)), text(as_ben.get(here))

    assert (WORDS in alma_reads, HIS_WORDS in alma_reads) == (True, False)
    assert (WORDS in ben_reads, HIS_WORDS in ben_reads) == (False, True)
    assert "Nothing you’ve both signed opens Alma’s promises to you yet" in ben_reads
    assert "Only you can read this" in ben_reads


def test_who_can_read_is_said_from_what_is_in_force(pair, agreed, here, as_ben):
    assert "Only you and Alma can read this" in text(as_ben.get(here))


def test_an_empty_page_says_so_in_both_directions(pair, agreed, here, as_ben):
    assert text(as_ben.get(here)).count("Nothing promised at the moment.") == 2


def test_both_directions_stand_in_boxes_of_equal_kind(pair, agreed, here, as_ben):
    page = as_ben.get(here).content.decode()

    assert len(re.findall(r'<section class="voice( coach)? stack stack-s"', page)) == 2


@pytest.mark.row("S3.9")
def test_a_client_promises_an_arrangement(pair, agreed, here, today, as_ben, as_alma):
    answer = as_ben.post(f"{here}make/", written(today, arrangement="documents"))

    assert (answer.status_code, answer["Location"]) == (303, here)
    seen = text(as_alma.get(here))
    assert "Bring the signed paper" in seen
    assert "Documents" in seen


@pytest.mark.row("S3.9")
@pytest.mark.parametrize("arrangement", [None, "", "life"])
def test_a_client_who_names_no_arrangement_is_told_where_their_life_belongs(
    pair, agreed, here, today, as_ben, arrangement
):
    sent = written(today) | ({} if arrangement is None else {"arrangement": arrangement})

    answer = as_ben.post(f"{here}make/", sent)

    assert answer.status_code == 422
    assert "Choose what it is about" in text(answer)
    assert "belongs in your own space, where only you can see it" in text(answer)
    assert 'value="Bring the signed paper"' in answer.content.decode()
    assert Promise.objects.count() == 0


def test_a_coach_is_not_asked_for_an_arrangement(pair, agreed, here, today, as_alma):
    assert 'name="arrangement"' not in as_alma.get(here).content.decode()

    answer = as_alma.post(f"{here}make/", written(today, arrangement="pay"))

    assert (answer.status_code, Promise.objects.count()) == (303, 1)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": ""}, "Write what you promise. One line is enough."),
        ({"words": " \n "}, "Write what you promise. One line is enough."),
        ({"words": "nul\x00"}, "Write it without hidden marks."),
        ({"due_on": ""}, "Choose a day"),
        ({"due_on": "2020-02-02"}, "Choose a day that hasn't passed"),
        ({"due_on": "2026-02-30"}, "Write the day like 3 December 2026"),
        ({"due_on": "20260-01-01"}, "Write the day like 3 December 2026"),
        ({"due_on": "soon"}, "Write the day like 3 December 2026"),
        ({"due_on": "9999-12-31"}, "Choose a day that's nearer than ten years from now"),
        (
            {"words": "x" * 507},
            "A promise is one line of at most 500 letters, and this is 7 more. Nothing was cut off.",
        ),
    ],
)
def test_bad_input_says_what_to_change_and_keeps_the_rest(
    pair, agreed, here, today, as_alma, changed, sentence
):
    sent = written(today) | changed

    answer = as_alma.post(f"{here}make/", sent)

    assert answer.status_code == 422
    assert sentence in text(answer)
    page = unescape(answer.content.decode())
    for name in ("words", "due_on", "form_uid"):
        kept = sent[name].strip() if name == "words" else sent[name]
        assert not kept or kept in page
    assert Promise.objects.count() == 0


def test_a_form_that_lost_its_uid_still_works(pair, agreed, here, today, as_alma):
    for uid in ("", "not a uid"):
        assert as_alma.post(f"{here}make/", written(today, form_uid=uid)).status_code == 303

    assert Promise.objects.count() == 2


def test_a_double_submit_makes_one_promise(pair, agreed, here, today, as_alma):
    sent = written(today)

    answers = [as_alma.post(f"{here}make/", sent).status_code for _ in range(2)]

    assert (answers, Promise.objects.count()) == ([303, 303], 1)


def test_line_ends_become_one_line_and_marks_stay_marks(pair, agreed, here, today, as_alma):
    as_alma.post(f"{here}make/", written(today, words="Send\r\n<b>both</b>  & all"))

    assert "Send &lt;b&gt;both&lt;/b&gt; &amp; all" in as_alma.get(here).content.decode()


def test_strangers_cannot_make_a_promise(pair, agreed, here, today, strangers):
    for browser in strangers.values():
        assert browser.post(f"{here}make/", written(today)).status_code == 404

    assert Promise.objects.count() == 0


@pytest.mark.row("INV-18")
def test_the_receiver_says_kept_and_both_read_who_said_so(pair, agreed, here, as_alma, as_ben):
    promise = pair.promise("alma", WORDS)

    answer = as_ben.post(url(pair, "kept", promise))

    assert (answer.status_code, answer["Location"]) == (303, here)
    assert "Kept. Ben said so on" in text(as_alma.get(here))
    assert "Kept. You said so on" in text(as_ben.get(here))


@pytest.mark.row("INV-18")
@pytest.mark.row("S3.9")
@pytest.mark.parametrize("pattern", [each.name for each in urls.urlpatterns])
def test_there_is_no_route_by_which_a_maker_says_it_was_kept(
    pair, agreed, today, as_alma, as_ben, pattern
):
    """Every address of this domain is tried by the maker, before and after the day."""
    long_ago = pair.at - timedelta(days=30)
    for maker, browser in (("alma", as_alma), ("ben", as_ben)):
        for promise in (pair.promise(maker, WORDS), pair.promise(maker, WORDS, at=long_ago)):
            args = [pair.relationship.uid, *([promise.uid] if pattern in ON_ONE else [])]
            sent = written(today, arrangement="pay", state="kept", became="kept")
            browser.post(reverse(f"promises:{pattern}", args=args), sent)
            browser.get(reverse(f"promises:{pattern}", args=args), sent)

            assert state_of(promise) in {OPEN, *SAID_BY_MAKER}
    assert Promise.objects.filter(state__in=SAID_BY_RECEIVER).count() == 0


def test_every_address_on_one_promise_is_tried_below():
    assert {each.name for each in urls.urlpatterns} == {"list", "make", *ON_ONE}


@pytest.mark.row("INV-18")
@pytest.mark.parametrize("name", ON_ONE)
def test_strangers_and_the_signed_out_change_nothing_and_learn_nothing(
    pair, agreed, today, name, strangers, nobody
):
    promise = pair.promise("alma", WORDS)
    address = url(pair, name, promise)

    for browser in strangers.values():
        assert browser.post(address, written(today)).status_code == 404
        assert browser.get(address).status_code in {404, 405}
    answer = nobody.post(address, written(today))

    assert answer.status_code != 303 or answer["Location"] != reverse(
        "promises:list", args=[pair.relationship.uid]
    )
    assert (state_of(promise), Promise.objects.count()) == (OPEN, 1)


@pytest.mark.parametrize("name", ON_ONE)
def test_a_receiver_for_whom_nothing_is_open_finds_nothing(pair, today, as_ben, name):
    promise = pair.promise("alma", WORDS)

    assert as_ben.post(url(pair, name, promise), written(today)).status_code == 404
    assert state_of(promise) == OPEN


@pytest.mark.parametrize("name", ["make", "kept", "kept_late", "not_kept", "undo"])
def test_what_changes_something_is_never_done_by_a_link(pair, agreed, as_ben, name):
    promise = pair.promise("alma", WORDS)
    args = [pair.relationship.uid, *([promise.uid] if name in ON_ONE else [])]

    assert as_ben.get(reverse(f"promises:{name}", args=args)).status_code == 405
    assert state_of(promise) == OPEN


def test_before_the_day_is_over_late_and_not_kept_are_neither_offered_nor_taken(
    pair, agreed, here, as_ben
):
    promise = pair.promise("alma", WORDS)

    page = as_ben.get(here).content.decode()

    assert [f"/{word}/" in page for word in ("kept", "kept-late", "not-kept")] == [
        True,
        False,
        False,
    ]
    assert as_ben.post(url(pair, "not_kept", promise)).status_code == 403
    assert state_of(promise) == OPEN


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("kept", "Kept. You"),
        ("kept_late", "Kept after the day"),
        ("not_kept", "Not kept. The day was"),
    ],
)
def test_after_the_day_all_three_can_be_said(pair, agreed, here, as_ben, name, sentence):
    promise = pair.promise("alma", WORDS, at=pair.at - timedelta(days=30))
    assert f"/{name.replace('_', '-')}/" in as_ben.get(here).content.decode()

    assert as_ben.post(url(pair, name, promise)).status_code == 303

    assert state_of(promise) == SAY[name]
    assert sentence in text(as_ben.get(here))


@pytest.mark.row("INV-19")
def test_a_day_that_has_passed_is_said_without_alarm(pair, agreed, here, as_alma, as_ben):
    pair.promise("alma", WORDS, at=pair.at - timedelta(days=30))
    pair.promise("ben", HIS_WORDS, at=pair.at - timedelta(days=30))

    for browser in (as_alma, as_ben):
        page = browser.get(here).content.decode()
        assert text(browser.get(here)).count("The day was ") == 2
        for word in ("overdue", "late by", "missed", 'class="wrong', "note wrong", "remind"):
            assert word not in page.lower()


def test_what_was_said_can_be_undone_for_ten_minutes(pair, agreed, here, as_ben, as_alma):
    fresh, old = pair.promise("alma", "just now"), pair.promise("alma", "a while ago")
    for promise, ago in ((fresh, 1), (old, 11)):
        pair.do(
            actions.settle_promise,
            "ben",
            promise,
            became=KEPT,
            at=pair.at - timedelta(minutes=ago),
        )
    page = as_ben.get(here).content.decode()

    assert (url(pair, "undo", fresh) in page, url(pair, "undo", old) in page) == (True, False)
    assert "/undo/" not in as_alma.get(here).content.decode()
    assert as_ben.post(url(pair, "undo", fresh)).status_code == 303
    assert as_ben.post(url(pair, "undo", old)).status_code == 403
    assert (state_of(fresh), state_of(old)) == ("open", "kept")


def test_saying_kept_twice_is_no_trouble(pair, agreed, as_ben):
    promise = pair.promise("alma", WORDS)

    assert [as_ben.post(url(pair, "kept", promise)).status_code for _ in range(2)] == [303, 303]


def test_a_maker_renegotiates_on_a_page_with_the_old_words(
    pair, agreed, here, today, as_ben, as_alma
):
    promise = pair.promise("ben", HIS_WORDS)
    address = url(pair, "renegotiate", promise)
    assert f'value="{HIS_WORDS}"' in as_ben.get(address).content.decode()

    answer = as_ben.post(address, written(today, words="Say so a day before"))

    assert (answer.status_code, answer["Location"]) == (303, here)
    assert state_of(promise) == "renegotiated"
    seen = text(as_alma.get(here))
    assert "Ben put another in its place on" in seen
    assert "In place of an earlier one" in seen
    assert (HIS_WORDS in seen, "Say so a day before" in seen) == (True, True)


def test_a_bad_day_in_a_renegotiation_keeps_the_words_and_the_old_promise(
    pair, agreed, today, as_ben
):
    promise = pair.promise("ben", HIS_WORDS)

    answer = as_ben.post(
        url(pair, "renegotiate", promise),
        written(today, words="Other words", due_on="2020-01-01"),
    )

    assert answer.status_code == 422
    assert 'value="Other words"' in answer.content.decode()
    assert "Choose a day that hasn't passed" in text(answer)
    assert (state_of(promise), Promise.objects.count()) == (OPEN, 1)


def test_a_renegotiation_sent_twice_makes_one(pair, agreed, today, as_ben):
    promise, sent = pair.promise("ben", HIS_WORDS), written(today, words="Say so a day before")

    answers = [as_ben.post(url(pair, "renegotiate", promise), sent) for _ in range(2)]

    assert ([each.status_code for each in answers], Promise.objects.count()) == ([303, 303], 2)


@pytest.mark.parametrize("name", ["renegotiate", "withdraw"])
def test_the_receiver_cannot_open_the_makers_pages(pair, agreed, today, as_alma, name):
    promise = pair.promise("ben", HIS_WORDS)

    assert as_alma.get(url(pair, name, promise)).status_code == 403
    assert as_alma.post(url(pair, name, promise), written(today)).status_code == 403
    assert state_of(promise) == OPEN


def test_on_its_day_renegotiating_is_not_offered_any_more(pair, agreed, here, today, as_ben):
    promise = pair.promise("ben", HIS_WORDS, due_on=today)

    page = as_ben.get(here).content.decode()

    assert (url(pair, "renegotiate", promise) in page, url(pair, "withdraw", promise) in page) == (
        False,
        True,
    )
    assert as_ben.get(url(pair, "renegotiate", promise)).status_code == 403


def test_withdrawing_asks_once_and_both_see_it(pair, agreed, here, as_ben, as_alma):
    promise = pair.promise("ben", HIS_WORDS)
    asked = as_ben.get(url(pair, "withdraw", promise))
    assert (asked.status_code, state_of(promise)) == (200, OPEN)
    assert HIS_WORDS in text(asked)

    assert as_ben.post(url(pair, "withdraw", promise)).status_code == 303

    assert "Ben withdrew it on" in text(as_alma.get(here))
    assert "You withdrew it on" in text(as_ben.get(here))


def test_after_the_end_the_page_shows_ones_own_and_offers_nothing(pair, agreed, here, as_ben, alma):
    from goldenthread.relationships import api as relationships

    pair.promise("ben", HIS_WORDS)
    relationships.end_relationship(relationship=pair.relationship, by=alma, at=pair.at)

    page = as_ben.get(here)

    assert HIS_WORDS in text(page)
    assert "This is over between you" in text(page)
    assert [word in page.content.decode() for word in ("/make/", "/withdraw/")] == [False, False]


@pytest.mark.row("G5")
def test_a_tampered_promise_gives_one_page_and_no_words(pair, agreed, here, as_ben):
    promise = pair.promise("alma", WORDS)
    sealed = bytearray(bytes(promise.sealed))
    sealed[-1] ^= 1
    Promise.objects.filter(uid=promise.uid).update(sealed=bytes(sealed))

    answer = as_ben.get(here)

    assert answer.status_code == 409
    assert WORDS not in answer.content.decode()


def test_days_are_said_in_the_readers_zone(pair, agreed, here, as_ben, ben, today):
    ben.zone = "Pacific/Kiritimati"
    ben.save(update_fields=["zone"])
    promise = pair.promise("alma", WORDS, at=pair.at - timedelta(days=3), due_on=today)
    there = (now() + timedelta(hours=14)).date()

    seen = text(as_ben.get(here))

    expected = "The day was" if there > promise.due_on else "By"
    assert f"{expected} {today.day} {today:%B}" in seen


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_stores_the_same_number_of_questions(pair, agreed, here, as_ben, count):
    for number in range(count):
        pair.promise("alma", f"hers {number}")
        pair.promise("ben", f"his {number}")

    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["vault"]) as shares_asked,
    ):
        as_ben.get(here)

    assert (len(asked), len(shares_asked)) == (14, 2)
