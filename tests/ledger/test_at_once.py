"""Many writing in one stream at once: the numbers stay dense and the chain whole."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from goldenthread.ledger import api as ledger
from goldenthread.ledger.models import Entry, Stream
from goldenthread.shares import api as shares
from tests.ledger import words

WRITERS, EACH = 8, 12


@pytest.mark.slow
@pytest.mark.row("G9")
def test_the_numbers_stay_dense_when_eight_write_at_once(own_file, alma, ben, pair, at):
    shares.found_store()

    def write(number):
        try:
            for step in range(EACH):
                moment = at + timedelta(seconds=number * EACH + step)
                ledger.record(
                    "test.passage.answered", stream=pair, by=alma, at=moment, about=ben.uid
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    total = WRITERS * EACH
    seqs = list(Entry.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, total + 1))
    assert Stream.objects.get().length == total
    finding = ledger.verify(words.read(ledger.ledger_file(pair, reader=ben.uid, at=at)))
    assert (finding.code, finding.row) == (0, None)


@pytest.mark.slow
def test_first_lines_of_many_streams_come_at_once(own_file, cast, at):
    def write(someone):
        try:
            for _ in range(EACH):
                ledger.record(
                    "test.name.changed", stream=someone.uid, by=someone, at=at, about=someone.uid
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, [*cast, *cast]))

    assert Counter(Entry.objects.values_list("stream_uid", flat=True)) == {
        someone.uid: 2 * EACH for someone in cast
    }
    assert {stream.length for stream in Stream.objects.all()} == {2 * EACH}
