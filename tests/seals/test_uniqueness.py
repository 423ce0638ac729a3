"""No salt, key or token is ever drawn twice, in no process and after no fork (G7).

Scaled to a second: 60,000 seals in six processes. G7's ten million in eight is SEALS = 1_250_000
and PROCESSES = 8 in this same test.
"""

import multiprocessing

import pytest

from goldenthread.seals import api as seals
from tests.seals.samples import ALMA_SIGNS as ALMA
from tests.seals.samples import CONTEXT, GRANT_CONTEXT, KEY, LETTER_BOX, LETTER_CONTEXT, SECRET

pytestmark = pytest.mark.row("G7")

PROCESSES = 6
SEALS = 10_000


def _sealed_by_one(queue, start):
    start.wait()
    drawn = b"".join(seals.seal(KEY, CONTEXT, b"same", pad=False)[21:61] for _ in range(SEALS))
    others = [seals.new_token().encode() for _ in range(200)]
    others += [seals.new_sealing_pair().private for _ in range(200)]
    others += [seals.new_signing_pair().private for _ in range(200)]
    others += [seals.seal_letter(LETTER_BOX.public, LETTER_CONTEXT, b"")[3:35] for _ in range(100)]
    others += [seals.seal_grant(SECRET, GRANT_CONTEXT, ALMA.private)[3:35] for _ in range(100)]
    others += [seals.new_recovery_code().encode() for _ in range(100)]
    queue.put((drawn, others))


def _drawn_by(method):
    """Start processes that all draw at one moment, and give what each drew."""
    here = multiprocessing.get_context(method)
    queue, start = here.SimpleQueue(), here.Event()
    workers = [here.Process(target=_sealed_by_one, args=(queue, start)) for _ in range(PROCESSES)]
    for worker in workers:
        worker.start()
    start.set()
    answers = [queue.get() for _ in workers]
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    return answers


def test_processes_forked_after_the_first_seal_draw_no_salt_twice():
    seals.seal(KEY, CONTEXT, b"whatever state a generator keeps, it keeps now")
    seals.random_bytes(24)

    answers = _drawn_by("fork")

    salts, commitments, others = set(), set(), set()
    for drawn, more in answers:
        for at in range(0, len(drawn), 40):
            salts.add(drawn[at : at + 24])
            commitments.add(drawn[at + 24 : at + 40])
        others.update(more)
    assert len(salts) == PROCESSES * SEALS
    assert len(commitments) == PROCESSES * SEALS  # so no two AES keys were the same either
    assert len(others) == PROCESSES * 900


def test_every_byte_of_a_salt_takes_every_value():
    salts = [seals.seal(KEY, CONTEXT, b"", pad=False)[21:45] for _ in range(6000)]

    assert [len({salt[at] for salt in salts}) for at in range(24)] == [256] * 24


def test_the_same_words_sealed_twice_share_nothing_but_the_header():
    one, two = (seals.seal(KEY, CONTEXT, b"same words") for _ in range(2))

    assert one[:21] == two[:21]
    assert one[21:45] != two[21:45]
    assert one[45:61] != two[45:61]
    assert one[61:] != two[61:]
