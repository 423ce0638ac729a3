"""The ledger's hashes show every change, gap and move."""

import pytest

from goldenthread.seals import api as seals

STREAM, SALT, LEAF = b"t" * 16, b"s" * 32, b"l" * 32


def test_each_part_of_a_leaf_changes_it():
    leaves = {
        seals.leaf_hash(SALT, b"entry", STREAM, 1),
        seals.leaf_hash(b"S" * 32, b"entry", STREAM, 1),
        seals.leaf_hash(SALT, b"Entry", STREAM, 1),
        seals.leaf_hash(SALT, b"entry", b"T" * 16, 1),
        seals.leaf_hash(SALT, b"entry", STREAM, 2),
    }

    assert len(leaves) == 5


def test_a_chain_depends_on_every_leaf_and_on_their_order():
    def head(*leaves):
        previous = seals.FIRST_PREVIOUS
        for leaf in leaves:
            previous = seals.chain_hash(previous, leaf)
        return previous

    a, b, c = (bytes([sign]) * 32 for sign in b"abc")
    heads = [head(), head(a), head(a, b), head(b, a), head(a, b, c), head(a, c), head(b, c)]

    assert len(set(heads)) == 7


def test_a_leaf_is_never_also_a_link_of_the_chain():
    assert seals.chain_hash(LEAF, LEAF) != seals.sha256(b"\x00" + LEAF + LEAF)


def test_what_has_not_its_size_is_refused():
    for stream in (b"", STREAM[:15], STREAM + b"t"):
        with pytest.raises(ValueError, match="A stream is 16 bytes"):
            seals.leaf_hash(SALT, b"entry", stream, 1)
    for seq in (-1, 2**64):
        with pytest.raises(ValueError, match="This number doesn't fit its field"):
            seals.leaf_hash(SALT, b"entry", STREAM, seq)
    for previous, leaf in ((b"", LEAF), (LEAF, b""), (LEAF + b"l", LEAF[:31])):
        with pytest.raises(ValueError, match="Hashes in a chain are 32 bytes"):
            seals.chain_hash(previous, leaf)
