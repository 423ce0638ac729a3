"""Stretching, signing and pairs: what they take, and what they refuse."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.seals import api as seals
from goldenthread.seals import primitives
from tests.seals.samples import GRANT_CONTEXT, LETTER_CONTEXT, SECRET

HUGE = seals.Cost(2**60, 1), seals.Cost(2**80, 1), seals.Cost(8, 2**80)
CHEAP = seals.Cost(memory_kib=8, passes=1)
SALT = b"s" * 16


def _stretched(passphrase, salt=SALT, cost=CHEAP):
    return seals.stretch(passphrase, salt, cost)


def test_a_passphrase_counts_exactly_as_typed():
    typed = [
        "caf\u00e9",
        "cafe\u0301",
        "Caf\u00e9",
        " caf\u00e9",
        "caf\u00e9 ",
        "caf\u00e9\x00",
        "",
    ]

    assert len({_stretched(passphrase) for passphrase in typed}) == len(typed)
    assert all(len(_stretched(passphrase)) == 32 for passphrase in typed)


def test_salt_and_cost_change_what_comes_out():
    one = _stretched("six words")

    assert _stretched("six words") == one
    assert _stretched("six words", b"t" * 16) != one
    assert _stretched("six words", cost=seals.Cost(16, 1)) != one
    assert _stretched("six words", cost=seals.Cost(8, 2)) != one


def test_a_passphrase_may_have_1024_bytes_and_not_one_more():
    assert len(_stretched("é" * 512)) == 32
    for passphrase in ("é" * 512 + "x", "x" * 1025, "x" * 10_000_000):
        with pytest.raises(seals.Bad):
            _stretched(passphrase)


def test_what_argon2id_does_not_take_is_bad():
    for salt in (b"", b"s" * 15, b"s" * 17):
        with pytest.raises(seals.Bad):
            _stretched("words", salt)
    for cost in (seals.Cost(7, 1), seals.Cost(0, 1), seals.Cost(8, 0), seals.Cost(-8, 1), *HUGE):
        with pytest.raises(seals.Bad):
            _stretched("words", cost=cost)


def test_a_passphrase_that_is_no_text_is_bad_and_does_not_ride_along():
    with pytest.raises(seals.Bad) as caught:
        _stretched("secret \ud800")

    assert caught.value.__context__ is None


@given(st.binary(max_size=100))
def test_a_signature_holds_for_its_message_and_its_signer_only(message):
    one, other = seals.new_signing_pair(), seals.new_signing_pair()

    signature = seals.sign(one.private, message)

    assert len(signature) == 64
    assert seals.verify(one.public, message, signature) is True
    assert seals.verify(other.public, message, signature) is False
    assert seals.verify(one.public, message + b"\x00", signature) is False


@given(st.binary(max_size=40), st.binary(max_size=70))
def test_no_key_or_signature_makes_verify_raise(public, signature):
    assert seals.verify(public, b"message", signature) is False


def test_a_public_key_that_would_take_one_signature_for_every_message_is_refused():
    order_8 = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
    order_4 = bytes(32)
    for key in (b"\x01" + bytes(31), order_4, bytes.fromhex(order_8), b"\xff" * 32):
        for point in (b"\x01" + bytes(31), key):
            for message in (b"I agree", b"I never did"):
                assert seals.verify(key, message, point + bytes(32)) is False


def test_a_signature_has_one_form_only():
    pair, order = seals.new_signing_pair(), 2**252 + 27742317777372353535851937790883648493
    signature = seals.sign(pair.private, b"message")
    scalar = int.from_bytes(signature[32:], "little")
    twin = signature[:32] + (scalar + order).to_bytes(32, "little")

    assert seals.verify(pair.public, b"message", signature) is True
    assert seals.verify(pair.public, b"message", twin) is False


def test_a_pair_never_prints_its_private_half():
    for pair in (seals.new_sealing_pair(), seals.new_signing_pair()):
        assert repr(pair) == f"KeyPair(public={pair.public!r})"
        assert (len(pair.private), len(pair.public)) == (32, 32)


def test_what_is_no_key_is_bad():
    for key in (b"", b"k" * 31, b"k" * 33):
        with pytest.raises(seals.Bad):
            seals.sign(key, b"message")
        with pytest.raises(seals.Bad):
            seals.signing_public(key)
        with pytest.raises(seals.Bad):
            primitives.aes_open(key, b"c" * 40)
        with pytest.raises(seals.Bad):
            seals.seal_letter(key, LETTER_CONTEXT, b"words")
        with pytest.raises(seals.Bad):
            seals.seal_grant(SECRET, GRANT_CONTEXT, key)


def test_the_writers_own_mistakes_are_errors():
    signs = seals.new_signing_pair()
    with pytest.raises(ValueError, match="An epoch secret is 32 bytes"):
        seals.seal_grant(b"short", GRANT_CONTEXT, signs.private)
    with pytest.raises(ValueError, match="A letter holds at most 8 MiB"):
        seals.seal_letter(signs.public, LETTER_CONTEXT, bytes(8 * 1024 * 1024 + 1))
    for broken in (
        replace(GRANT_CONTEXT, instance=b"i"),
        replace(GRANT_CONTEXT, granter=b""),
        replace(GRANT_CONTEXT, recipient=b"r" * 17),
        replace(GRANT_CONTEXT, compartment=b"c" * 15),
    ):
        with pytest.raises(ValueError, match="Ids in a context are 16 bytes"):
            seals.seal_grant(SECRET, broken, signs.private)
    for unplaced in (
        replace(LETTER_CONTEXT, letter=b""),
        replace(LETTER_CONTEXT, instance=b"i" * 15),
        replace(LETTER_CONTEXT, compartment=b"c" * 17),
    ):
        with pytest.raises(ValueError, match="Ids in a context are 16 bytes"):
            seals.seal_letter(signs.public, unplaced, b"words")
    for length in (0, -1, 8161):
        with pytest.raises(ValueError, match="HKDF-SHA256 gives 1 to 8160 bytes"):
            seals.hkdf(b"key", b"info", length)


def test_comparing_says_whether_two_are_the_same():
    assert seals.same(b"abc", b"abc") is True
    assert seals.same(b"abc", b"abd") is False
    assert seals.same(b"abc", b"ab") is False


def test_random_bytes_are_as_many_as_asked():
    assert [len(seals.random_bytes(count)) for count in (0, 1, 24, 32)] == [0, 1, 24, 32]
