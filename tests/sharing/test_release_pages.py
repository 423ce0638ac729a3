"""The way of a text, page by page: from Ben’s draft to Dara, and back."""

from __future__ import annotations

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.sharing.models import Release
from tests.sharing.looking import at_pair, at_seat, shown_on, snapshot_of, text

WORDS = "I lead the Monday round myself now"
HOPE = "That he finds his own way to lead"


@pytest.mark.row("INV-4")
def test_withdrawn_it_is_a_page_that_says_there_is_nothing(with_dara, as_dara, as_ben):
    t = with_dara
    release = t.release(WORDS)
    url = at_seat(t, "released", snapshot_of(release).uid)
    assert as_dara.get(url).status_code == 200

    answer = as_ben.post(at_pair(t, "withdraw", release.uid), follow=True)

    assert "It had been opened before." in answer.content.decode()
    assert as_dara.get(url).status_code == 404
    assert "A text of" not in text(as_dara.get(at_seat(t, "window")))


def test_ben_hears_that_nobody_had_opened_what_he_withdraws(with_dara, as_ben):
    t = with_dara
    release = t.release(WORDS)

    answer = as_ben.post(at_pair(t, "withdraw", release.uid), follow=True)

    assert "nobody had opened it" in answer.content.decode()


def test_the_way_of_a_text_from_draft_to_dara(with_dara, as_ben, as_alma, as_dara):
    t = with_dara
    sent = {"words": WORDS, "purpose": "For May", "until": "", "form_uid": new_uid()}
    assert as_ben.get(at_pair(t, "draft", t.seat_uid)).status_code == 200
    answer = as_ben.post(at_pair(t, "draft", t.seat_uid), sent)
    page = answer["Location"]
    release = Release.objects.get()

    for browser in (as_ben, as_alma):
        shown = shown_on(browser.get(page))
        done = browser.post(at_pair(t, "approve", release.uid), {"shown": shown})
        assert (done.status_code, done["Location"]) == (303, page)

    seen = as_dara.get(at_seat(t, "released", snapshot_of(release).uid))
    assert f"<p>{WORDS}</p>" in seen.content.decode()
    assert "For May" in text(seen)
    assert "Open to its reader" in text(as_ben.get(at_pair(t, "releases")))


def test_a_yes_to_words_that_changed_shows_the_new_ones_and_counts_for_nothing(
    with_dara, as_ben, as_alma
):
    t = with_dara
    draft = t.draft(WORDS)
    page = at_pair(t, "release", draft.uid)
    shown = shown_on(as_ben.get(page))
    edit = at_pair(t, "edit", draft.uid)
    assert f">\n{WORDS}" in as_alma.get(edit).content.decode()
    changed = {"words": "Other words", "purpose": "", "until": "", "edition": "1"}
    assert as_alma.post(edit, changed).status_code == 303

    answer = as_ben.post(at_pair(t, "approve", draft.uid), {"shown": shown})

    assert answer.status_code == 422
    assert "It changed while you were reading" in text(answer)
    assert "Other words" in text(answer)
    assert Release.objects.get().state == "drafted"
    assert as_alma.post(edit, changed).status_code == 422


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": ""}, "Write the words that may be read."),
        ({"words": "x" * 10_007}, "This holds 10,000 characters and has 10,007."),
        ({"until": "2020-01-01"}, "Choose a day that hasn’t passed"),
        ({"until": "soon"}, "Write the day like 3 December 2026"),
        ({"until": "9999-01-01"}, "nearer than ten years"),
        ({"purpose": "x" * 301}, "This holds 300 characters"),
    ],
)
def test_bad_input_says_what_to_change_and_keeps_the_rest(with_dara, as_ben, changed, sentence):
    t = with_dara
    sent = {"words": WORDS, "purpose": "For May", "until": "", **changed}

    answer = as_ben.post(at_pair(t, "draft", t.seat_uid), sent)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Release.objects.count() == 0


@pytest.mark.row("S2.14")
def test_a_case_asks_alma_to_read_it_as_if_all_were_present(with_enzo, as_alma):
    t = with_enzo
    draft = t.draft("A leader took on the Monday round", by=t.alma)
    page = as_alma.get(at_pair(t, "release", draft.uid))
    shown = shown_on(page)
    assert "as if everybody in it were present" in text(page)

    answer = as_alma.post(at_pair(t, "approve", draft.uid), {"shown": shown})

    assert answer.status_code == 422
    assert "Read it as if they were present, and say that you did." in text(answer)
    both = {"shown": shown, "as_if_present": "on"}
    assert as_alma.post(at_pair(t, "approve", draft.uid), both).status_code == 303
