"""The processes of a running house: letters that come back, logs that hold nothing."""

import io
import logging
import os
import signal
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from gunicorn.config import Config

from goldenthread.web import machine
from goldenthread.web.commands import process, server, voice

WORDS = "words-that-someone-typed"


@pytest.fixture
def letters(tmp_path, monkeypatch):
    monkeypatch.setattr(server, "LETTERS_REST_SECONDS", 0)
    sending = server.LettersProcess(tmp_path)
    sending.command = [sys.executable, "-c", "import time; time.sleep(60)"]
    yield sending
    sending.stop()


@pytest.fixture
def log():
    return server.QuietLogger(Config())


def test_letters_that_died_are_started_again(letters, capsys):
    letters.keep()
    first = letters.running
    letters.keep()
    assert letters.running is first

    first.kill()
    first.wait()
    letters.keep()

    assert letters.running.pid != first.pid
    assert letters.running.poll() is None
    assert "starting it again" in capsys.readouterr().err


def test_letters_that_die_at_once_are_not_started_without_rest(letters, monkeypatch):
    monkeypatch.setattr(server, "LETTERS_REST_SECONDS", 60)
    letters.started = time.monotonic()

    letters.keep()

    assert letters.running is None


def test_letters_that_do_not_stop_are_ended(letters, monkeypatch, tmp_path):
    monkeypatch.setattr(server, "LETTERS_LAST_SECONDS", 0.2)
    deaf = f"import signal, time; signal.signal(15, 1); open({str(tmp_path / 'up')!r}, 'w'); "
    letters.command[-1] = deaf + "time.sleep(60)"
    letters.keep()
    until = time.monotonic() + 10
    while not (tmp_path / "up").exists() and time.monotonic() < until:
        time.sleep(0.02)

    letters.stop()

    assert letters.running.returncode == -signal.SIGKILL


def test_letters_do_not_answer_the_service_manager_in_the_name_of_the_house(letters, monkeypatch):
    monkeypatch.setenv("NOTIFY_SOCKET", "/run/notify")
    letters.keep()

    environment = Path(f"/proc/{letters.running.pid}/environ").read_bytes()

    assert b"NOTIFY_SOCKET" not in environment


def test_a_failure_is_logged_by_its_place_and_never_by_its_words(log):
    told = logged(log, fail)

    assert "A request failed: ValueError at" in told
    assert f"{Path(__file__).name}:" in told
    assert WORDS not in told


def test_a_malformed_request_is_not_logged(log):
    stranger = f"Invalid request from ip=1.2.3.4: /{WORDS}"

    told = logged(log, lambda: log.warning(stranger))

    assert told == ""


def test_a_warning_about_a_process_is_logged(log):
    told = logged(log, lambda: log.warning("Worker (pid:%s) was sent %s!", 12, "SIGKILL"))

    assert "Worker (pid:12) was sent SIGKILL!" in told


def test_nobody_keeps_a_list_of_who_opened_which_page(log):
    assert logged(log, lambda: log.access(WORDS, WORDS, {}, 1)) == ""


def test_a_port_that_needs_more_rights_or_an_address_that_is_elsewhere_is_said():
    with pytest.raises(voice.CannotGoOn, match=r"This machine has no address 192\.0\.2\.1"):
        process.listener("192.0.2.1", 0)
    with pytest.raises(voice.CannotGoOn, match=r"no address called nowhere\.invalid"):
        process.listener("nowhere.invalid", 0)


def test_a_process_that_was_hardened_has_private_files_and_memory():
    child = os.fork()
    if child == 0:
        process.harden()
        safe = (machine.umask(), process.core_limit(), process.is_dumpable()) == (0o077, 0, False)
        os._exit(0 if safe else 1)

    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/thread/vault", "nfs4"),
        ("/srv/thread", "ext4"),
        ("/srv/my house/vault", "cifs"),
        ("/elsewhere", "overlay"),
    ],
)
def test_the_filesystem_of_a_path_is_that_of_its_nearest_mount(path, kind):
    mounts = (
        "overlay / overlay rw 0 0\n"
        "/dev/sda1 /srv ext4 rw 0 0\n"
        "far:/x /srv/thread/vault nfs4 rw 0 0\n"
        "//far/y /srv/my\\040house cifs rw 0 0\n"
    )

    assert machine.filesystem_of(Path(path), mounts) == kind


@pytest.mark.parametrize(
    ("swaps", "uuid", "plain"),
    [
        ("Filename Type Size Used Priority\n", "", False),
        ("Filename Type\n/dev/zram0 partition 1 0 100\n", "", False),
        ("Filename Type\n/dev/dm-1 partition 1 0 -2\n", "CRYPT-PLAIN-swap", False),
        ("Filename Type\n/dev/dm-1 partition 1 0 -2\n", "LVM-abc", True),
        ("Filename Type\n/swapfile file 1 0 -2\n", "", True),
    ],
)
def test_a_swap_is_safe_when_it_is_encrypted_or_memory_itself(
    swaps, uuid, plain, tmp_path, monkeypatch
):
    (tmp_path / "swaps").write_text(swaps)
    (tmp_path / "block/dm-1/dm").mkdir(parents=True)
    (tmp_path / "block/dm-1/dm/uuid").write_text(uuid)
    monkeypatch.setattr(machine, "SWAPS", tmp_path / "swaps")
    monkeypatch.setattr(machine, "BLOCK_DEVICES", tmp_path / "block")

    assert machine.has_plain_swap() is plain


def fail(log):
    try:
        int(WORDS)
    except ValueError:
        log.exception("Error handling request %s", f"/invitation/{WORDS}/")


def logged(log, deed):
    told = io.StringIO()
    kept = logging.StreamHandler(told)
    log.error_log.addHandler(kept)
    try:
        with redirect_stderr(io.StringIO()):
            deed(log) if deed is fail else deed()
    finally:
        log.error_log.removeHandler(kept)
    return told.getvalue()
