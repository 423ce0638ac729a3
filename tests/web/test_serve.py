"""`goldenthread serve` as a steward meets it: real processes, a real port, a real folder."""

import http.client
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from goldenthread.web.commands import voice

pytestmark = pytest.mark.process

SECONDS_TO_START = 60
TOKEN = "a-token-that-no-log-may-hold-0123456789abcde"


class House:
    """A running `serve`: what it said, the port it listens at, and how it ends."""

    def __init__(self, data: Path, *words: str, **settings: str) -> None:
        self.data = data
        self.said = data.with_suffix(".said")
        self.process = start(data, self.said, *words, **settings)
        self.port = self._port()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.process.kill()
        self.process.wait()

    def get(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": f"localhost:{self.port}"})
        with closing(connection):
            answer = connection.getresponse()
            return answer.status, answer.read()

    def stop(self, number):
        self.process.send_signal(number)
        return self.process.wait(20)

    def processes(self) -> list[int]:
        return [
            int(folder.name)
            for folder in Path("/proc").iterdir()
            if folder.name.isdecimal() and str(self.data).encode() in _words_of(folder)
        ]

    def _port(self) -> int:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            found = re.search(r"listening at 127\.0\.0\.1:(\d+)", self.said.read_text())
            if found:
                return int(found[1])
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(self.said.read_text())


def start(data, said, *words, **settings):
    notify = {"NOTIFY_SOCKET": settings.pop("notify")} if "notify" in settings else {}
    with said.open("w") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "goldenthread.web.command", "serve", "--data", str(data)]
            + (["--port", "0"] if "--port" not in words else [])
            + list(words),
            env=environment(settings) | notify,
            stdout=log,
            stderr=log,
        )


def refused(data, *words, said=None, **settings):
    said = said or data.with_suffix(".refused")
    code = start(data, said, *words, **settings).wait(SECONDS_TO_START)
    lines = [line for line in said.read_text().splitlines() if "runs as root" not in line]
    return code, lines


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    data = tmp_path_factory.mktemp("serve") / "house"
    with House(data, LETTERS=f"file:{data.parent / 'letters'}") as running:
        yield running


@pytest.fixture(scope="module")
def rested(tmp_path_factory):
    """A house that was open once and is closed now; tests may open it again, in any order."""
    data = tmp_path_factory.mktemp("rested") / "house"
    with House(data) as once:
        once.stop(signal.SIGTERM)
    return once


def test_the_first_start_answers(house):
    assert house.get("/healthz") == (200, b"ok")


def test_the_first_start_prints_a_link_for_the_first_coach_and_no_password(house):
    said = house.said.read_text()

    links = re.findall(r"^  (\S+)$", said, re.MULTILINE)
    assert len(links) == 1
    assert re.fullmatch(rf"http://localhost:{house.port}/begin/[\w-]{{43}}/", links[0])
    assert "pass" not in said.lower()


def test_the_link_opens_a_page(house):
    links = re.findall(r"/begin/[\w-]{43}/", house.said.read_text())

    status, page = house.get(links[0])

    assert status == 200
    assert b"<h1" in page


def test_everything_it_keeps_is_for_its_owner_alone(house):
    kept = [house.data, *house.data.iterdir()]
    for name in ("thread", "vault", "secrets"):
        kept += (house.data / name).iterdir()

    assert [str(place) for place in kept if place.stat().st_mode & 0o077] == []
    for name in ("thread/thread.sqlite3", "vault/shares.sqlite3", "secrets/secret-key"):
        assert (house.data / name).stat().st_mode & 0o777 == 0o600


def test_static_files_are_laid_out_and_served(house):
    assert (house.data / "static" / "staticfiles.json").exists()
    sheet = next((house.data / "static" / "ui").rglob("*.css"))

    status, _ = house.get(f"/static/{sheet.relative_to(house.data / 'static')}")

    assert status == 200


def test_no_log_holds_a_path_or_a_query(house):
    house.get(f"/invitation/{TOKEN}/?say={TOKEN}")

    assert TOKEN not in house.said.read_text()


