"""The document both sign, and what changed between two of them."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.agreements.diff import paper_diff, what_changed
from goldenthread.agreements.paper import (
    FIRST_FORMAT,
    PageRead,
    Paper,
    PaperClause,
    Party,
    fits,
    paper_from,
    signed_message,
)
from goldenthread.agreements.terms import KINDS, Term
from goldenthread.core.word_diff import word_diff
from goldenthread.seals import api as seals

ALMA, BEN = UUID(int=1), UUID(int=2)
ONE, TWO = UUID(int=11), UUID(int=12)
TALKS = PaperClause(ONE, "purpose", "We talk about work.", "It helps.", ALMA, None)
JOURNAL = PaperClause(
    TWO, "safety", "Ben shares what he likes.", "", BEN, KINDS["A1/journal.passage"].default
)
UNBOUND = JOURNAL
JOURNAL = replace(UNBOUND, binds=("sponsor", "supervisor"))
PAPER = Paper(
    instance=bytes(16),
    relationship=UUID(int=3),
    version=1,
    parties={
        "coach": Party(ALMA, bytes([1]) * 32, bytes([2]) * 32),
        "client": Party(BEN, bytes([3]) * 32, bytes([4]) * 32),
    },
    clauses=(TALKS, JOURNAL),
    process_page=PageRead(3, "ab" * 32),
)


# Known answers. Whoever signed once must find their signature fitting for ever.
FIRST_DIGEST = "f50d1e5205bfb54ef8a6917981a91b5323f48ccd95773b1ab487be3f43e2ee5b"
KNOWN_DIGEST = "964bdec50def3b66236242018ecf43a0333a88ae7efa403ce3da4881beb97de6"


def test_the_signed_bytes_never_change():
    assert PAPER.digest == KNOWN_DIGEST
    assert signed_message(PAPER.to_bytes(), "Alma Reyes") == seals.lp(
        b"coach/v2/agreement", bytes.fromhex(KNOWN_DIGEST), b"Alma Reyes"
    )


def test_the_signed_bytes_of_the_first_format_never_change():
    first = replace(PAPER, format=FIRST_FORMAT, process_page=None, clauses=(TALKS, UNBOUND))

    assert first.digest == FIRST_DIGEST
    assert signed_message(first.to_bytes(), "Alma Reyes", form=FIRST_FORMAT) == seals.lp(
        b"coach/v1/agreement", bytes.fromhex(FIRST_DIGEST)
    )
    assert paper_from(first.to_bytes()) == first


def test_a_document_is_read_back_as_it_was_written():
    assert paper_from(PAPER.to_bytes()) == PAPER
    assert PAPER.terms == (KINDS["A1/journal.passage"].default,)


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="coach/v2/agreement"):
        paper_from(PAPER.to_bytes().replace(b"coach/v2/agreement", b"coach/v3/agreement"))


def test_a_part_that_would_be_lost_in_reading_is_refused():
    with pytest.raises(ValueError, match="coach/v2/agreement"):
        paper_from(PAPER.to_bytes().replace(b'"version":1}', b'"version":1,"with":"more"}'))


@pytest.mark.parametrize(
    "other",
    [
        replace(PAPER, version=2),
        replace(PAPER, instance=bytes([9]) * 16),
        replace(PAPER, relationship=UUID(int=9)),
        replace(PAPER, clauses=(JOURNAL, TALKS)),
        replace(PAPER, clauses=(TALKS,)),
        replace(PAPER, clauses=(replace(TALKS, sentence="We talk about work!"), JOURNAL)),
        replace(PAPER, clauses=(replace(TALKS, reason=""), JOURNAL)),
        replace(PAPER, clauses=(replace(TALKS, author=BEN), JOURNAL)),
        replace(PAPER, clauses=(TALKS, replace(JOURNAL, term=None))),
        replace(PAPER, clauses=(TALKS, replace(JOURNAL, binds=("sponsor",)))),
        replace(PAPER, process_page=PageRead(4, "ab" * 32)),
        replace(PAPER, process_page=PageRead(3, "cd" * 32)),
        replace(PAPER, process_page=None),
        replace(PAPER, parties={**PAPER.parties, "client": Party(BEN, bytes(32), bytes(32))}),
    ],
)
def test_a_signature_fits_its_own_words_and_no_others(other):
    pair = seals.new_signing_pair()
    parties = {**PAPER.parties, "coach": Party(ALMA, bytes(32), pair.public)}
    mine = replace(PAPER, parties=parties)
    others = replace(other, parties={**other.parties, "coach": parties["coach"]})
    signature = seals.sign(pair.private, signed_message(mine.to_bytes(), "Alma"))

    assert fits(mine, "coach", "Alma", signature)
    assert not fits(mine, "coach", "Anna", signature)
    assert not fits(others, "coach", "Alma", signature)
    assert not fits(mine, "client", "Alma", signature)
    assert not fits(mine, "sponsor", "Alma", signature)


def test_a_word_diff_shows_what_went_and_what_came():
    pieces = word_diff("We meet for 60 minutes.", "We meet for 50 minutes.")

    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "We meet for"),
        ("gone", " 60"),
        ("added", " 50"),
        ("same", " minutes."),
    ]


@given(st.text(), st.text())
def test_a_word_diff_loses_nothing(before, after):
    pieces = word_diff(before, after)

    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "gone") == after


def test_two_documents_differ_by_clause_and_by_power():
    alone = Term("A1", "journal.passage", {"readers": ("client",)})
    added = PaperClause(UUID(int=13), "margins", "No calls at night.", "", BEN, None)
    after = replace(PAPER, version=2, clauses=(replace(JOURNAL, term=alone), added))

    changes = what_changed(paper_diff(PAPER, after))

    assert [(c.kind, c.heading, c.changes_power) for c in changes] == [
        ("left out", "purpose", False),
        ("added", "margins", False),
        ("changed", "safety", True),
    ]
    assert (changes[2].power_before, changes[2].power_now) == (JOURNAL.term, alone)


def test_nothing_changed_is_nothing_to_show():
    assert what_changed(paper_diff(PAPER, replace(PAPER, version=2))) == ()
