"""A copy that was changed is told from one that wasn't, in every way we could think of (G9)."""

import copy
import itertools
from typing import Any

import pytest

from goldenthread.ledger import api as ledger
from goldenthread.seals import api as seals
from tests.ledger import words
from tests.ledger.forging import hashed_again, signed_again

FIELDS = "seq uid at actor verb about thing_kind thing revision count salt leaf chain".split()
ELSE = {
    "seq": 9,
    "uid": "99999999-9999-7999-8999-999999999999",
    "at": "2026-03-02T09:00:00.000000+00:00",
    "actor": "cccccccc-cccc-7ccc-8ccc-cccccccccccc",
    "verb": "test.entry.counted",
    "about": "cccccccc-cccc-7ccc-8ccc-cccccccccccc",
    "thing_kind": "test.other",
    "thing": "99999999-9999-7999-8999-999999999999",
    "revision": 8,
    "count": 8,
    "salt": "9" * 64,
    "leaf": "9" * 64,
    "chain": "9" * 64,
}
SHAPELESS: list[Any] = [None, True, -1, 1.0, "", "x", [], {}, "A" * 64, 1 << 70]


def kept_of(document):
    return f"{document['head']['length']}-{document['head']['head']}"


def test_an_unchanged_copy_is_good(document):
    copy_of_it = document()
    key = copy_of_it["head"]["public_key"]

    finding = ledger.verify(copy_of_it)

    moment = "2026-03-02T10:07:00.000000+00:00"
    said = f"7 lines stand as written, up to {moment}, signed with key {key[:16]}."
    assert finding == (0, "Nothing has been changed: " + said, None)


@pytest.mark.parametrize("lines", [1, 3])
def test_short_copies_are_good_too(house, pen, alma, ben, pair, lines):
    for _ in range(lines):
        pen.write("test.passage.answered", alma)

    document = words.read(ledger.ledger_file(pair, reader=ben.uid, at=pen.at))

    assert (len(document["rows"]), ledger.verify(document).code) == (lines, 0)


@pytest.mark.row("G9")
@pytest.mark.parametrize("field", FIELDS)
def test_a_changed_field_of_any_row_is_found_and_the_row_named(document, field):
    original = document()
    for number in range(7):
        for value in [ELSE[field], *SHAPELESS]:
            forged = copy.deepcopy(original)
            if forged["rows"][number][field] == value and type(value) is not bool:
                continue
            forged["rows"][number][field] = value

            finding = ledger.verify(forged)

            assert (finding.code, finding.row) == (1, number + 1)


@pytest.mark.row("G9")
def test_a_field_taken_out_or_put_in_is_found(document):
    original = document()
    for number, field in itertools.product(range(7), FIELDS):
        forged = copy.deepcopy(original)
        del forged["rows"][number][field]
        assert (ledger.verify(forged).code, ledger.verify(forged).row) == (1, number + 1)

        forged = copy.deepcopy(original)
        forged["rows"][number]["note"] = "hello"
        assert (ledger.verify(forged).code, ledger.verify(forged).row) == (1, number + 1)


@pytest.mark.row("G9")
@pytest.mark.parametrize("row", [None, 3, "row", [], {}])
def test_a_row_that_is_none_is_found(document, row):
    forged = document()
    forged["rows"][2] = row

    assert (ledger.verify(forged).code, ledger.verify(forged).row) == (1, 3)


@pytest.mark.row("G9")
def test_a_row_taken_out_is_found(document):
    original = document()
    for number in range(7):
        forged = copy.deepcopy(original)
        del forged["rows"][number]

        finding = ledger.verify(forged)

        assert (finding.code, finding.row) == (1, number + 1)


@pytest.mark.row("G9")
def test_rows_that_changed_places_are_found(document):
    original = document()
    for one, other in itertools.combinations(range(7), 2):
        forged = copy.deepcopy(original)
        rows = forged["rows"]
        rows[one], rows[other] = rows[other], rows[one]
        assert (ledger.verify(forged).code, ledger.verify(forged).row) == (1, one + 1)

        rows[one]["seq"], rows[other]["seq"] = rows[other]["seq"], rows[one]["seq"]
        assert (ledger.verify(forged).code, ledger.verify(forged).row) == (1, one + 1)


@pytest.mark.row("G9")
def test_a_row_put_in_is_found(document):
    original = document()
    for number in range(8):
        forged = copy.deepcopy(original)
        forged["rows"].insert(number, copy.deepcopy(original["rows"][3]))

        finding = ledger.verify(forged)

        assert finding.code == 1
        assert finding.row in {number + 1, number + 2}


