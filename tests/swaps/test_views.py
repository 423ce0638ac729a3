"""The pages of swaps, seen by all five of the cast."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.courier.models import Letter
from goldenthread.relationships import api as relationships
from goldenthread.swaps import beside
from goldenthread.swaps.beside import Beside, show_beside
from goldenthread.swaps.kinds import all_kinds, the_kind
from goldenthread.swaps.models import Addition, Draft, Half
from tests.swaps.conftest import HERS, HIS


def text(answer):
    """What a person reads on the page."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture(autouse=True)
def today(request):
    """Pages ask the clock, so what is done here is done now."""
    if "two" in request.fixturenames:
        request.getfixturevalue("two").at = now()


def address(two, name="swap", kind=""):
    where = {"rel": two.relationship.uid, "kind": kind or two.kind.key}
    return reverse(f"swaps:{name}", kwargs=where)


def everything(two):
    return reverse("swaps:swaps", args=[two.relationship.uid])


def test_all_kinds_are_found_and_none_is_counted(two, as_ben, as_alma):
    for browser in (as_ben, as_alma):
        page = text(browser.get(everything(two)))
        assert [kind.title for kind in all_kinds() if kind.title not in page] == []
        assert "Nothing here yet." in page
        assert "Only you can see this page" in page
        assert re.findall(r"\d+ (of|/) \d+", page) == []
    for kind in all_kinds():
        assert as_ben.get(address(two, kind=kind.key)).status_code == 200
        assert as_ben.get(address(two, "write", kind.key)).status_code == 200


@pytest.mark.row("S2.8")
def test_ben_and_alma_swap_trust_cards(two, as_ben, as_alma):
    """The whole way, in their browsers."""
    kept = as_ben.post(address(two, "write"), {"answer_trust": HIS, "revision": "0"})
    assert (kept.status_code, kept["Location"]) == (303, address(two))
    assert HIS in text(as_ben.get(address(two)))
    as_alma.post(address(two, "write"), {"answer_trust": HERS, "answer_stop": "hurried"})
    assert HIS not in text(as_alma.get(address(two)))

    assert as_ben.post(address(two, "ready"), {"revision": "1"}).status_code == 303
    hers, his = text(as_alma.get(address(two))), text(as_ben.get(address(two)))
    assert ("Ben is ready" in hers, HIS in hers) == (True, False)
    assert ("Alma isn’t ready yet" in his, HERS in his) == (True, False)
    assert as_alma.post(address(two, "ready"), {"revision": "1"}).status_code == 303

    for browser in (as_ben, as_alma):
        page = text(browser.get(address(two)))
        assert (page.count(HIS), page.count(HERS), page.count("hurried")) == (1, 1, 1)
        assert page.index(HIS) < page.index(HERS)
        assert "Opened on" in page
    assert "Only you and Alma can read this" in text(as_ben.get(address(two)))


@pytest.mark.row("INV-13")
def test_a_page_is_the_same_whether_the_other_has_begun_or_not(two, as_ben, as_alma):
    def without_token(answer):
        return re.sub(r'(nonce|value|csrf[^=]*)="[^"]{20,}"', "", answer.content.decode())

    pages = (everything(two), address(two), address(two, "write"))
    before = [without_token(as_alma.get(path)) for path in pages]
    two.write("ben")

    assert HIS in text(as_ben.get(address(two)))
    assert [without_token(as_alma.get(path)) for path in pages] == before


def test_the_other_three_see_nothing_and_learn_nothing(two, strangers, nobody, as_ben):
    two.open()
    paths = [everything(two), address(two), address(two, "write"), address(two, "put_away")]
    assert HIS in text(as_ben.get(address(two)))

    for client in strangers.values():
        for path in paths:
            unknown = path.replace(str(two.relationship.uid), str(new_uid()))
            assert client.get(path).status_code == 404
            assert text(client.get(path)) == text(client.get(unknown))
        for name in ("write", "ready", "take_back", "put_away"):
            assert client.post(address(two, name)).status_code == 404
    for path in paths:
        assert HIS not in nobody.get(path).content.decode()
    assert Half.objects.count() == 2


def test_both_columns_stand_side_by_side_in_boxes_of_equal_kind(two, as_ben):
    two.open()

    page = as_ben.get(address(two)).content.decode()

    assert len(re.findall(r'<div class="voice( coach)? stack stack-s"', page)) == 2


