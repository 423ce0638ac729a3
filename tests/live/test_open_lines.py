"""A real house with lines open: pages still answer, words cross its processes, and it stops when asked."""

import json
import re
import signal
import threading
import time
from contextlib import closing, suppress
from datetime import datetime, timedelta
from http.client import HTTPConnection as Connection
from http.client import HTTPException
from http.client import HTTPResponse as Answer
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.live import api as live
from goldenthread.web.demo import ZONE
from tests.journeys.house import House

pytestmark = [pytest.mark.process, pytest.mark.slow]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PROCESSES = 2


class Browser:
    """Somebody's browser, as far as it is needed here: cookies, forms, and an answer that stays open."""

    def __init__(self, house: House, name: str) -> None:
        self.house = house
        self.cookies: dict[str, str] = {}
        guest = house.guests()[name]
        sent = {"address": guest.address, "passphrase": guest.passphrase}
        assert self.post("/sign-in/", sent, at="/sign-in/")[0] == 303

    def ask(self, line: Connection, path: str, form: dict[str, str] | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(
            "GET" if form is None else "POST", path, urlencode(form or {}) or None, headers
        )
        answer = line.getresponse()
        for each in answer.headers.get_all("Set-Cookie", []):
            name, _, text = each.partition(";")[0].partition("=")
            self.cookies[name] = text
        return answer

    def line(self) -> Connection:
        return Connection("localhost", self.house.port, timeout=60)

    def get(self, path: str) -> tuple[int, str]:
        with closing(self.line()) as line:
            answer = self.ask(line, path)
            return answer.status, answer.read().decode()

    def post(self, path: str, form: dict[str, str], *, at: str) -> tuple[int, str]:
        token = TOKEN.search(self.get(at)[1])
        with closing(self.line()) as line:
            answer = self.ask(line, path, form | {"csrfmiddlewaretoken": token[1] if token else ""})
            answer.read()
            return answer.status, answer.headers.get("Location", "")


class Line:
    """An open answer, read by a thread of its own."""

    def __init__(self, browser: Browser, path: str) -> None:
        line = browser.line()
        answer = browser.ask(line, path)
        self.status = answer.status
        self.heard: list[str] = []
        self.reading = threading.Thread(target=self._read, args=(line, answer))
        self.reading.start()

    def _read(self, line: Connection, answer: Answer) -> None:
        with closing(line), closing(answer), suppress(OSError, HTTPException):
            for each in answer:
                if each.startswith(b"data: {"):
                    self.heard.append(json.loads(each[6:])["word"])


@pytest.fixture
def house(tmp_path):
    running = House(tmp_path / "house", "demo")
    yield running
    running.stop()


def room_of(alma: Browser) -> str:
    """Let Alma put a session that has just begun; give the address of its room."""
    begun = datetime.now(ZoneInfo(ZONE)) - timedelta(minutes=2)
    pair = re.search(r'href="(/together/[0-9a-f-]{36}/)"[^>]*>[^<]*Ben', alma.get("/desk/")[1])
    assert pair
    form = {
        "uid": str(new_uid()),
        "on_day": begun.date().isoformat(),
        "hour": begun.strftime("%H:%M"),
        "lasts": "50",
    }
    status, session = alma.post(f"{pair[1]}sessions/arrange/", form, at=f"{pair[1]}sessions/")
    assert status == 303
    return f"{session}room/"


def wait_for(answer, seconds=20) -> bool:
    until = time.monotonic() + seconds
    while not answer() and time.monotonic() < until:
        time.sleep(0.05)
    return bool(answer())


def test_with_every_line_open_pages_answer_and_the_house_stops_when_asked(house):
    alma, ben = Browser(house, "Alma"), Browser(house, "Ben")
    room = room_of(alma)

    lines = [Line(alma, f"{room}live/") for _ in range(PROCESSES * live.MOST_STREAMS + 4)]
    open_ones = [line for line in lines if line.status == 200]
    assert {line.status for line in lines} == {200, 503}
    assert live.MOST_STREAMS < len(open_ones) <= PROCESSES * live.MOST_STREAMS

    # Both processes have some: a word said in one is heard in both, and pages have threads left.
    begun = time.monotonic()
    assert [alma.get(room)[0] for _ in range(12)] == [200] * 12
    assert time.monotonic() - begun < 20
    assert ben.post(f"{room}press/slower/", {}, at=room)[0] == 303
    assert wait_for(lambda: all(line.heard == ["slower"] for line in open_ones))

    begun = time.monotonic()
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(30) == 0
    assert time.monotonic() - begun < 15
    for line in lines:
        line.reading.join(10)
        assert not line.reading.is_alive()
    assert list((house.data / "run").iterdir()) == []
    said = house.said.read_text()
    assert "Traceback" not in said
    assert room not in said
