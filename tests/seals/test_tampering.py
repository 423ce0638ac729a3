"""Whoever changes, moves or forges what is sealed gets one error and not one byte (G5)."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.seals import api as seals
from tests.seals.independent import frame, hpke_seal, letter_info, make_grant, make_letter
from tests.seals.samples import (
    ALMA_SIGNS,
    BEN,
    CLEO,
    CLEO_SIGNS,
    CONTEXT,
    GRANT_CONTEXT,
    KEY,
    LETTER_BOX,
    LETTER_CONTEXT,
    SAMPLES,
    SECRET,
)

pytestmark = pytest.mark.row("G5")

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def _is_refused(sample, sealed, context=None):
    try:
        sample.opened(sealed, context)
    except seals.Bad:
        return True
    return False


@each_sample
def test_the_untouched_sample_opens(sample):
    assert sample.opened(sample.sealed) == sample.holds


@each_sample
def test_every_flipped_bit_is_refused(sample):
    refused = 0
    for position in range(len(sample.sealed)):
        for bit in range(8):
            changed = bytearray(sample.sealed)
            changed[position] ^= 1 << bit
            refused += _is_refused(sample, bytes(changed))

    assert refused == 8 * len(sample.sealed)


@each_sample
def test_every_other_value_of_every_header_byte_is_refused(sample):
    header = range(5 if sample.name.startswith("cE") else 3)
    refused = sum(
        _is_refused(sample, sample.sealed[:at] + bytes([value]) + sample.sealed[at + 1 :])
        for at in header
        for value in range(256)
        if value != sample.sealed[at]
    )

    assert refused == 255 * len(header)


@each_sample
def test_every_truncation_from_either_end_is_refused(sample):
    size = len(sample.sealed)
    refused = sum(
        _is_refused(sample, sample.sealed[:at]) + _is_refused(sample, sample.sealed[at + 1 :])
        for at in range(size)
    )

    assert refused == 2 * size


@each_sample
def test_every_missing_doubled_or_swapped_byte_is_refused(sample):
    sealed = sample.sealed
    changed = set()
    for at in range(len(sealed) - 1):
        changed.add(sealed[:at] + sealed[at + 1 :])
        changed.add(sealed[:at] + sealed[at : at + 1] + sealed[at:])
        changed.add(sealed[:at] + sealed[at + 1 : at + 2] + sealed[at : at + 1] + sealed[at + 2 :])
    changed.discard(sealed)

    assert sum(_is_refused(sample, each) for each in changed) == len(changed)


@each_sample
def test_everything_appended_or_prepended_is_refused(sample):
    sealed = sample.sealed
    extras = [bytes([value]) for value in range(256)] + [bytes(16), sealed]

    assert all(_is_refused(sample, sealed + extra) for extra in extras)
    assert all(_is_refused(sample, extra + sealed) for extra in extras)


@each_sample
def test_it_opens_in_no_other_context(sample):
    contexts = list(sample.changed_contexts())

    opened = [field for field, other in contexts if not _is_refused(sample, sample.sealed, other)]

    assert opened == []
    assert {field for field, _ in contexts} == set(sample.context.__dataclass_fields__)


def test_no_sample_opens_as_another_kind_of_sample():
    for sample in SAMPLES:
        for other in SAMPLES:
            if other.name[:2] != sample.name[:2]:
                assert _is_refused(sample, other.sealed)


def test_parts_of_two_envelopes_of_one_record_make_no_third():
    one, two = (seals.seal(KEY, CONTEXT, payload) for payload in (b"first words", b"other words"))

    for cut in (33, 45, 61, len(one) - 16):
        with pytest.raises(seals.Bad):
            seals.unseal(KEY, CONTEXT, one[:cut] + two[cut:])


def test_another_key_opens_nothing():
    sealed = seals.seal(KEY, CONTEXT, b"words")
    for position in range(32):
        changed = bytearray(KEY)
        changed[position] ^= 1
        with pytest.raises(seals.Bad):
            seals.unseal(bytes(changed), CONTEXT, sealed)
    for key in (b"", KEY[:16], KEY + b"\x00"):
        with pytest.raises(seals.Bad):
            seals.unseal(key, CONTEXT, sealed)


def test_a_grant_is_only_for_its_recipient_and_only_from_its_granter():
    grant = seals.seal_grant(SECRET, GRANT_CONTEXT, ALMA_SIGNS.private)
    attempts = [
        (GRANT_CONTEXT, CLEO.private, ALMA_SIGNS.public),
        (GRANT_CONTEXT, BEN.private, CLEO_SIGNS.public),
        (GRANT_CONTEXT, BEN.private, b""),
        (GRANT_CONTEXT, BEN.private, bytes(32)),
        (GRANT_CONTEXT, BEN.private, ALMA_SIGNS.public[:31]),
        (GRANT_CONTEXT, b"", ALMA_SIGNS.public),
        (GRANT_CONTEXT, bytes(32), ALMA_SIGNS.public),
        (replace(GRANT_CONTEXT, recipient_key=CLEO.public), CLEO.private, ALMA_SIGNS.public),
    ]

    assert seals.open_grant(grant, GRANT_CONTEXT, BEN.private, ALMA_SIGNS.public) == SECRET
    for context, private, public in attempts:
        with pytest.raises(seals.Bad):
            seals.open_grant(grant, context, private, public)


def test_a_grant_forged_by_someone_without_the_granters_key_is_refused():
    forged = seals.seal_grant(SECRET, GRANT_CONTEXT, CLEO_SIGNS.private)

    with pytest.raises(seals.Bad):
        seals.open_grant(forged, GRANT_CONTEXT, BEN.private, ALMA_SIGNS.public)


def test_a_signature_from_one_grant_does_not_serve_another():
    one = seals.seal_grant(SECRET, GRANT_CONTEXT, ALMA_SIGNS.private)
    two = seals.seal_grant(b"N" * 32, GRANT_CONTEXT, ALMA_SIGNS.private)

    with pytest.raises(seals.Bad):
        seals.open_grant(one[:83] + two[83:], GRANT_CONTEXT, BEN.private, ALMA_SIGNS.public)


def test_a_granter_cannot_hand_over_a_secret_of_another_size():
    for secret in (b"", SECRET[:31], SECRET + b"M"):
        grant = make_grant(secret, asdict(GRANT_CONTEXT), ALMA_SIGNS.private, bytes(32))
        with pytest.raises(seals.Bad):
            seals.open_grant(grant, GRANT_CONTEXT, BEN.private, ALMA_SIGNS.public)


def test_a_letter_that_is_not_framed_as_letters_are_is_bad():
    info = letter_info(asdict(LETTER_CONTEXT))
    plains = (b"", b"\x00\x00\x00", b"words", frame(b"x" * 61, pad=False))
    for plain in (*plains, frame(b"x" * 61, pad=True)[:-1] + b"\x01"):
        letter = b"cD\x01" + hpke_seal(LETTER_BOX.public, info, plain, bytes(32))
        with pytest.raises(seals.Bad):
            seals.open_letter(LETTER_BOX.private, LETTER_CONTEXT, letter)


def test_a_letter_larger_than_letters_may_be_is_bad():
    payload = b"x" * (9 * 1024 * 1024)
    letter = make_letter(LETTER_BOX.public, asdict(LETTER_CONTEXT), payload, bytes(32))

    with pytest.raises(seals.Bad):
        seals.open_letter(LETTER_BOX.private, LETTER_CONTEXT, letter)


def test_a_letter_box_opens_only_its_own_letters():
    letter = seals.seal_letter(LETTER_BOX.public, LETTER_CONTEXT, b"words")

    for private in (CLEO.private, b"", bytes(31), bytes(32), LETTER_BOX.public):
        with pytest.raises(seals.Bad):
            seals.open_letter(private, LETTER_CONTEXT, letter)


def test_a_letter_to_a_point_of_small_order_is_refused_both_ways():
    for point in (bytes(32), b"\x01" + bytes(31)):
        with pytest.raises(seals.Bad):
            seals.seal_letter(point, LETTER_CONTEXT, b"words")
        with pytest.raises(seals.Bad):
            seals.open_letter(LETTER_BOX.private, LETTER_CONTEXT, b"cD\x01" + point + bytes(60))


@each_sample
@settings(max_examples=150, deadline=None, derandomize=True)
@given(noise=st.binary(max_size=400), keep=st.integers(0, 70))
def test_no_bytes_raise_anything_but_bad(sample, noise, keep):
    assert _is_refused(sample, noise)
    if (mixed := sample.sealed[:keep] + noise) != sample.sealed:
        assert _is_refused(sample, mixed)


@each_sample
@pytest.mark.parametrize("thing", [None, 0, 200, "cE", 1.5, [], ["cE"], object(), {}])
def test_nothing_that_is_no_bytes_raises_anything_but_bad(sample, thing):
    assert _is_refused(sample, thing)


@each_sample
def test_what_a_database_hands_over_as_a_view_opens_too(sample):
    assert sample.opened(memoryview(sample.sealed)) == sample.holds
    assert sample.opened(bytearray(sample.sealed)) == sample.holds


@each_sample
def test_the_error_tells_and_carries_nothing(sample):
    with pytest.raises(seals.Bad) as caught:
        sample.opened(sample.sealed[:-1] + bytes([sample.sealed[-1] ^ 1]))

    assert str(caught.value) == "Something here couldn't be opened."
    assert caught.value.args == ()
    assert caught.value.__cause__ is None
