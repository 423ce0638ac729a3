"""An open line: words as they come, a heartbeat, an end; seats that are always given back."""

import json
import time

import pytest
from django.test import RequestFactory

from goldenthread.core.ids import new_uid
from goldenthread.live import api as live
from goldenthread.live import streams, telling
from goldenthread.live.hub import Hub
from goldenthread.live.said import Said, next_number
from goldenthread.live.wires import Sockets

TOPIC = new_uid()


@pytest.fixture
def hub(tmp_path, monkeypatch):
    hub = Hub(Sockets(tmp_path / "run"))
    monkeypatch.setattr(telling, "_hubs", [hub])
    hub.listen()
    yield hub
    hub.close()


@pytest.fixture
def ask(rf: RequestFactory):
    return lambda path="/", **headers: rf.get(path, headers=headers)


def events(chunk: bytes) -> list[dict]:
    lines = chunk.decode().splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: {")]


def ids(chunk: bytes) -> list[int]:
    lines = chunk.decode().splitlines()
    return [int(line.removeprefix("id: ")) for line in lines if line.startswith("id: ")]


def test_a_line_says_how_to_come_back_and_then_each_word_as_it_comes(hub, ask):
    answer = live.stream(ask(), TOPIC)
    line = iter(answer)
    assert next(line) == b"retry: 2000\n" + streams.BEAT

    said = Said(next_number(), "slower", "client")
    hub.tell(TOPIC, said)
    chunk = next(line)

    assert ids(chunk) == [said.number]
    [event] = events(chunk)
    assert 0 <= event.pop("ago") < 5
    assert event == {"number": said.number, "word": "slower", "by": "client"}
    answer.close()


def test_a_line_stays_out_of_caches_and_of_proxies_that_gather(hub, ask):
    answer = live.stream(ask(), TOPIC)

    assert {
        name: answer.headers[name]
        for name in ("Content-Type", "Cache-Control", "X-Accel-Buffering")
    } == {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
    }
    answer.close()


def test_who_comes_back_hears_what_was_said_meanwhile(hub, ask):
    begun = next_number()
    hub.tell(TOPIC, said := Said(next_number(), "stop", "coach"))
    hub.wait(TOPIC, 0, 10)

    for request in (ask(**{"Last-Event-ID": str(begun)}), ask(f"/?after={begun}")):
        answer = live.stream(request, TOPIC)
        assert [event["number"] for event in events(next(iter(answer)))] == [said.number]
        answer.close()


def test_a_silent_line_has_a_heartbeat_and_ends_after_a_while(hub, ask, monkeypatch):
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.05)
    monkeypatch.setattr(streams, "LONGEST_SECONDS", 0.12)

    answer = live.stream(ask(), TOPIC)
    first, *beats = list(answer)

    assert (first, set(beats)) == (b"retry: 2000\n" + streams.BEAT, {streams.BEAT})
    assert len(beats) >= 2
    answer.close()


def test_a_line_ends_when_the_process_stops(hub, ask):
    answer = live.stream(ask(), TOPIC)
    line = iter(answer)
    next(line)
    begun = time.monotonic()
    live.close()

    assert list(line) in ([], [streams.BEAT])
    assert time.monotonic() - begun < 5
    answer.close()


def test_over_the_cap_a_browser_is_sent_to_ask_instead_and_seats_come_back(hub, ask):
    held = [live.stream(ask(), TOPIC) for _ in range(live.MOST_STREAMS)]
    assert {each.status_code for each in held} == {200}

    refused = live.stream(ask(), TOPIC)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "60")

    # One that was never read from, asked twice, gives one seat back.
    held[0].close()
    held[0].close()
    again = live.stream(ask(), TOPIC)
    assert again.status_code == 200
    assert live.stream(ask(), TOPIC).status_code == 503
    for each in (again, *held):
        each.close()


def test_asking_gives_the_same_words_and_where_to_ask_from_next(hub, ask):
    said = Said(next_number(), "say_more", "coach")
    hub.tell(TOPIC, said)
    hub.wait(TOPIC, 0, 10)

    found = json.loads(live.now(ask("/?after=0"), TOPIC).content)

    [word] = found["said"]
    assert (word["number"], word["word"], word["by"]) == (said.number, "say_more", "coach")
    assert set(word) == {"number", "word", "by", "ago"}
    assert found["newest"] >= said.number
    again = json.loads(live.now(ask(f"/?after={found['newest'] + 2_000_000}"), TOPIC).content)
    assert again["said"] == []


@pytest.mark.parametrize("given", ["", "x", "-1", "1e9", "9" * 40, "٣"])
def test_nonsense_is_read_as_the_beginning(hub, ask, given):
    assert (
        live.now(
            ask("/", **{"Last-Event-ID": given.encode("utf-8").decode("latin-1")}), TOPIC
        ).status_code
        == 200
    )


def test_a_seat_is_given_back_where_the_line_never_began(tmp_path):
    class Deaf(Hub):
        def position(self) -> int:
            raise RuntimeError("no more threads")

    for _ in range(live.MOST_STREAMS + 1):
        with pytest.raises(RuntimeError, match="no more threads"):
            streams.Stream(Deaf(Sockets(tmp_path)), TOPIC, 0)
