"""Someone who can write in the database but can't run our code, against one kept head (G9)."""

import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.ledger import api as ledger
from goldenthread.ledger.export import deed_of
from goldenthread.ledger.leaves import deed_bytes
from goldenthread.ledger.models import Entry, Stream
from goldenthread.seals import api as seals
from tests.ledger.forging import hashed_again

# What a plain write can do to each column, as SQL.
CHANGES = {
    "uid": "uid = '99999999999979998999999999999999'",
    "at": "at = '2026-01-01 00:00:00'",
    "actor_uid": "actor_uid = NULL",
    "verb": "verb = 'test.name.changed'",
    "thing_kind": "thing_kind = 'test.other'",
    "thing_uid": "thing_uid = '99999999999979998999999999999999'",
    "revision": "revision = 77",
    "count": "count = 77",
}


def in_the_database(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.mark.row("G9")
@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize("seq", [1, 4, 7])
def test_a_row_changed_in_the_database_is_found_in_the_next_copy(document, lived, column, seq):
    in_the_database(f"UPDATE ledger_entry SET {CHANGES[column]} WHERE seq = {seq}")

    finding = ledger.verify(document())

    assert (finding.code, finding.row) == (1, seq)


@pytest.mark.row("G9")
@pytest.mark.parametrize("column", ["salt", "leaf"])
def test_a_hash_changed_in_the_database_is_found_in_the_next_copy(document, lived, column):
    in_the_database(f"UPDATE ledger_entry SET {column} = %s WHERE seq = 4", bytes(32))

    finding = ledger.verify(document())

    assert (finding.code, finding.row) == (1, 4)


@pytest.mark.row("G9")
@pytest.mark.parametrize("seq", range(1, 8))
def test_the_house_signs_no_head_over_a_gap(document, lived, ben, seq):
    in_the_database("DELETE FROM ledger_entry WHERE seq = %s", seq)

    with pytest.raises(ledger.LedgerTorn):
        document()


@pytest.mark.row("G9")
@pytest.mark.parametrize("seq", [1, 4, 7])
def test_a_row_made_to_be_about_someone_else_is_found(document, lived, cleo, seq):
    """So that it would not be told to Ben. The house sees it, and signs nothing."""
    in_the_database("UPDATE ledger_entry SET about_uid = %s WHERE seq = %s", cleo.uid.hex, seq)

    with pytest.raises(ledger.LedgerTorn):
        document()


@pytest.mark.row("G9")
def test_two_rows_cannot_have_one_number(lived):
    with pytest.raises(IntegrityError), transaction.atomic():
        in_the_database("UPDATE ledger_entry SET seq = 3 WHERE seq = 4")


@pytest.mark.row("G9")
@pytest.mark.parametrize("left", range(7))
def test_a_tail_cut_off_with_its_head_mended_is_found_by_the_head_that_was_kept(
    document, lived, left
):
    kept = document()["head"]
    chain = bytes(Entry.objects.get(seq=left).chain) if left else bytes(32)
    in_the_database("DELETE FROM ledger_entry WHERE seq > %s", left)
    Stream.objects.update(length=left, head=chain)
    short = document()
    assert ledger.verify(short).good

    finding = ledger.verify(short, kept=kept)

    assert (finding.code, finding.row) == (1, left + 1)


@pytest.mark.row("G9")
@pytest.mark.parametrize("forked_at", range(1, 8))
def test_a_ledger_wound_back_and_written_anew_is_found(document, lived, alma, forked_at):
    """A fork: the house goes on from an old state, as if the lines after it had never been."""
    before = document()
    kept = before["head"]
    in_the_database("DELETE FROM ledger_entry WHERE seq >= %s", forked_at)
    chain = bytes(Entry.objects.get(seq=forked_at - 1).chain) if forked_at > 1 else bytes(32)
    Stream.objects.update(length=forked_at - 1, head=chain)
    for _ in range(9):
        lived.write("test.passage.answered", alma)
    fork = document()
    assert ledger.verify(fork).good

    assert ledger.verify(fork, kept=kept).code == 1
    assert ledger.verify(fork, kept=f"{kept['length']}-{kept['head']}").code == 1
    older = ledger.verify(fork, older=before)
    assert (older.code, older.row) == (1, forked_at)


@pytest.mark.row("G9")
def test_a_row_rewritten_with_every_hash_after_it_is_found_by_the_head_that_was_kept(
    document, lived, cleo, pair
):
    """The attacker has the salts and our code to hash with; they lack the head Ben kept."""
    kept = document()["head"]
    forged = document()
    forged["rows"][3]["actor"] = str(cleo.uid)
    for row in hashed_again(forged)["rows"]:
        in_the_database(
            "UPDATE ledger_entry SET leaf = %s, chain = %s WHERE seq = %s",
            bytes.fromhex(row["leaf"]),
            bytes.fromhex(row["chain"]),
            row["seq"],
        )
    actor = cleo.uid if connection.vendor == "postgresql" else cleo.uid.hex
    in_the_database("UPDATE ledger_entry SET actor_uid = %s WHERE seq = 4", actor)
    Stream.objects.update(head=bytes(Entry.objects.get(seq=7).chain))
    rewritten = document()
    assert ledger.verify(rewritten).good

    finding = ledger.verify(rewritten, kept=kept)

    assert (finding.code, finding.good) == (1, False)


def test_leaves_are_what_seals_says_they_are(lived, pair):
    previous = seals.FIRST_PREVIOUS
    for entry in Entry.objects.order_by("seq"):
        leaf = seals.leaf_hash(bytes(entry.salt), deed_bytes(deed_of(entry)), pair.bytes, entry.seq)
        previous = seals.chain_hash(previous, leaf)
        assert (bytes(entry.leaf), bytes(entry.chain)) == (leaf, previous)
