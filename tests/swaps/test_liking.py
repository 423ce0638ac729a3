"""How I like to work: the client's to write, both to read, with what changed and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger.models import Entry as Line
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.swaps import actions, liking_queries
from goldenthread.swaps.actions import ChangedElsewhere
from goldenthread.swaps.likings import PLACES, LikingSaid
from goldenthread.swaps.models import Liking
from tests.swaps.test_views import text


def keep(two, seen=0, who="ben", **words):
    actions.keep_liking(two.relationship, LikingSaid(words), seen_number=seen, **two.asked(who))


def page(two, who):
    return liking_queries.liking_page(two.relationship, **two.asked(who))


@pytest.fixture
def here(relationship):
    return reverse("swaps:how_i_like_to_work", args=[relationship.uid])


@pytest.mark.row("S1.10")
@pytest.mark.row("S2.25")
def test_the_seven_places_are_free_words_and_no_label():
    assert [place.key for place in PLACES] == [
        "called",
        "pace",
        "directness",
        "silence",
        "writing",
        "not_to_do",
        "access",
    ]
    assert "needn’t be the name in your passport" in PLACES[0].hint


@pytest.mark.row("S1.10")
def test_both_read_how_it_stands_and_what_changed_on_which_day(two):
    keep(two, pace="Slow", silence="I think")
    first = two.at
    two.at += timedelta(days=3)
    keep(two, 1, pace="Slow on Mondays", called="Ben, they/them")

    for who in ("ben", "alma"):
        found = page(two, who)
        assert [(place.key, words) for place, words in found.shown] == [
            ("called", "Ben, they/them"),
            ("pace", "Slow on Mondays"),
        ]
        [change] = found.changes
        assert (change.kept_at, found.kept_at) == (first + timedelta(days=3), two.at)
        assert {place.key: [p.kind for p in pieces] for place, pieces in change.places} == {
            "called": ["added"],
            "pace": ["same", "added"],
            "silence": ["gone"],
        }


@pytest.mark.row("S1.10")
def test_the_coach_writes_nothing_here_and_the_client_may_write_nothing(two):
    with pytest.raises(NotAllowed, match="Only the client"):
        keep(two, who="alma", pace="Fast")

    assert page(two, "alma").shown == page(two, "ben").shown == ()
    assert Line.objects.filter(verb__startswith="swaps.").count() == 0


def test_a_change_in_another_window_is_not_written_over(two):
    keep(two, pace="Slow")

    with pytest.raises(ChangedElsewhere):
        keep(two, 0, pace="Fast")

    assert Liking.objects.count() == 1


def test_taking_it_back_leaves_nothing_of_it(two, ben, alma):
    keep(two, pace="Slow")
    keep(two, 1, pace="Fast")

    with pytest.raises(NotAllowed):
        actions.take_back_likings(two.relationship, by=alma, at=two.at)
    actions.take_back_likings(two.relationship, by=ben, at=two.at)

    assert Liking.objects.count() == 0
    assert page(two, "alma").shown == ()


def test_each_deed_and_each_reading_leaves_a_line_about_the_client(two, alma, ben):
    keep(two, pace="Slow")
    page(two, "alma")
    actions.take_back_likings(two.relationship, by=ben, at=two.at)

    rows = Line.objects.filter(verb__startswith="swaps.").order_by("seq")
    assert [(row.verb, row.actor_uid, row.about_uid) for row in rows] == [
        ("swaps.liking.kept", ben.uid, ben.uid),
        ("swaps.liking.opened", alma.uid, ben.uid),
        ("swaps.liking.taken_back", ben.uid, ben.uid),
    ]


@pytest.mark.parametrize("changed", ["number", "author_uid", "sealed"])
def test_a_row_that_was_tampered_with_does_not_open(two, changed, alma):
    keep(two, pace="Slow")
    assert page(two, "alma").number == 1
    row = Liking.objects.get()
    value = {
        "number": 5,
        "author_uid": alma.uid,
        "sealed": bytes(row.sealed)[:-1] + bytes([row.sealed[-1] ^ 1]),
    }[changed]

    Liking.objects.update(**{changed: value})

    with pytest.raises(seals.Bad):
        page(two, "alma")


def test_strangers_find_nothing(two, here, strangers, nobody, cleo_member):
    keep(two, pace="Slow on Mondays")
    two.members["cleo"] = cleo_member

    with pytest.raises(Http404):
        page(two, "cleo")
    for client in strangers.values():
        for path in (here, f"{here}write/", f"{here}take-back/"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert b"Mondays" not in answer.content
    assert nobody.get(here).status_code != 200


# Its pages.


@pytest.fixture
def today(two):
    two.at = now()
    return two


@pytest.mark.row("S1.10")
def test_ben_writes_it_and_alma_reads_it(today, here, as_ben, as_alma):
    assert "Nothing written." in text(as_ben.get(here))
    assert "may write here what helps, any day or never" in text(as_alma.get(here))

    answer = as_ben.post(f"{here}write/", {"number": "0", "pace": "Slow", "called": "Benny, he"})

    assert (answer.status_code, answer["Location"]) == (303, here)
    for browser in (as_ben, as_alma):
        assert "Benny, he" in text(browser.get(here))
    assert "How Ben likes to work" in text(as_alma.get(here))
    assert as_alma.get(f"{here}write/").status_code == 403
    assert as_alma.get(f"{here}take-back/").status_code == 403


def test_the_same_words_again_make_no_new_one(today, here, as_ben):
    for number in ("0", "1", "0"):
        answer = as_ben.post(f"{here}write/", {"number": number, "pace": "Slow"})
        assert answer.status_code == 303
    assert Liking.objects.count() == 1


def test_two_windows_lose_nothing(today, here, as_ben):
    as_ben.post(f"{here}write/", {"number": "0", "pace": "From the one"})

    answer = as_ben.post(f"{here}write/", {"number": "0", "pace": "From the other"})

    page = text(answer)
    assert answer.status_code == 422
    assert "You changed this in another window." in page
    assert ("From the one" in page, "From the other" in page) == (True, True)
    assert b'name="number" value="1"' in answer.content
    as_ben.post(f"{here}write/", {"number": "1", "pace": "From the other"})
    assert "From the other" in text(as_ben.get(here))


def test_too_long_says_the_limit_and_keeps_the_words(today, here, as_ben):
    answer = as_ben.post(f"{here}write/", {"number": "0", "pace": "slow " * 401})

    assert answer.status_code == 422
    assert "This place holds 2,000 characters and yours has 2,005." in text(answer)
    assert text(answer).count("slow slow") > 0
    assert Liking.objects.count() == 0


def test_ben_takes_it_all_back(today, here, as_ben, as_alma):
    keep(today, pace="Slow on Mondays")
    assert "Take it all back?" in text(as_ben.get(f"{here}take-back/"))

    answer = as_ben.post(f"{here}take-back/")

    assert answer.status_code == 303
    assert "Mondays" not in text(as_alma.get(here))


def test_after_the_end_only_ben_reads_it_and_may_take_it_back(today, here, as_ben, as_alma, ben):
    keep(today, pace="Slow on Mondays")
    relationships.end_relationship(relationship=today.relationship, by=ben, at=today.at)

    assert "Mondays" in text(as_ben.get(here))
    assert "Only you can read this" in text(as_ben.get(here))
    refused = as_alma.get(here)
    assert (refused.status_code, b"Mondays" in refused.content) == (403, False)
    assert as_ben.get(f"{here}write/").status_code == 403
    assert as_ben.post(f"{here}take-back/").status_code == 303
    assert Liking.objects.count() == 0
