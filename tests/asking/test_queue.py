"""Who writes next: one at a time, nobody passed by for long, and nobody left out by somebody's death."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from goldenthread.asking import queue
from goldenthread.asking.queue import Line, Queue, Turnstile, queue_of

LONG = 20

HOLD = """
import sys, time
from goldenthread.asking.queue import Queue
held = Queue(sys.argv[1])
print(held.take(20), flush=True)
sys.stdin.readline()
held.leave()
print("left", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def file(tmp_path):
    return str(tmp_path / "numbers.sqlite3")


@pytest.fixture
def elsewhere(file: str) -> Iterator[Any]:
    """Another process that has the place."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    yield process
    process.kill()
    process.communicate()


def waiting_in(line, count):
    """Wait until that many threads wait in a line."""
    until = time.monotonic() + LONG
    while len(line._waiting) < count:
        assert time.monotonic() < until
        time.sleep(0.001)


def came_in_order(line, names):
    """Let threads come one after another while the front is taken, then leave; give their order at the front."""
    assert line.take(LONG)
    came = []

    def come(name):
        assert line.take(LONG)
        came.append(name)
        line.leave()

    with ThreadPoolExecutor(len(names)) as pool:
        for number, name in enumerate(names, start=1):
            pool.submit(come, name)
            waiting_in(line, number)
        line.leave()
    return came


def test_whoever_came_last_goes_first(monkeypatch):
    monkeypatch.setattr(queue, "PATIENCE_SECONDS", LONG)

    assert came_in_order(Line(), "abc") == ["c", "b", "a"]


def test_nobody_who_has_waited_long_is_passed_by(monkeypatch):
    monkeypatch.setattr(queue, "PATIENCE_SECONDS", 0)

    assert came_in_order(Line(), "abc") == ["a", "b", "c"]


def test_one_at_a_time(file):
    held = Queue(file)
    inside, seen = [], []

    def write(_):
        assert held.take(LONG)
        inside.append(1)
        seen.append(len(inside))
        time.sleep(0.0005)
        inside.pop()
        held.leave()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(80)))

    assert seen == [1] * 80


def test_whoever_waits_too_long_goes_away_and_the_others_stay(file):
    held = Queue(file)
    assert held.take(LONG)

    assert held.take(0.01) is False

    held.leave()
    assert held.take(0.01) is True


def test_another_process_is_waited_for(file, elsewhere):
    mine = Queue(file)
    assert mine.take(0.01) is False

    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(mine.take, LONG)
        elsewhere.stdin.write("\n")
        elsewhere.stdin.flush()
        assert elsewhere.stdout.readline() == "left\n"
        assert coming.result() is True


def test_while_one_waits_for_another_process_none_of_its_own_is_lost(file, elsewhere):
    mine = Queue(file)
    with ThreadPoolExecutor(3) as pool:
        gone = list(pool.map(mine.take, [0.01, 0.02, 0.03]))
    assert gone == [False] * 3

    elsewhere.send_signal(signal.SIGKILL)

    assert mine.take(LONG) is True


def test_a_killed_process_leaves_its_place(file, elsewhere):
    mine = Queue(file)
    assert mine.take(0.01) is False

    elsewhere.send_signal(signal.SIGKILL)

    assert mine.take(LONG) is True


def test_who_is_next_is_not_passed_by_another_process(file, elsewhere, tmp_path):
    """Only one asks for the place; whoever comes later waits to be next."""
    asking = Turnstile(f"{file}-queue")
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(asking.take, LONG)
        later = [sys.executable, "-c", HOLD.replace("take(20)", "take(0.3)"), file]
        gone = subprocess.run(later, input="\n\n", capture_output=True, text=True, check=True)
        assert gone.stdout.startswith("False\n")
        elsewhere.stdin.write("\n")
        elsewhere.stdin.flush()
        assert coming.result() is True


def test_where_no_file_can_be_made_nobody_waits_for_other_processes(tmp_path):
    nowhere = Queue(str(tmp_path / "no such folder" / "numbers.sqlite3"))

    assert nowhere.take(0.01) is True
    nowhere.leave()
    assert nowhere.take(0.01) is True


def test_the_file_is_for_nobody_elses_eyes_and_says_nothing(file, tmp_path):
    assert Queue(file).take(LONG)

    made = tmp_path / "numbers.sqlite3-queue"
    assert (made.stat().st_mode & 0o777, made.read_bytes()) == (0o600, b"")


def test_every_thread_has_the_same_queue_before_one_file(file):
    found = []
    threads = [threading.Thread(target=lambda: found.append(queue_of(file))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {id(one) for one in found} == {id(queue_of(file))}
    assert queue_of(file) is not queue_of(f"{file}2")
