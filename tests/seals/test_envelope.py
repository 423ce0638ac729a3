"""cE: what is sealed opens again as it was, and in one form only."""

from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.seals import api as seals
from goldenthread.seals.framing import padme
from tests.seals.independent import envelope_of_plain, frame, raw_deflate
from tests.seals.samples import COMPARTMENT, CONTEXT, INSTANCE, KEY, RECORD

numbers = st.integers(0, 2**64 - 1)
ids = st.binary(min_size=16, max_size=16)
contexts = st.builds(seals.Context, ids, ids, numbers, st.text(max_size=30), ids, numbers)
keys = st.binary(min_size=32, max_size=32)
MIB = 1024 * 1024


@settings(max_examples=300, deadline=None)
@given(keys, contexts, st.binary(max_size=3000), st.booleans(), st.booleans())
def test_what_was_sealed_opens_as_it_was(key, context, payload, deflate, pad):
    try:
        context.kind.encode()
    except UnicodeEncodeError:
        with pytest.raises(ValueError, match="surrogates"):
            seals.seal(key, context, payload)
        return

    envelope = seals.seal(key, context, payload, deflate=deflate, pad=pad)

    assert seals.unseal(key, context, envelope) == payload


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), contexts, contexts)
def test_two_contexts_open_one_anothers_envelopes_only_if_equal(payload, one, other):
    envelope = seals.seal(KEY, CONTEXT, payload)
    for context in (one, other):
        if context != CONTEXT:
            with pytest.raises(seals.Bad):
                seals.unseal(KEY, context, envelope)


def test_an_envelope_is_81_bytes_longer_than_what_it_holds_and_its_pad():
    for size in (0, 1, 60, 2048, 100_000):
        payload = b"x" * size

        assert len(seals.seal(KEY, CONTEXT, payload, pad=False)) == size + 81
        assert len(seals.seal(KEY, CONTEXT, payload)) == padme(size + 4) + 77


def test_padding_hides_close_lengths_and_costs_at_most_an_eighth():
    def lengths(sizes):
        return {len(seals.seal(KEY, CONTEXT, b"x" * size)) for size in sizes}

    assert lengths(range(1990, 2045)) == {2048 + 77}
    assert lengths(range(1990, 2173)) == {2048 + 77, 2176 + 77}
    assert max(padme(size) / size for size in range(4, 20_000)) <= 1.125


def test_deflate_is_kept_only_where_it_makes_words_shorter():
    prose, noise = b"I did not. " * 50, seals.random_bytes(550)

    shorter = seals.seal(KEY, CONTEXT, prose, deflate=True)
    same = seals.seal(KEY, CONTEXT, noise, deflate=True)

    assert (shorter[4], same[4]) == (3, 2)
    assert len(shorter) < len(seals.seal(KEY, CONTEXT, prose)) == len(same)


def test_deflate_that_saves_nothing_is_never_written_since_it_would_never_be_read():
    for size in range(60):
        payload = b"a" * size
        saves = len(raw_deflate(payload)) < size
        envelope = seals.seal(KEY, CONTEXT, payload, deflate=True)

        assert envelope[4] == (3 if saves else 2)
        assert seals.unseal(KEY, CONTEXT, envelope) == payload


def test_the_largest_payload_opens_and_a_larger_envelope_is_bad():
    largest = seals.seal(KEY, CONTEXT, bytes(64 * MIB))

    assert seals.unseal(KEY, CONTEXT, largest) == bytes(64 * MIB)
    plain = frame(bytes(64 * MIB) + b"x" * 2 * MIB, pad=True)
    larger = envelope_of_plain(KEY, asdict(CONTEXT), plain, flags=2, salt=bytes(24))
    with pytest.raises(seals.Bad):
        seals.unseal(KEY, CONTEXT, larger)


def test_payloads_over_what_may_inflate_are_kept_as_they_are():
    for size, flags in ((8 * MIB, 3), (8 * MIB + 1, 2)):
        envelope = seals.seal(KEY, CONTEXT, bytes(size), deflate=True)

        assert envelope[4] == flags
        assert seals.unseal(KEY, CONTEXT, envelope) == bytes(size)


def test_the_writers_own_mistakes_are_not_bad_but_errors():
    with pytest.raises(ValueError, match="A key is 32 bytes, a payload at most 64 MiB"):
        seals.seal(KEY[:16], CONTEXT, b"")
    with pytest.raises(ValueError, match="A key is 32 bytes, a payload at most 64 MiB"):
        seals.seal(KEY, CONTEXT, bytes(64 * MIB + 1))
    with pytest.raises(ValueError, match="A salt is 24 bytes"):
        seals.seal(KEY, CONTEXT, b"", salt=bytes(12))
    for broken in (
        seals.Context(INSTANCE[:15], COMPARTMENT, 1, "k", RECORD, 1),
        seals.Context(INSTANCE, b"", 1, "k", RECORD, 1),
        seals.Context(INSTANCE, COMPARTMENT, 1, "k", RECORD + b"r", 1),
    ):
        with pytest.raises(ValueError, match="Ids in a context are 16 bytes"):
            seals.seal(KEY, broken, b"")
    for epoch, revision in ((-1, 1), (1, -1), (2**64, 1), (1, 2**64)):
        with pytest.raises(ValueError, match=r"Numbers in a context are 0 to 2\*\*64-1"):
            seals.seal(KEY, seals.Context(INSTANCE, COMPARTMENT, epoch, "k", RECORD, revision), b"")


def test_ids_moved_between_neighbouring_fields_do_not_open():
    envelope = seals.seal(KEY, seals.Context(INSTANCE, COMPARTMENT, 1, "k", RECORD, 2), b"words")
    for moved in (
        seals.Context(COMPARTMENT, INSTANCE, 1, "k", RECORD, 2),
        seals.Context(INSTANCE, RECORD, 1, "k", COMPARTMENT, 2),
        seals.Context(INSTANCE, COMPARTMENT, 2, "k", RECORD, 1),
    ):
        with pytest.raises(seals.Bad):
            seals.unseal(KEY, moved, envelope)