@pytest.mark.row("G9")
def test_a_tail_cut_off_is_found_by_the_signed_head(document):
    original = document()
    for left in range(7):
        forged = copy.deepcopy(original)
        del forged["rows"][left:]
        cut = ledger.verify(forged)
        assert (cut.code, cut.row) == (1, left + 1)
        assert cut.sentence == f"Lines are missing: the house signed 7 and this copy has {left}."

        unsigned = ledger.verify(hashed_again(forged))
        assert (unsigned.code, unsigned.sentence) == (1, "The house didn't sign this head.")


@pytest.mark.row("G9")
def test_a_copy_hashed_again_after_a_change_is_not_signed(document):
    original = document()
    for number, field in itertools.product(range(7), ["actor", "verb", "at", "count", "about"]):
        forged = copy.deepcopy(original)
        forged["rows"][number][field] = ELSE[field]
        again = hashed_again(forged)
        assert ledger.verify(again).sentence == "The house didn't sign this head."

        again["head"] = original["head"]
        finding = ledger.verify(again)
        assert finding.sentence == "The lines don't lead to the head the house signed."


@pytest.mark.row("G9")
@pytest.mark.parametrize("field", ["stream", "length", "head", "at", "public_key", "signature"])
def test_a_changed_head_is_found(document, field):
    original = document()
    other = {"stream": ELSE["uid"], "length": 6, "at": ELSE["at"], "signature": "9" * 128}
    for value in [other.get(field, "9" * 64), *SHAPELESS]:
        forged = copy.deepcopy(original)
        forged["head"][field] = value
        assert ledger.verify(forged).code == 1

    forged = copy.deepcopy(original)
    del forged["head"][field]
    assert ledger.verify(forged).code == 1


@pytest.mark.row("G9")
def test_a_forger_with_a_key_of_their_own_is_found_by_the_houses_key_and_by_a_kept_head(document):
    original = document()
    forged = copy.deepcopy(original)
    forged["rows"][3]["actor"] = ELSE["actor"]
    forged = signed_again(hashed_again(forged), seals.new_signing_pair())
    assert ledger.verify(forged).good

    with_key = ledger.verify(forged, key=ledger.house_key().hex())
    with_head = ledger.verify(forged, kept=original["head"])
    with_text = ledger.verify(forged, kept=kept_of(original))
    with_copy = ledger.verify(forged, older=original)

    assert with_key.sentence == "The head is signed with another key than the house's."
    assert with_head.sentence == "The head you kept and this copy aren't signed with one key."
    assert (
        with_text.sentence
        == "The ledger was rewritten: its first 7 lines aren't those of your head."
    )
    assert with_copy.sentence == "The two copies aren't signed with one key."
    assert {f.code for f in (with_key, with_head, with_text, with_copy)} == {1}


def test_a_ledger_that_only_went_on_agrees_with_the_head_that_was_kept(document, lived, alma):
    early = document()
    lived.write("test.passage.answered", alma)
    late = document()

    assert ledger.verify(late, kept=early["head"]).good
    assert ledger.verify(late, kept=early).good
    assert ledger.verify(late, kept=kept_of(early)).good
    assert ledger.verify(late, older=early, key=ledger.house_key().hex()).good
    assert ledger.verify(early, older=late).sentence == (
        "Line 8 of the older copy isn't in this one as it was."
    )
    assert ledger.verify(early, kept=kept_of(late)).sentence == (
        "Lines are missing: the head you kept has 8 and this copy 7."
    )


@pytest.mark.parametrize("kept", ["", "words", "7-xyz", "-1-" + "0" * 64, 7, [], {"stream": 3}])
def test_a_head_that_is_none_is_said_to_be_unreadable(document, kept):
    assert ledger.verify(document(), kept=kept).code == 2


@pytest.mark.parametrize(
    "document",
    [
        *[None, [], 3, "", {}, {"format": "golden-thread-ledger/2"}, {"format": []}],
        {"format": "golden-thread-ledger/1", "rows": {}, "head": {}},
        {"format": "golden-thread-ledger/1", "rows": [], "head": {}, "more": 1},
    ],
)
def test_what_is_no_copy_is_unreadable(document):
    assert ledger.verify(document).code == 2


def test_an_older_copy_that_was_changed_or_is_of_another_ledger_is_no_measure(document):
    mine = document()
    changed = document()
    changed["rows"][1]["count"] = 5
    other = signed_again(
        mine | {"head": mine["head"] | {"stream": ELSE["uid"]}, "rows": []},
        seals.new_signing_pair(),
    )
    other = signed_again(hashed_again(other), seals.new_signing_pair())

    assert ledger.verify(mine, older=changed).sentence == "The older copy: Line 2 has been changed."
    assert ledger.verify(mine, older=other).code == 2
    assert ledger.verify(mine, older={"format": 1}).code == 2
    assert ledger.verify(mine, kept=other["head"]).code == 2
