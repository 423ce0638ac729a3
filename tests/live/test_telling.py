"""Telling: after the deed is kept, only a few words, and to nobody's knowledge."""

import threading
import time

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from goldenthread.core.ids import new_uid
from goldenthread.live import api as live
from goldenthread.live import telling
from goldenthread.live.hub import Hub
from goldenthread.live.wires import Sockets


@pytest.fixture
def topic():
    return new_uid()


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """A hub of this test's own, in the place of this process's."""
    hub = Hub(Sockets(tmp_path / "run"))
    monkeypatch.setattr(telling, "_hubs", [hub])
    hub.listen()
    yield hub
    hub.close()


def heard(topic, *, many=1) -> list[tuple[str, str]]:
    """Wait until that many words were heard; give them."""
    until = time.monotonic() + 10
    while len(found := live.since(topic, 0)) < many and time.monotonic() < until:
        time.sleep(0.01)
    return [(each.word, each.by) for each in found]


def test_a_word_is_told_when_the_deed_is_kept_and_not_before(
    db, hub, topic, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            live.tell(topic, "changed", "coach")
        time.sleep(0.1)
        assert live.since(topic, 0) == []

    assert heard(topic) == [("changed", "coach")]


def test_a_deed_that_was_taken_back_is_not_told(db, hub, topic, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            live.tell(topic, "changed", "coach")
            transaction.set_rollback(True)
        live.tell(topic, "time")

    assert heard(topic) == [("time", "")]


@pytest.mark.parametrize(
    ("word", "by"),
    [("Lena asked where I was going", ""), ("pause", "Ben"), ("typing", "client"), ("", "")],
)
def test_nothing_but_the_few_words_can_be_told(hub, topic, word, by):
    with pytest.raises(ValueError, match=r"said\.WORDS"):
        live.tell(topic, word, by)


@pytest.mark.row("S2.22")
def test_telling_asks_nothing_of_the_stores_and_writes_nothing(
    db, hub, topic, django_capture_on_commit_callbacks
):
    from django.db import connections

    if connections["default"].vendor != "sqlite":
        pytest.skip("PostgreSQL carries the word itself.")
    with (
        CaptureQueriesContext(connections["default"]) as one,
        CaptureQueriesContext(connections["vault"]) as other,
        django_capture_on_commit_callbacks(execute=True),
    ):
        live.tell(topic, "pause", "client")

    assert heard(topic) == [("pause", "client")]
    assert (len(one), len(other)) == (0, 0)


def test_a_process_that_parted_has_an_ear_of_its_own(tmp_path, monkeypatch):
    elder = Hub(Sockets(tmp_path / "run"))
    monkeypatch.setattr(telling, "_hubs", [elder])

    telling._part()

    assert telling._hubs == []
    assert telling.the_hub() is not elder
    telling.close()


def test_two_threads_that_ask_first_get_one_hub(monkeypatch):
    monkeypatch.setattr(telling, "_hubs", [])
    found = []
    threads = [threading.Thread(target=lambda: found.append(telling.the_hub())) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(set(map(id, found))) == 1
