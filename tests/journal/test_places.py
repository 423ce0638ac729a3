import time

import pytest

from goldenthread.journal import places

BODY = "First, with *weight*.\nStill first.\n\n  \nSecond.\n\n\nThird; again Second."


def test_tidying_makes_one_kind_of_line_end():
    assert places.tidy("a\r\nb\rc\0d") == "a\nb\ncd"


def test_paragraphs_are_split_at_blank_lines_and_know_where_they_stand():
    found = places.paragraphs(BODY)

    assert [piece.words for piece in found] == [
        "First, with *weight*.\nStill first.",
        "Second.",
        "Third; again Second.",
    ]
    assert [BODY[piece.start : piece.end] for piece in found] == [piece.words for piece in found]


@pytest.mark.parametrize("body", ["", "\n\n \n"])
def test_nothing_has_no_paragraphs(body):
    assert places.paragraphs(body) == ()


def test_exact_words_are_found_where_they_stand():
    span = places.spot(BODY, "with *weight*")

    assert span
    assert BODY[slice(*span)] == "with *weight*"


def test_white_space_may_differ_and_the_entrys_own_is_given():
    span = places.spot(BODY, "*weight*. Still  first.")

    assert span
    assert BODY[slice(*span)] == "*weight*.\nStill first."


def test_the_nearest_of_two_is_meant():
    assert places.spot(BODY, "Second.") == (39, 46)
    assert places.spot(BODY, "Second.", near=60) == (62, 69)


@pytest.mark.parametrize("words", ["Fourth", "first second", "", "  "])
def test_words_that_are_not_there_have_no_place(words):
    assert places.spot(BODY, words) is None


@pytest.mark.parametrize("words", ["second.", "Second,"])
def test_words_must_be_exact(words):
    assert places.spot(BODY, words) is None


def test_neighbouring_paragraphs_are_one_passage():
    span = places.joined(places.paragraphs(BODY), [2, 1])

    assert span
    assert BODY[slice(*span)] == "Second.\n\n\nThird; again Second."


@pytest.mark.parametrize("chosen", [[], [0, 2], [3], [-1]])
def test_paragraphs_apart_or_absent_are_none(chosen):
    assert places.joined(places.paragraphs(BODY), chosen) is None


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("# Tunnel after **tunnel**\n\nI think", "Tunnel after **tunnel** I think"),
        ("- one\n- two", "one - two"),
        ("word " * 40, "word word word word word word word word word word word word…"),
        ("", ""),
    ],
)
def test_first_words_stand_on_one_line(body, first):
    assert places.first_words(body, most=60) == first


def test_words_that_nearly_stand_there_a_thousand_times_are_looked_for_quickly():
    started = time.perf_counter()

    assert places.spot("a " * 24_999, "a " * 12_000 + "b") is None

    assert time.perf_counter() - started < 1


def test_a_passage_may_begin_and_end_within_a_word():
    assert places.spot("under\n standing", "der stand") == (2, 12)