@pytest.mark.row("INV-14")
def test_one_neutral_letter_when_both_are_open_and_none_before(two, as_ben, as_alma, at):
    def sent():
        return Letter.objects.filter(kind="something_new").count()

    two.write_and_be_ready("ben")
    two.write("alma")
    assert sent() == 0

    as_alma.post(address(two, "ready"), {"revision": "1"})

    assert sent() == 1


def test_ready_pressed_twice_is_ready_once(two, as_ben, as_alma):
    two.write("ben")
    two.write("alma")
    for browser in (as_ben, as_ben, as_alma, as_alma):
        answer = browser.post(address(two, "ready"), {"revision": "1"})
        assert answer.status_code == 303
    assert Half.objects.count() == 2
    assert len(two.page("ben").rounds) == 1


@pytest.mark.parametrize("revision", ["", "0", "2", "x", "-1"])
def test_ready_for_words_one_has_not_seen_is_asked_again(two, as_ben, revision):
    two.write("ben")

    answer = as_ben.post(address(two, "ready"), {"revision": revision})

    assert answer.status_code == 422
    assert "Your words have changed in another window since." in text(answer)
    assert Half.objects.count() == 0


def test_not_ready_any_more(two, as_ben, as_alma):
    two.write_and_be_ready("ben")

    assert as_ben.post(address(two, "take_back")).status_code == 303

    assert "Ben is ready" not in text(as_alma.get(address(two)))
    assert HIS in text(as_ben.get(address(two)))
    assert as_ben.post(address(two, "take_back")).status_code == 303
    assert "nothing of yours waiting here" in as_ben.get(address(two)).content.decode()


def test_two_windows_lose_nothing(two, as_ben):
    two.write("ben", trust="from the one")

    answer = as_ben.post(address(two, "write"), {"answer_trust": "the other", "revision": "0"})

    page = text(answer)
    assert answer.status_code == 422
    assert "You changed this in another window." in page
    assert ("from the one" in page, "the other" in page) == (True, True)
    assert b'name="revision" value="1"' in answer.content
    as_ben.post(address(two, "write"), {"answer_trust": "the other", "revision": "1"})
    assert "the other" in text(as_ben.get(address(two)))


def test_the_same_form_twice_keeps_it_once(two, as_ben):
    sent = {"answer_trust": HIS, "revision": "0"}

    answers = [as_ben.post(address(two, "write"), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Draft.objects.get().revision == 1


def test_what_is_typed_after_being_ready_elsewhere_stays_on_the_page(two, as_ben):
    two.write_and_be_ready("ben")

    answer = as_ben.post(address(two, "write"), {"answer_trust": "still typing", "revision": "1"})

    assert answer.status_code == 422
    assert "Take that back first" in text(answer)
    assert "still typing" in text(answer)
    assert as_ben.get(address(two, "write")).status_code == 403


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Write a few words first."),
        ({"answer_trust": " \n"}, "Write a few words first."),
        (
            {"answer_stop": "x" * 4_010, "answer_trust": "kept on the page"},
            "This place holds 4,000 characters and yours has 4,010. Make it shorter.",
        ),
    ],
)
def test_bad_input_says_what_to_change_and_keeps_the_rest(two, as_ben, sent, sentence):
    answer = as_ben.post(address(two, "write"), sent)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert sent.get("answer_trust", "").strip() in text(answer)
    assert Draft.objects.count() == 0


@pytest.mark.row("S2.8")
def test_ben_hides_what_means_nothing_to_him_and_alma_is_not_offered_that(two, as_ben, as_alma):
    tick = "leave_out_stop"
    assert (tick in as_ben.get(address(two, "write")).content.decode()) is True
    assert (tick in as_alma.get(address(two, "write")).content.decode()) is False

    as_ben.post(
        address(two, "write"),
        {"answer_trust": HIS, "answer_stop": "never kept", tick: "on", "revision": "0"},
    )

    page = as_ben.get(address(two, "write")).content.decode()
    assert "never kept" not in page
    assert page.index("answer_please_dont") < page.index("answer_stop")
    as_alma.post(address(two, "write"), {"answer_trust": HERS, tick: "on", "answer_stop": "hers"})
    assert "hers" in text(as_alma.get(address(two)))
    as_ben.post(address(two, "ready"), {"revision": "1"})
    as_alma.post(address(two, "ready"), {"revision": "1"})
    assert text(as_alma.get(address(two))).count("I stop when …") == 1


