"""The recovery code: forgiving of hands, strict about slips."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.seals import api as seals
from goldenthread.seals.recovery_code import write_recovery_code

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE = write_recovery_code(bytes(range(20)))
drawable = st.binary(min_size=20, max_size=20).filter(lambda code: int.from_bytes(code) % 37 < 32)


def test_a_code_is_eight_groups_the_last_with_a_check_symbol():
    pattern = f"([{SYMBOLS}]{{4}}-){{7}}[{SYMBOLS}]{{5}}"

    assert all(re.fullmatch(pattern, seals.new_recovery_code()) for _ in range(200))


def test_no_two_codes_are_the_same():
    assert len({seals.new_recovery_code() for _ in range(500)}) == 500


@given(drawable)
def test_a_written_code_reads_back(code):
    assert seals.read_recovery_code(write_recovery_code(code)) == code


@given(drawable, st.data())
def test_hands_are_forgiven(code, data):
    written = write_recovery_code(code)
    kind = {"0": "0Oo", "1": "1IiLl", "-": ["-", " ", "", " - ", "–", "\n", "_", "."]}
    typed = "".join(
        data.draw(st.sampled_from(kind.get(sign, [sign, sign.lower()]))) for sign in written
    )

    assert seals.read_recovery_code(f"  {typed}\t") == code
    assert seals.recovery_groups(typed) == written.split("-")


def test_every_single_wrong_symbol_is_bad():
    tried = 0
    for at, sign in enumerate(CODE):
        for other in SYMBOLS:
            if sign not in {"-", other}:
                tried += 1
                with pytest.raises(seals.Bad):
                    seals.read_recovery_code(CODE[:at] + other + CODE[at + 1 :])

    assert tried == 33 * 31


@given(drawable, st.integers(0, 31))
def test_two_neighbours_swapped_are_bad(code, at):
    signs = list(write_recovery_code(code).replace("-", ""))
    swapped = [*signs[:at], signs[at + 1], signs[at], *signs[at + 2 :]]
    if swapped == signs:
        return

    with pytest.raises(seals.Bad):
        seals.read_recovery_code("".join(swapped))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        CODE[:-1],
        CODE + "0",
        CODE[1:],
        CODE.replace("0", "U"),
        CODE + "!",
        "☂" * 33,
        "U" * 33,
    ],
)
def test_too_short_too_long_and_strange_are_bad(typed):
    with pytest.raises(seals.Bad):
        seals.read_recovery_code(typed)


@given(st.text(max_size=60))
def test_no_text_raises_anything_but_bad(typed):
    for reads in (seals.read_recovery_code, seals.recovery_groups, seals.read_group):
        try:
            reads(typed)
        except seals.Bad:
            continue


def test_a_group_typed_back_is_compared_in_its_one_form():
    assert seals.read_group(" ol 1z-") == "011Z"
    with pytest.raises(seals.Bad):
        seals.read_group("AB?D")


def test_bytes_that_are_never_drawn_are_never_written():
    never = (36).to_bytes(20)

    for code in (never, b"", bytes(19), bytes(21)):
        with pytest.raises(seals.Bad):
            write_recovery_code(code)
