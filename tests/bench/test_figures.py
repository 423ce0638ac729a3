"""The figures of the bench, on numbers small enough to work out by hand."""

import io

import pytest

from bench.driving import Unexpected, read_response
from bench.figures import Timings, Verdict, percentile, ratio, slope, table
from bench.texts import RARE, entry_text


def test_a_percentile_is_a_value_that_was_measured():
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, share) for share in (0.0, 0.5, 0.95, 1.0)] == [1.0, 3.0, 5.0, 5.0]


def test_nothing_measured_has_no_percentile():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_a_ratio_says_its_least_and_most_round():
    one, other = Timings(), Timings()
    for mine, theirs in (([2.0, 2.0], [1.0, 1.0]), ([6.0, 6.0], [2.0, 2.0])):
        one.add(mine)
        other.add(theirs)
    held = ratio(one, other)
    assert (held.value, held.least, held.most, held.processor) == (2.0, 2.0, 3.0, None)
    assert held.noise == "rounds 2.00 to 3.00"


def test_processor_time_is_told_for_one_request():
    kept = Timings()
    kept.add([0.1, 0.1], spent=0.02)
    kept.add([0.1, 0.1], spent=0.04)
    assert kept.each_spent == pytest.approx(0.015)
    assert ratio(kept, kept).noise == "rounds 1.00 to 1.00; processor 1.00x"


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        (2.5, "met      a page: 2.50x of at most 2.5x"),
        (2.51, "NOT MET  a page: 2.51x of at most 2.5x"),
    ],
)
def test_a_verdict_is_met_at_its_target_and_not_above(figure, says):
    assert str(Verdict("a page", figure, 2.5)) == says


def test_a_table_is_as_wide_as_what_stands_in_it():
    assert table(["what", "n"], [["open", 100]]).split("\n") == [
        "| what | n   |",
        "|------|-----|",
        "| open | 100 |",
    ]


def test_one_step_does_not_make_a_slope():
    flat = [(float(x), 100.0 if x < 9 else 150.0) for x in range(10)]
    assert slope(flat) == 0.0
    assert slope([(float(x), 3.0 * x) for x in range(5)]) == 3.0


def test_texts_are_two_kilobytes_and_the_same_each_time():
    assert {len(entry_text(number).encode()) for number in range(50)} == {2048}
    assert entry_text(3) == entry_text(3)
    assert sum(RARE in entry_text(number) for number in range(2000)) == 2


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
MEASURED = (
    b"HTTP/1.1 303 See Other\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\nok"
)


def test_an_answer_is_read_by_chunks_or_by_length():
    assert read_response(io.BytesIO(CHUNKED)).body == b"abcde"
    kept = read_response(io.BytesIO(MEASURED))
    assert (kept.status, kept.body, kept.headers["set-cookie"]) == (303, b"ok", "a=1\nb=2")


def test_a_closed_connection_is_no_answer():
    with pytest.raises(Unexpected, match="no answer"):
        read_response(io.BytesIO(b""))
