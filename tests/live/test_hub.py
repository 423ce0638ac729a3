"""A minute of memory, in order, and honest about what it could not hear."""

import stat
import threading
import time
from contextlib import closing
from uuid import UUID

import pytest

from goldenthread.live import hub as hubs
from goldenthread.live import said as saying
from goldenthread.live.hub import Hub
from goldenthread.live.said import Said, next_number
from goldenthread.live.wires import Sockets

SESSION, ANOTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def folder(tmp_path):
    # Longer than a socket's address may be: a house may lie anywhere.
    deep = tmp_path / ("a-folder-with-a-long-name-" * 4) / "run"
    deep.parent.mkdir(parents=True)
    return deep


@pytest.fixture
def hub(folder):
    hub = Hub(Sockets(folder))
    hub.listen()
    yield hub
    hub.close()


def told(hub: Hub, word: str, *, by: str = "", topic: UUID = SESSION) -> Said:
    """Say a word, and wait until this process has heard it."""
    position, said = hub.position(), Said(next_number(), word, by)
    hub.tell(topic, said)
    assert said in hub.wait(topic, position, 10)[0]
    return said


def words(found: list[Said]) -> list[tuple[str, str]]:
    return [(each.word, each.by) for each in found]


def test_words_come_in_order_and_only_to_their_topic(hub):
    first = told(hub, "pause", by="client")
    told(hub, "stop", topic=ANOTHER)
    second = told(hub, "slower", by="coach")

    assert hub.since(SESSION, 0) == [first, second]
    assert words(hub.since(ANOTHER, 0)) == [("stop", "")]


def test_after_a_number_comes_what_is_newer_and_what_was_said_at_the_same_moment(hub, monkeypatch):
    monkeypatch.setattr(hubs, "OVERLAP", 0)
    first = told(hub, "pause")
    second = told(hub, "slower")

    assert hub.since(SESSION, first.number) == [second]
    assert hub.since(SESSION, second.number) == []
    monkeypatch.setattr(hubs, "OVERLAP", 60 * saying.SECOND)
    assert hub.since(SESSION, second.number) == [first, second]


def test_who_waits_is_woken_at_once(hub):
    begun, heard = time.monotonic(), []
    waiting = threading.Thread(target=lambda: heard.append(hub.wait(SESSION, hub.position(), 30)))
    waiting.start()
    time.sleep(0.1)
    hub.tell(SESSION, Said(next_number(), "stop", "client"))
    waiting.join(10)

    assert words(heard[0][0]) == [("stop", "client")]
    assert time.monotonic() - begun < 5


def test_a_minute_later_nothing_is_left_even_if_nobody_speaks(folder, monkeypatch):
    monkeypatch.setattr(hubs, "KEPT_SECONDS", 0.3)
    monkeypatch.setattr(hubs, "LOOK_SECONDS", 0.05)
    hub = Hub(Sockets(folder))
    hub.listen()
    told(hub, "pause")
    assert len(hub._heard) == 1
    until = time.monotonic() + 10
    while hub._heard and time.monotonic() < until:
        time.sleep(0.02)

    assert (list(hub._heard), hub.since(SESSION, 0)) == ([], [])
    hub.close()


def test_a_process_that_came_later_says_that_something_may_have_changed(hub):
    long_ago = next_number() - 90 * saying.SECOND
    before = next_number() - 2 * saying.SECOND

    assert words(hub.since(SESSION, before)) == [("changed", "")]
    assert words(hub.since(SESSION, long_ago)) == [("changed", "")]
    assert hub.since(SESSION, next_number()) == []
    assert hub.since(SESSION, 0) == []


def test_where_nothing_can_be_heard_every_answer_says_that_something_may_have_changed(tmp_path):
    (tmp_path / "run").write_text("a file stands where the folder should be")
    deaf = Hub(Sockets(tmp_path / "run"))

    assert words(deaf.since(SESSION, next_number() - 1)) == [("changed", "")]
    deaf.tell(SESSION, Said(next_number(), "pause"))
    deaf.close()


def test_a_line_that_broke_is_taken_up_again_and_the_gap_is_told(folder, monkeypatch):
    monkeypatch.setattr(hubs, "REST_SECONDS", 0.05)
    wire = Sockets(folder)
    hub = Hub(wire)
    hub.listen()
    position = hub.position()
    assert wire._ear
    wire._ear.close()

    found, position = hub.wait(SESSION, position, 10)

    assert words(found) == [("changed", "")]
    assert hub.wait(SESSION, position, 0.01)[0] == []
    told(hub, "pause")
    hub.close()


def test_stopping_sends_everybody_away_and_leaves_nothing_in_the_folder(hub, folder):
    begun = time.monotonic()
    waiting = threading.Thread(target=hub.wait, args=(SESSION, hub.position(), 30))
    waiting.start()
    hub.close()
    waiting.join(10)

    assert (hub.is_closed, time.monotonic() - begun < 5) == (True, True)
    assert list(folder.iterdir()) == []


def test_the_folder_and_its_sockets_are_the_houses_own(hub, folder):
    [ear] = folder.iterdir()

    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, ear)] == [0o700, 0o600]
    assert stat.S_ISSOCK(ear.stat().st_mode)
    assert ear.stat().st_size == 0


def test_a_socket_whose_process_was_killed_is_cleared_away_and_the_others_hear(hub, folder):
    killed = Sockets(folder)
    killed.open()
    assert killed._ear
    killed._ear.close()
    assert len(list(folder.iterdir())) == 2

    told(hub, "slower")

    assert len(list(folder.iterdir())) == 1


def test_one_who_does_not_listen_keeps_nothing_from_the_others(hub, folder):
    with closing(Sockets(folder)) as slow:
        slow.open()
        for _ in range(40):
            hub.tell(ANOTHER, Said(next_number(), "pause"))

        told(hub, "stop")


def test_faster_than_two_people_press_is_not_heard_further(hub, monkeypatch):
    monkeypatch.setattr(hubs, "MOST_A_TOPIC", 3)
    for _ in range(3):
        told(hub, "pause")
    hub.tell(SESSION, Said(next_number(), "pause"))
    told(hub, "stop", topic=ANOTHER)

    assert len(hub.since(SESSION, 0)) == 3


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xff\xfe",
        b"pause",
        f"{SESSION.hex} 12 a-line-of-notes client".encode(),
        f"{SESSION.hex} 12 pause Ben".encode(),
        f"{SESSION.hex} twelve pause client".encode(),
        b"not-a-uid 12 pause client",
        f"{SESSION.hex} 12 pause client more".encode(),
    ],
)
def test_whatever_else_comes_over_the_wire_is_not_heard(message):
    assert saying.read(message) is None


def test_a_word_travels_unchanged():
    said = Said(next_number(), "say_more", "coach")

    assert saying.read(saying.written(SESSION, said)) == (SESSION, said)
