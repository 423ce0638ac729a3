"""With programs that others wrote: a Radicale server, the caldav client, vdirsyncer, a mail server's eyes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from icalendar import Calendar

from goldenthread.calendars import actions, queries
from goldenthread.calendars.actions import Asking
from goldenthread.calendars.busy.reading import read_if_due
from goldenthread.calendars.models import CalendarChoice
from goldenthread.calendars.states import BusyKind, Trouble
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.sessions import api as sessions
from tests.calendars.test_reading import busy
from tests.courier.conftest import free_port

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import caldav

pytestmark = [pytest.mark.process, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

ACCOUNT, WORD = "alma", "radicale word 4711"
TEN = datetime(2026, 3, 10, 10, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
PATIENCE = 20


@dataclass(frozen=True)
class Radicale:
    """A running server, and the client that somebody else wrote for it."""

    address: str
    calendar: Any

    @property
    def asking(self) -> Asking:
        """How the house asks it."""
        return Asking("Radicale", BusyKind.CALDAV, str(self.calendar.url), ACCOUNT, WORD)


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """A Radicale server of our own, with a calendar in it."""
    home = tmp_path_factory.mktemp("radicale")
    (home / "people").write_text(f"{ACCOUNT}:{WORD}\n")
    with running(home) as address:
        make: Any = caldav.DAVClient
        client = make(url=address, username=ACCOUNT, password=WORD)
        made = client.principal().make_calendar(name="Private", cal_id="private")
        yield Radicale(address, made)
        client.close()


@contextmanager
def running(home: Path) -> Iterator[str]:
    port = free_port()
    program = [sys.executable, "-m", "radicale", "--config", ""]
    program += ["--server-hosts", f"127.0.0.1:{port}"]
    program += ["--storage-filesystem-folder", str(home / "collections")]
    program += ["--auth-type", "htpasswd", "--auth-htpasswd-filename", str(home / "people")]
    program += ["--auth-htpasswd-encryption", "plain", "--auth-delay", "0"]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield awaited(f"http://127.0.0.1:{port}/", server)
        finally:
            server.terminate()


def awaited(address: str, server: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(f"{address}.web/", timeout=1).close()
        except HTTPError:
            return address
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return address
    raise AssertionError("Radicale did not start.")


@pytest.fixture
def emptied(radicale, settings) -> Radicale:
    """The same server with nothing in its calendar, in a house that may ask it."""
    settings.CALENDARS_NEAR = True
    for event in radicale.calendar.events():
        event.delete()
    server: Radicale = radicale
    return server


def put(radicale: Radicale, *lines: str) -> None:
    uid = new_uid()
    text = "\r\n".join(
        [
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", "BEGIN:VEVENT"),
            *(f"UID:{uid}", "DTSTAMP:20260101T000000Z", "SUMMARY:canary-dentist", *lines),
            *("END:VEVENT", "END:VCALENDAR", ""),
        ]
    )
    radicale.calendar.save_event(text)


def read(radicale: Radicale, coach, at, asking: Asking | None = None):
    row = actions.add_busy_calendar(asking or radicale.asking, uid=new_uid(), by=coach, at=at)
    read_if_due(row.uid, at=at)
    row.refresh_from_db()
    return row


def test_what_radicale_holds_is_busy_and_what_is_over_is_not_asked_for(alma, emptied, at):
    put(emptied, "DTSTART:20260310T100000Z", "DURATION:PT1H")
    put(emptied, "DTSTART:20200310T100000Z", "DURATION:PT1H")
    put(emptied, "DTSTART:20260310T150000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT")

    row = read(emptied, alma, at)

    assert (row.trouble, busy(alma)) == ("", [(TEN, TEN + AN_HOUR)])


def test_a_repeat_in_radicale_is_busy_each_time_by_the_wall(alma, emptied, at):
    put(
        emptied,
        "DTSTART;TZID=Europe/Lisbon:20260322T100000",
        "DTEND;TZID=Europe/Lisbon:20260322T110000",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "EXDATE;TZID=Europe/Lisbon:20260405T100000",
    )

    read(emptied, alma, at)

    assert [first for first, _ in busy(alma)] == [
        datetime(2026, 3, 22, 10, tzinfo=UTC),
        datetime(2026, 3, 29, 9, tzinfo=UTC),
    ]


def test_an_empty_calendar_in_radicale_leaves_everything_free(alma, emptied, at):
    row = read(emptied, alma, at)

    assert (row.trouble, row.fetched_at, busy(alma)) == ("", at, [])


def test_a_wrong_password_and_a_wrong_place_are_told_apart(alma, emptied, at):
    right = emptied.asking
    wrong = Asking("R", BusyKind.CALDAV, right.address, ACCOUNT, "another word")
    nowhere = Asking(
        "R", BusyKind.CALDAV, right.address.replace("private", "nowhere"), ACCOUNT, WORD
    )

    assert read(emptied, alma, at, wrong).trouble == Trouble.REFUSED
    assert read(emptied, alma, at, nowhere).trouble == Trouble.GONE


def test_radicale_takes_in_our_feed_by_the_caldav_client_and_gives_it_back(
    relationship, alma, ben, emptied, at
):
    when = sessions.When.at(TEN, "Europe/Lisbon", 50)
    sessions.arrange_session(relationship, when, uid=new_uid(), by=alma, at=at)
    actions.open_feed(person=ben, by=ben, at=at)
    choice = CalendarChoice.objects.select_related("person").get(person=ben)
    ours: Any = Calendar.from_ical(queries.feed_of(choice, at=at))

    emptied.calendar.save_event(queries.feed_of(choice, at=at).decode())

    [event] = emptied.calendar.search(
        event=True, start=TEN - AN_HOUR, end=TEN + AN_HOUR, expand=False
    )
    theirs: Any = event.get_icalendar_instance().walk("VEVENT")[0]
    mine = ours.walk("VEVENT")[0]
    for name in ("UID", "SUMMARY", "STATUS"):
        assert theirs[name] == mine[name]
    assert (theirs["DTSTART"].dt, theirs["DTEND"].dt) == (TEN, TEN + timedelta(minutes=50))


def test_our_events_in_radicale_come_back_as_busy_times(relationship, alma, ben, emptied, at):
    when = sessions.When.at(TEN, "Europe/Lisbon", 50)
    sessions.arrange_session(relationship, when, uid=new_uid(), by=alma, at=at)
    actions.open_feed(person=ben, by=ben, at=at)
    choice = CalendarChoice.objects.select_related("person").get(person=ben)
    emptied.calendar.save_event(queries.feed_of(choice, at=at).decode())

    read(emptied, alma, at)

    assert busy(alma) == [(TEN, TEN + timedelta(minutes=50))]


VDIRSYNCER = """
[general]
status_path = "{home}/status/"
[pair thread]
a = "feed"
b = "here"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{feed}"
[storage here]
type = "filesystem"
path = "{home}/meetings/"
fileext = ".ics"
"""


def synced(home: Path, feed: str) -> list[Any]:
    """Let vdirsyncer take a feed to a folder; give the events there. It gives them names of its own."""
    (home / "config").write_text(VDIRSYNCER.format(home=home, feed=feed))
    (home / "meetings").mkdir(exist_ok=True)
    for deed in ("discover", "sync"):
        done = subprocess.run(
            [Path(sys.executable).parent / "vdirsyncer", "-c", home / "config", deed],
            capture_output=True,
            env={**os.environ, "HOME": str(home)},
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    events: list[Any] = []
    for place in (home / "meetings").glob("*.ics"):
        whole: Any = Calendar.from_ical(place.read_bytes())
        events += whole.walk("VEVENT")
    return events


@pytest.mark.django_db(transaction=True)
def test_vdirsyncer_takes_the_feed_of_a_running_house_and_follows_a_move(
    live_server, relationship, alma, ben, tmp_path, settings
):
    settings.BASE_URL = live_server.url
    at = now()
    soon = at.replace(minute=0, second=0, microsecond=0) + timedelta(days=7)
    when = sessions.When.at(soon, "Europe/Lisbon", 50)
    session = sessions.arrange_session(relationship, when, uid=new_uid(), by=alma, at=at)
    actions.open_feed(person=ben, by=ben, at=at)
    feed = queries.feed_address(CalendarChoice.objects.get(person=ben))

    [first] = synced(tmp_path, feed)
    later = sessions.When.at(soon + timedelta(days=1), "Europe/Lisbon", 50)
    sessions.move_session(relationship, session.uid, later, by=alma, at=at)
    [second] = synced(tmp_path, feed)

    assert (first["DTSTART"].dt, second["DTSTART"].dt) == (soon, soon + timedelta(days=1))
    assert (str(first["SUMMARY"]), second["SEQUENCE"] > first["SEQUENCE"]) == ("Meeting", True)
