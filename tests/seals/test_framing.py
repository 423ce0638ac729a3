"""Lists, integers and JSON have one form each, and no other reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.seals import api as seals
from goldenthread.seals.framing import framed, unframed

parts = st.lists(st.binary(max_size=20), max_size=6)
words = st.text(st.characters(codec="utf-8"), max_size=20)
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words
values = st.recursive(
    leaves.filter(lambda leaf: leaf not in {float("inf"), float("-inf")}),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def _read(listed):
    count, at, found = int.from_bytes(listed[:2]), 2, []
    for _ in range(count):
        size = int.from_bytes(listed[at : at + 4])
        found.append(listed[at + 4 : at + 4 + size])
        at += 4 + size
    assert at == len(listed)
    return found


@given(parts)
def test_a_list_can_be_read_back_so_no_two_lists_are_the_same_bytes(items):
    assert _read(seals.lp(*items)) == items


def test_integers_are_big_endian_and_keep_to_their_field():
    assert seals.u16(258) == b"\x01\x02"
    assert seals.u32(258) == b"\0\0\x01\x02"
    assert seals.u64(258) == b"\0\0\0\0\0\0\x01\x02"
    for writes, above in ((seals.u16, 2**16), (seals.u32, 2**32), (seals.u64, 2**64)):
        for number in (-1, above):
            with pytest.raises(ValueError, match="This number doesn't fit its field"):
                writes(number)


@given(values)
def test_json_reads_back_as_it_was(value):
    text = seals.canonical_json(value)

    assert seals.from_canonical_json(text) == value
    assert seals.canonical_json(seals.from_canonical_json(text)) == text


@pytest.mark.parametrize("pad", [False, True])
def test_a_frame_gives_its_payload_and_any_shorter_one_is_bad(pad):
    plain = framed(b"words", pad=pad)

    assert unframed(plain, pad=pad) == b"words"
    for size in range(len(plain)):
        with pytest.raises(seals.Bad):
            unframed(plain[:size], pad=pad)


def test_json_has_one_form():
    assert seals.canonical_json({"b": [1, True, None], "a": 'é ☂ " </script>'}) == (
        '{"a":"é ☂ \\" </script>","b":[1,true,null]}'.encode()
    )


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b" {}",
        b"{} ",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1.0e1}',
        b'"\\u00e9"',
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"1e999",
        b"-0",
        b"01",
        b"\xff",
        b"\xef\xbb\xbf{}",
        b'"\\ud800"',
        b'{"a":}',
        b"[" * 100_000,
        b"9" * 5000,
        '{"a":1}'.encode("utf-16"),
    ],
)
def test_any_other_bytes_are_bad_and_tell_nothing(text):
    with pytest.raises(seals.Bad) as caught:
        seals.from_canonical_json(text)

    assert caught.value.__context__ is None


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_but_bad(text):
    try:
        value = seals.from_canonical_json(text)
    except seals.Bad:
        return
    assert seals.canonical_json(value) == text


@pytest.mark.parametrize("value", [{1: 2}, {"a": [{None: 1}]}, ({True: 1},), b"bytes", {1, 2}])
def test_what_json_has_no_word_for_is_refused_before_it_is_sealed(value):
    with pytest.raises(TypeError):
        seals.canonical_json(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), ["\ud800"]])
def test_what_json_could_not_read_back_is_refused_before_it_is_sealed(value):
    with pytest.raises(ValueError, match=r"JSON|surrogates"):
        seals.canonical_json(value)