def test_a_malformed_request_leaves_nothing_in_the_log(house):
    with socket.create_connection(("127.0.0.1", house.port), timeout=10) as line:
        line.sendall(f"GET /{TOKEN} {TOKEN}\r\n\r\n".encode())
        assert line.recv(12).startswith(b"HTTP/1.1 400")

    assert TOKEN not in house.said.read_text()


def test_no_process_of_the_house_can_be_dumped(house):
    # The parent, two for pages, one for letters.
    assert wait_for(lambda: len(house.processes()) == 4)

    for pid in house.processes():
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert re.search(r"Max core file size\s+0\s+0\s", limits)


def test_a_letter_leaves_by_the_process_for_letters(house):
    box = house.data.parent / "letters"

    post_a_letter(house.data)

    assert wait_for(lambda: list(box.glob("*.log")))
    letter = next(box.iterdir())
    assert "ben@example.org" in letter.read_text()
    assert letter.stat().st_mode & 0o077 == 0


def test_a_taken_port_is_said_in_one_sentence_and_changes_nothing(house, tmp_path):
    code, lines = refused(tmp_path / "other", "--port", str(house.port))

    sentence = f"Port {house.port} at 127.0.0.1 is taken by another program; give another --port."
    assert (code, lines) == (voice.COULD_NOT, [f"goldenthread: {sentence}"])
    assert not (tmp_path / "other").exists()


def test_it_stops_on_an_interrupt_and_leaves_no_process(rested):
    with House(rested.data) as running:
        assert running.get("/healthz") == (200, b"ok")
        code = running.stop(signal.SIGINT)

    assert code == voice.FINE
    assert running.processes() == []
    assert "Traceback" not in running.said.read_text()


