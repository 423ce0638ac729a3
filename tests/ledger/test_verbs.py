"""The words of the ledger."""

import re

import pytest

from goldenthread.ledger import api as ledger


def test_a_code_means_one_thing_for_ever():
    with pytest.raises(ledger.VerbRefused, match="already declared"):
        ledger.declare("test.entry.written", "{who} wrote something else")


@pytest.mark.parametrize(
    "code",
    ["", "written", "Journal.written", "journal.", "journal.a b", "a.b.c.d.e", "a." + "b" * 63],
)
def test_a_misspelt_code_is_refused(code):
    with pytest.raises(ledger.VerbRefused, match="is not a ledger code"):
        ledger.declare(code, "{who} did it")


def test_a_sentence_has_only_blanks_that_somebody_fills():
    with pytest.raises(ledger.VerbRefused, match="a blank nobody fills"):
        ledger.declare("test.title.read", "{who} read “{title}”")


def test_declared_verbs_come_in_the_order_of_their_codes():
    codes = [verb.code for verb in ledger.declared_verbs()]

    assert codes == sorted(codes)
    assert "test.entry.written" in codes


@pytest.mark.row("G31")
def test_no_sentence_of_the_house_takes_its_reader_for_granted():
    """One row is read by the client as "you" and by the coach as "Ben": blanks say which."""
    presuming = [
        verb.code
        for verb in ledger.declared_verbs()
        if re.search(
            r"\b(you|yours?|theirs?)\b", re.sub(r"{\w+}", "", f"{verb.sentence} {verb.several}")
        )
    ]

    assert presuming == []


def test_no_sentence_counts_what_a_client_did_not_do():
    words = re.compile(r"\b(assigned|homework|overdue|streak|compliance|missed)\b", re.IGNORECASE)

    assert [verb.code for verb in ledger.declared_verbs() if words.search(str(verb.sentence))] == []
