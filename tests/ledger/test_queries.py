"""Reading the ledger: for the person it is about, and for the person who did it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from goldenthread.ledger import api as ledger


def seqs(entries):
    return [entry.seq for entry in entries]


@pytest.mark.row("INV-3", "S0.15")
def test_the_client_sees_every_line_about_them_newest_first(lived, ben):
    assert seqs(ledger.entries_about(ben.uid)) == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.row("INV-13", "S0.15")
def test_lines_about_ben_are_about_ben_for_nobody_else(lived, cast):
    found = {someone.name: len(ledger.entries_about(someone.uid)) for someone in cast}

    assert found == {"Alma": 0, "Ben": 7, "Cleo": 0, "Dara": 0, "Enzo": 0}


@pytest.mark.row("INV-13")
def test_each_of_the_five_sees_their_own_deeds_and_no_one_elses(lived, cast):
    found = {someone.name: ledger.entries_by(someone.uid) for someone in cast}

    told = {name: seqs(entries) for name, entries in found.items()}
    assert told == {"Alma": [6, 4, 3], "Ben": [7, 2, 1], "Cleo": [], "Dara": [], "Enzo": []}


@pytest.mark.row("INV-13")
def test_nothing_the_coach_can_ask_for_shows_that_the_client_read(lived, alma, ben):
    reading = ledger.entries_about(ben.uid)[0]
    assert (reading.verb, reading.actor_uid) == ("test.entry.opened", ben.uid)

    hers = ledger.entries_by(alma.uid) + ledger.entries_about(alma.uid)

    assert {entry.actor_uid for entry in hers} == {alma.uid}
    assert ledger.heads_for(alma.uid) == []


def test_a_page_goes_on_where_the_last_one_ended(lived, ben):
    seen, before = [], None
    while page := ledger.entries_about(ben.uid, limit=3, before=before):
        seen.append(seqs(page))
        before = ledger.place_of(page[-1])

    assert seen == [[7, 6, 5], [4, 3, 2], [1]]


def test_a_page_goes_on_among_lines_of_one_moment(pen, ben):
    for _ in range(5):
        pen.write("test.entry.written", ben, at=pen.at)
    first = ledger.entries_by(ben.uid, limit=2)
    second = ledger.entries_by(ben.uid, limit=2, before=ledger.place_of(first[-1]))
    third = ledger.entries_by(ben.uid, limit=2, before=ledger.place_of(second[-1]))

    assert len({entry.uid for entry in first + second + third}) == 5


def test_a_place_is_read_back_from_a_link(lived, ben):
    place = ledger.place_of(ledger.entries_about(ben.uid)[2])

    assert ledger.Place.read(str(place)) == place
    assert place.at - timedelta(0) == place.at


@pytest.mark.parametrize(
    "text", ["", ".", "x.y", "1", "1.2", "9" * 40 + "." + "0" * 32, "-" + "9" * 30 + "." + "0" * 32]
)
def test_what_is_no_place_is_none(text):
    assert ledger.Place.read(text) is None


@pytest.mark.parametrize("lines", [1, 3])
@pytest.mark.parametrize("entries", [ledger.entries_about, ledger.entries_by])
def test_a_list_is_one_query(pen, ben, lines, entries, django_assert_num_queries):
    for _ in range(lines):
        pen.write("test.entry.written", ben)

    with django_assert_num_queries(1):
        found = entries(ben.uid)

    assert len(found) == lines


def test_the_head_is_where_the_stream_ends(lived, ben, pair):
    last = ledger.entries_about(ben.uid)[0]

    head = ledger.head_of(pair)

    assert head == ledger.Head(pair, 7, bytes(last.chain))
    assert ledger.heads_for(ben.uid) == [head]


def test_a_stream_nobody_wrote_in_has_no_head(db):
    assert ledger.head_of(uuid4()) is None