def test_a_half_is_put_away_after_one_question(two, as_ben):
    two.write("ben")
    assert HIS in text(as_ben.get(address(two, "put_away")))

    for _ in range(2):
        assert as_ben.post(address(two, "put_away")).status_code == 303

    assert Draft.objects.count() == 0
    assert as_ben.get(address(two, "put_away")).status_code == 404


def test_old_rounds_stay_to_be_read_with_what_changed(two, as_alma):
    two.open()
    two.write_and_be_ready("ben", trust="you keep what I said on Thursday")
    two.write_and_be_ready("alma")

    page = as_alma.get(address(two)).content.decode()

    assert HIS in page
    assert "<del>" in page
    assert "<ins>" in page
    assert "As it opened on" in text(as_alma.get(address(two)))


def test_writing_anew_begins_with_ones_last_words(two, as_ben):
    two.open()

    assert HIS in text(as_ben.get(address(two, "write")))
    assert HERS not in text(as_ben.get(address(two, "write")))


@pytest.mark.row("S2.21")
def test_recast_has_its_questions_two_columns_and_what_i_did_not_know(two, as_ben, as_alma):
    two.kind = the_kind("recast")
    assert "as you imagine the other did" in text(as_ben.get(address(two, "write")))
    assert as_ben.post(address(two, "add"), {"words": "Too early"}).status_code == 403
    two.write_and_be_ready("ben", side="How I lived it")
    two.write_and_be_ready("alma", side="How she lived it")
    sent = {"words": "That it hurt.", "uid": str(new_uid())}

    for _ in range(2):
        assert as_ben.post(address(two, "add"), sent).status_code == 303

    assert Addition.objects.count() == 1
    page = text(as_alma.get(address(two)))
    assert page.index("What I did not know") < page.index("That it hurt.")
    for words in ("", "x" * 4_001):
        answer = as_alma.post(address(two, "add"), {"words": words})
        assert (answer.status_code, Addition.objects.count()) == (422, 1)
        assert words in text(answer)


@pytest.mark.row("S1.1")
def test_the_wishes_have_a_place_for_what_others_hope(two, as_ben, as_alma, monkeypatch):
    monkeypatch.setattr(beside, "_hung", {})
    show_beside(
        "wishes", lambda *_, at, **__: [Beside("Dara, who pays", "That he stays with us.", at)]
    )

    for browser in (as_ben, as_alma):
        page = text(browser.get(address(two, kind="wishes")))
        assert "What others hope for" in page
        assert "That he stays with us." in page
    hers = text(as_alma.get(address(two, "write", "wishes")))
    his = text(as_ben.get(address(two, "write", "wishes")))
    assert ("What’s in it for you?" in hers, "What’s in it for you?" in his) == (True, False)


def test_after_the_end_each_reads_their_own_and_nothing_more_is_written(two, as_ben, as_alma, ben):
    two.open()
    relationships.end_relationship(relationship=two.relationship, by=ben, at=two.at)

    his, hers = text(as_ben.get(address(two))), text(as_alma.get(address(two)))
    assert ((HIS in his), (HERS in his), (HIS in hers), (HERS in hers)) == (
        True,
        False,
        False,
        True,
    )
    assert "Only you can read this" in his
    assert as_ben.get(address(two, "write")).status_code == 403
    answer = as_ben.post(address(two, "write"), {"answer_trust": "too late", "revision": "0"})
    assert (answer.status_code, "too late" in text(answer)) == (422, True)


def test_pages_answer_only_to_what_they_are_for(two, as_ben):
    assert as_ben.post(everything(two)).status_code == 405
    assert as_ben.post(address(two)).status_code == 405
    assert as_ben.get(address(two, "ready")).status_code == 405
    assert as_ben.get(address(two, "take_back")).status_code == 405
    assert as_ben.post(address(two, "ready"), {"revision": "1"}).status_code == 303
    assert Half.objects.count() == 0


def test_no_page_is_kept_by_the_browser(two, as_ben):
    two.open()

    assert "no-store" in as_ben.get(address(two))["Cache-Control"]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_asks_the_same_however_many_there_are(
    two, as_ben, how_many, django_assert_num_queries
):
    as_ben.get(everything(two))
    for key in ("trust_card", "assumption", "recast")[:how_many]:
        two.kind = the_kind(key)
        two.write_and_be_ready("ben")

    with django_assert_num_queries(LIST_ASKS):
        as_ben.get(everything(two))


LIST_ASKS = 8
