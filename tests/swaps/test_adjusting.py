"""How it has fitted lately, what the coach will change, and whether the client has noticed (S1.15)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger.models import Entry as Line
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.swaps import actions, liking_queries
from goldenthread.swaps.likings import FITS, LikingSaid
from goldenthread.swaps.models import Adjustment
from goldenthread.swaps.states import Noticed

WORDS = "I'll leave it quiet after a question, and ask half as many."


@pytest.fixture
def here(relationship):
    return reverse("swaps:how_i_like_to_work", args=[relationship.uid])


@pytest.fixture
def written(two):
    said = LikingSaid({"pace": "Slowly, on Mondays.", "fit_pace": "too much"})
    actions.keep_liking(two.relationship, said, seen_number=0, **two.asked("ben"))
    return two


def change(two, who="alma", words=WORDS, uid=None):
    return actions.say_what_changes(two.relationship, words, uid=uid or new_uid(), **two.asked(who))


def say(two, adjustment, noticed, who="ben"):
    doing = {key: value for key, value in two.asked(who).items() if key != "keyring"}
    return actions.say_noticed(two.relationship, adjustment, noticed, **doing)


def read(two, who):
    found = liking_queries.adjustments_of(two.relationship, **two.asked(who))
    return [(each.words, each.noticed) for each in found]


@pytest.mark.row("S1.15")
def test_the_client_says_how_it_fits_in_words_and_the_coach_says_what_will_change(written):
    adjustment = change(written)
    assert [read(written, who) for who in ("alma", "ben")] == [[(WORDS, Noticed.UNSAID)]] * 2

    say(written, adjustment, Noticed.NOT_YET)
    assert read(written, "alma") == [(WORDS, Noticed.NOT_YET)]
    say(written, adjustment, Noticed.NOTICED)
    assert read(written, "alma") == [(WORDS, Noticed.NOTICED)]


@pytest.mark.row("S1.15")
def test_the_coach_never_answers_first_and_never_says_that_it_was_noticed(two):
    with pytest.raises(NotAllowed, match="hasn't written anything yet"):
        change(two)
    said = LikingSaid({"fit_talking": "too much"})
    actions.keep_liking(two.relationship, said, seen_number=0, **two.asked("ben"))

    with pytest.raises(NotAllowed, match="Only the coach says"):
        change(two, "ben")
    adjustment = change(two)
    with pytest.raises(NotAllowed):
        say(two, adjustment, Noticed.NOTICED, who="alma")

    assert read(two, "ben") == [(WORDS, Noticed.UNSAID)]


def test_each_deed_leaves_one_line_about_the_client_and_reading_one_before(written, alma, ben):
    adjustment = change(written)
    say(written, adjustment, Noticed.NOTICED)
    read(written, "alma")

    lines = Line.objects.filter(verb__startswith="swaps.adjustment").order_by("seq")
    assert [(each.verb, each.actor_uid, each.about_uid) for each in lines] == [
        ("swaps.adjustment.said", alma.uid, ben.uid),
        ("swaps.adjustment.noticed", ben.uid, ben.uid),
        ("swaps.adjustments.opened", alma.uid, ben.uid),
    ]


def test_the_same_form_sent_twice_says_it_once(written):
    uid = new_uid()
    change(written, uid=uid)
    change(written, uid=uid)

    assert Adjustment.objects.count() == 1


def test_a_changed_envelope_is_refused(written):
    adjustment = change(written)
    Adjustment.objects.update(sealed=bytes(adjustment.sealed)[:-1] + b"x")

    with pytest.raises(seals.Bad):
        read(written, "ben")


def test_taking_it_all_back_takes_the_answers_too(written):
    change(written)
    doing = {key: value for key, value in written.asked("ben").items() if key != "keyring"}

    actions.take_back_likings(written.relationship, **doing)

    assert Adjustment.objects.count() == 0


def test_after_the_end_the_coach_reads_none_of_it(written, alma):
    change(written)
    assert len(read(written, "alma")) == 1
    relationships.end_relationship(relationship=written.relationship, by=alma, at=now())
    written.relationship.refresh_from_db()

    with pytest.raises(NotAllowed):
        read(written, "alma")
    assert read(written, "ben") == [(WORDS, Noticed.UNSAID)]


@pytest.mark.row("S1.15")
def test_on_the_page_ben_chooses_words_alma_answers_and_ben_has_noticed(here, as_alma, as_ben):
    sent = {"number": "0", "pace": "", **{place.key: "" for place in FITS}}
    as_ben.post(here + "write/", sent | {"fit_between": "too little"})
    page = as_alma.get(here).content.decode()
    assert ("Lately, contact in between was" in page, "too little" in page) == (True, True)

    answer = as_alma.post(here + "change/", {"uid": str(new_uid()), "words": WORDS})
    assert (answer.status_code, answer["Location"]) == (303, here)
    adjustment = Adjustment.objects.get()
    as_ben.post(f"{here}{adjustment.uid}/noticed/")

    assert "Ben has noticed it." in as_alma.get(here).content.decode()


def test_bad_input_is_said_and_nothing_is_lost(here, as_alma, as_ben):
    as_ben.post(here + "write/", {"number": "0", "pace": "Slowly."})
    for words, says in (("", "Write a few words first."), ("x" * 2001, "Nothing was lost.")):
        answer = as_alma.post(here + "change/", {"words": words})
        page = answer.content.decode()
        assert (answer.status_code, says in page, words in page) == (422, True, True)
    answer = as_ben.post(here + "write/", {"number": "1", "pace": "Slowly.", "fit_pace": "7"})
    assert (answer.status_code, "Choose one of these" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["Cleo", "Dara", "Enzo"])
def test_for_anyone_else_there_is_nothing(written, here, strangers, name):
    adjustment = change(written)
    for path in ("change/", f"{adjustment.uid}/noticed/", f"{adjustment.uid}/not-yet/"):
        assert strangers[name].post(here + path).status_code == 404
    with pytest.raises(Http404):
        liking_queries.the_adjustment(written.relationship, new_uid())


def test_a_later_change_stands_first(written):
    change(written, words="First.")
    written.at = written.at + timedelta(days=1)
    change(written, words="Then.")

    assert [words for words, _ in read(written, "ben")] == ["Then.", "First."]