def test_a_second_start_keeps_the_house_and_tells_the_service_manager_when_it_is_open(rested):
    key = (rested.data / "secrets" / "secret-key").read_text()
    told = rested.data.with_suffix(".notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(told))
        manager.settimeout(10)
        with House(rested.data, notify=str(told)) as again:
            ready = manager.recv(200)
            code = again.stop(signal.SIGTERM)

    assert ready.startswith(b"READY=1")
    assert code == voice.FINE
    assert (rested.data / "secrets" / "secret-key").read_text() == key
    assert "/begin/" in again.said.read_text()
    assert again.processes() == []


def test_no_process_outlives_a_house_that_was_killed(rested):
    with House(rested.data) as killed:
        assert wait_for(lambda: len(killed.processes()) == 4)

        killed.stop(signal.SIGKILL)

    assert wait_for(lambda: killed.processes() == [])


def test_a_missing_vault_is_refused_and_none_is_made(rested):
    vault = rested.data / "vault" / "shares.sqlite3"
    away = rested.data.with_suffix(".away")
    shutil.move(vault, away)
    try:
        code, lines = refused(rested.data)
        was_made = vault.exists()
    finally:
        shutil.move(away, vault)

    sentence = (
        f"The vault's file {vault} is missing while the database is here; put it back from "
        "its own backup, because nothing can be opened with a new one."
    )
    assert (code, lines) == (voice.UNSAFE, [f"goldenthread: {sentence}"])
    assert not was_made


def test_a_vault_of_another_house_is_refused(rested):
    with changed_vault(
        rested, "UPDATE shares_instancesecret SET value = randomblob(16) WHERE name = 'instance_id'"
    ):
        code, lines = refused(rested.data)

    assert code == voice.UNSAFE
    assert lines[-1].startswith("goldenthread: This vault belongs to another house")


def test_an_emptied_vault_is_refused_and_not_filled_again(rested):
    with changed_vault(rested, "DELETE FROM shares_instancesecret") as vault:
        code, lines = refused(rested.data)
        with closing(sqlite3.connect(vault)) as store:
            secrets = store.execute("SELECT count(*) FROM shares_instancesecret").fetchone()

    assert code == voice.UNSAFE
    assert lines[-1].startswith("goldenthread: The vault is empty while the database is a house")
    assert secrets == (0,)


def test_check_finds_a_running_house_safe_and_a_loose_mode_unsafe(house):
    vault = house.data / "vault"
    well = checked(house.data)
    vault.chmod(0o750)
    try:
        loose = checked(house.data)
    finally:
        vault.chmod(0o700)

    assert (well.returncode, well.stdout) == (voice.FINE, "Safe to start.\n")
    assert loose.returncode == voice.UNSAFE
    assert f"Others on this machine may look into {vault}. Run chmod 700" in loose.stdout


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")

    code = start(tmp_path / "file" / "house", tmp_path / "said").wait(SECONDS_TO_START)

    assert code == voice.NO_ROOM
    assert (tmp_path / "said").read_text() == (
        f"goldenthread: {tmp_path}/file/house cannot be a folder: "
        "something else already has that name.\n"
    )


@pytest.mark.row("G33")
def test_an_unsafe_setting_is_refused_before_anything_is_kept(tmp_path):
    code, lines = refused(tmp_path / "house", BASE_URL="http://thread.example.org")

    assert code == voice.UNSAFE
    assert "goldenthread: People would reach this house without TLS" in lines[-1]
    assert list((tmp_path / "house").rglob("*.sqlite3")) == []


def test_a_read_only_database_is_said_in_one_sentence(rested, tmp_path):
    with read_only(rested.data / "thread"):
        code, lines = refused(rested.data)

    sentence = (
        f"The database at {rested.data}/thread/thread.sqlite3 can only be read, not written; "
        "check its owner, its mode and its disk."
    )
    assert (code, lines) == (voice.NO_ROOM, [f"goldenthread: {sentence}"])


def test_a_full_disk_is_said_in_one_sentence(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        code, lines = refused(disk / "house", said=tmp_path / "said")

    assert code == voice.NO_ROOM
    assert len(lines) == 1
    assert re.match(r"goldenthread: The disk that holds .* is full; free some space", lines[0])


@contextmanager
def changed_vault(house, statement):
    """Change the vault for the length of a block, then put its folder back as it was."""
    folder, kept = house.data / "vault", house.data.with_suffix(".kept")
    shutil.copytree(folder, kept)
    try:
        with closing(sqlite3.connect(folder / "shares.sqlite3")) as store, store:
            store.execute(statement)
        yield folder / "shares.sqlite3"
    finally:
        shutil.rmtree(folder)
        shutil.move(kept, folder)


def post_a_letter(data):
    words = (
        "import django; django.setup()\n"
        "from goldenthread.core import clock\n"
        "from goldenthread.courier import api as courier\n"
        "courier.post('security_changed', address='ben@example.org', token=None, at=clock.now())"
    )
    key = (data / "secrets" / "secret-key").read_text()
    given = environment({"DATA": str(data), "SECRET_KEY": key})
    given["DJANGO_SETTINGS_MODULE"] = "goldenthread.settings"
    subprocess.run([sys.executable, "-c", words], env=given, check=True)


def checked(data):
    told = subprocess.run(
        [sys.executable, "-m", "goldenthread.web.command", "check", "--data", data],
        env=environment({}),
        capture_output=True,
        text=True,
        check=False,
    )
    told.stdout = "".join(
        line for line in told.stdout.splitlines(keepends=True) if "runs as root" not in line
    )
    return told


def environment(settings):
    clean = {name: text for name, text in os.environ.items() if not name.startswith("GOLDEN")}
    return clean | {f"GOLDENTHREAD_{name}": text for name, text in settings.items()}


def wait_for(answer):
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if answer():
            return True
        time.sleep(0.05)
    return False


@contextmanager
def read_only(folder):
    with mounted("--bind", str(folder), str(folder)):
        if subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=False).returncode:
            pytest.skip("This machine does not let us remount a folder.")
        yield


@contextmanager
def small_disk(folder):
    folder.mkdir()
    with mounted("-t", "tmpfs", "-o", "size=96k", "none", str(folder)):
        yield folder


@contextmanager
def mounted(*words):
    if os.geteuid() != 0 or subprocess.run(["mount", *words], check=False).returncode:
        pytest.skip("This machine does not let us mount a disk.")
    try:
        yield
    finally:
        subprocess.run(["umount", words[-1]], check=True)


def _words_of(folder: Path) -> bytes:
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:
        return b""
