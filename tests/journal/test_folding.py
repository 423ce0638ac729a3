import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.journal import folding
from goldenthread.journal.folding import Folded, Garbled

WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Straße", b"strasse"),
        ("ＦＵＬＬ ﬁne", b"full fine"),
        ("I’d  said\n“yes”", b'i\'d said "yes"'),
        ("CAF\u0045\u0301", "café".encode()),
        ("a\0b", b"a b"),
        ("Plain ASCII", b"plain ascii"),
    ],
)
def test_case_width_and_quotes_are_folded_away(text, same):
    assert folding.folded(text) == same


@given(WORDS)
def test_folding_twice_changes_nothing(text):
    once = folding.folded(text)

    assert folding.folded(once.decode()) == once


@pytest.mark.parametrize(
    ("query", "looked_for"),
    [
        ("Porto account", (b"account", b"porto")),
        ('"there it is" Porto', (b"there it is", b"porto")),
        ('odd "quote', (b"quote", b"odd")),
        ("again again", (b"again",)),
        ('"" "  "', ()),
        ("a b c d e f g h i j", (b"a", b"b", b"c", b"d", b"e", b"f", b"g", b"h")),
    ],
)
def test_what_is_looked_for(query, looked_for):
    assert folding.needles(query) == looked_for


def test_a_segment_gives_back_the_entries_that_hold_every_word():
    packed = _packed("the porto account", "porto in spring", "an account of spring", "")

    assert list(folding.found_in(packed, (b"porto",))) == [_found(0), _found(1)]
    assert list(folding.found_in(packed, (b"account", b"porto"))) == [_found(0)]
    assert list(folding.found_in(packed, (b"spring",))) == [_found(1), _found(2)]
    assert list(folding.found_in(packed, (b"winter",))) == []
    assert list(folding.found_in(packed, ())) == []
    assert folding.size_of(packed) == 4


def test_words_never_reach_from_one_entry_into_the_next():
    packed = _packed("one two", "three")

    assert list(folding.found_in(packed, (b"two three",))) == []
    assert list(folding.found_in(packed, (b"two",))) == [_found(0)]


def test_words_in_the_head_of_a_segment_are_not_found():
    packed = folding.packed([Folded(b"uid uid uid uid!", 1, b"text")])

    assert list(folding.found_in(packed, (b"uid",))) == []


def test_an_empty_segment_holds_nothing():
    packed = folding.packed([])

    assert folding.size_of(packed) == 0
    assert list(folding.found_in(packed, (b"a",))) == []


@pytest.mark.parametrize("segment", [b"", b"\0\0\0", b"\0\0\0\x02short"])
def test_a_garbled_segment_is_refused(segment):
    with pytest.raises(Garbled):
        folding.size_of(segment)


@given(st.lists(WORDS, max_size=12), WORDS)
def test_a_segment_finds_just_what_a_plain_look_finds(texts, word):
    folded = [folding.folded(text) for text in texts]
    looked_for = folding.needles(word)
    packed = folding.packed([Folded(bytes([n]) * 16, n, text) for n, text in enumerate(folded)])

    found = [written for written, _ in folding.found_in(packed, looked_for)]

    plain = [
        n
        for n, text in enumerate(folded)
        if looked_for and all(needle in text for needle in looked_for)
    ]
    assert found == plain


def _packed(*texts):
    return folding.packed(
        [Folded(bytes([n]) * 16, n, folding.folded(text)) for n, text in enumerate(texts)]
    )


def _found(number):
    return number, bytes([number]) * 16
