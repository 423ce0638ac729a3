"""One's own list in one's own space. For everybody else there is no such page."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from goldenthread.commitments.models import Commitment
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid

LENA = "Ring Lena on Sunday"


@pytest.fixture
def today(bens):
    """Pages ask the clock."""
    bens.at = now()
    return bens


def url(name, *args):
    return reverse(f"commitments:{name}", args=args)


def words_of(answer):
    main = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.row("S0.20")
def test_ben_writes_ticks_changes_and_lets_go(today, as_ben):
    assert "Nothing written down." in words_of(as_ben.get(url("list")))
    answer = as_ben.post(url("write"), {"words": LENA, "uid": str(new_uid())})
    assert (answer.status_code, answer.url) == (303, url("list"))
    one = Commitment.objects.get()
    assert LENA in words_of(as_ben.get(url("list")))

    assert as_ben.post(url("tick", one.uid)).status_code == 303
    assert f"Ticked {LENA}" in words_of(as_ben.get(url("list")))
    assert as_ben.post(url("untick", one.uid)).status_code == 303
    sent = {"words": "Write to Lena", "seen": "1"}
    assert as_ben.post(url("reword", one.uid), sent).status_code == 303
    assert "Write to Lena" in words_of(as_ben.get(url("list")))
    assert as_ben.post(url("let_go", one.uid)).status_code == 303
    assert Commitment.objects.count() == 0


@pytest.mark.row("S0.20", "INV-1")
def test_for_the_other_four_there_is_no_such_page(today, as_alma, as_cleo, as_dara, as_enzo):
    one = today.write()
    for browser in (as_alma, as_cleo, as_dara, as_enzo):
        assert browser.get(url("list")).status_code == 404
        assert browser.post(url("write"), {"words": "For Ben"}).status_code == 404
        assert browser.get(url("reword", one.uid)).status_code == 404
        for name in ("reword", "tick", "untick", "let_go"):
            assert browser.post(url(name, one.uid), {"words": "x", "seen": 1}).status_code == 404
    assert today.read() == [(LENA, "meant")]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Write what you’ll do, in your own words."),
        ("x" * 1001, "This holds 1,000 characters and has 1,001."),
    ],
)
def test_bad_input_is_said_and_kept(today, as_ben, typed, says):
    answer = as_ben.post(url("write"), {"words": typed})
    assert answer.status_code == 422
    assert says in words_of(answer)
    assert typed in answer.content.decode()
    assert Commitment.objects.count() == 0


def test_a_second_window_shows_both(today, as_ben):
    one = today.write()
    as_ben.post(url("reword", one.uid), {"words": "Write to Lena", "seen": "1"})
    answer = as_ben.post(url("reword", one.uid), {"words": "Visit Lena", "seen": "1"})
    assert answer.status_code == 422
    assert "Write to Lena" in words_of(answer)
    assert "Visit Lena" in words_of(answer)
    again = as_ben.post(url("reword", one.uid), {"words": "Visit Lena", "seen": "2"})
    assert again.status_code == 303
    assert today.read() == [("Visit Lena", "meant")]


def test_written_after_a_session_one_goes_back_there(today, as_ben):
    rel, after = today.relationship.uid, new_uid()
    sent = {"words": LENA, "rel": str(rel), "after": str(after)}
    answer = as_ben.post(url("write"), sent)
    assert answer.url == reverse("afterwards:after", args=[rel, after])


def test_whose_relationship_it_isnt_changes_nothing_about_whose_it_is(today, as_ben):
    as_ben.post(url("write"), {"words": LENA, "rel": str(new_uid())})
    assert today.read() == [(LENA, "meant")]


@pytest.mark.row("S0.20")
def test_my_space_shows_what_is_still_meant_to_its_owner(today, as_ben, as_alma):
    one = today.write()
    home = words_of(as_ben.get(reverse("web:my_space")))
    assert LENA in home
    as_ben.post(url("tick", one.uid))
    assert LENA not in words_of(as_ben.get(reverse("web:my_space")))
    assert LENA not in as_alma.get(reverse("web:my_space"), follow=True).content.decode()
