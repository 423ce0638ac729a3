"""The console script reads its words, and says in one sentence why it cannot go on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goldenthread import __version__
from goldenthread.web import command
from goldenthread.web.commands import demo, stores, voice
from goldenthread.web.commands import folder as folders
from goldenthread.web.commands.folder import Folder

SECRET_OF_A_URL = "hush-hush"


def goldenthread(*words, **settings):
    """Run the console script as a process of its own, with these GOLDENTHREAD_ settings alone."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("GOLDEN")}
    given = {f"GOLDENTHREAD_{name}": text for name, text in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "goldenthread.web.command", *map(str, words)],
        env=clean | given,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_version_is_told_without_waking_django():
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "goldenthread.web.command", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == f"goldenthread {__version__}\n"
    assert "django" not in told.stderr


def test_help_names_every_command_and_every_exit_code(capsys):
    with pytest.raises(SystemExit) as left:
        command.main(["--help"])

    told = capsys.readouterr().out
    assert left.value.code == 0
    for word in ("serve", "demo", "check", "letters", "ledger"):
        assert f"\n    {word} " in told
    for code in exit_codes():
        assert f"\n  {code} " in told


def test_every_exit_code_is_documented(repository):
    page = (repository / "docs/operate/command.md").read_text()

    assert [code for code in exit_codes() if f"| {code} |" not in page] == []


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "eighty"],
        ["serve", "--workers", "0"],
        ["ledger"],
        ["ledger", "verify"],
    ],
)
def test_words_that_are_not_understood_leave_with_two(words, capsys):
    with pytest.raises(SystemExit) as left:
        command.main(words)

    assert left.value.code == voice.USAGE
    assert "usage: goldenthread" in capsys.readouterr().err


def test_a_ledger_that_is_not_there_is_said_in_one_sentence(tmp_path, capsys):
    code = command.main(["ledger", "verify", str(tmp_path / "ledger.jsonl")])

    assert code == voice.NO_INPUT
    assert capsys.readouterr().err == (f"goldenthread: There is no file {tmp_path}/ledger.jsonl.\n")


def test_a_file_that_is_no_ledger_leaves_with_the_code_for_unreadable(tmp_path, capsys):
    (tmp_path / "ledger.json").write_text("not a ledger")

    code = command.main(["ledger", "verify", str(tmp_path / "ledger.json")])

    assert code == voice.NO_INPUT
    assert capsys.readouterr().err == "This file can't be read as a copy of a ledger.\n"


def test_demo_never_touches_a_folder_that_holds_something_else(tmp_path):
    (tmp_path / "precious").write_text("mine")

    refused = goldenthread("demo", "--data", tmp_path, "--reset", "--port", "0")

    assert refused.returncode == voice.COULD_NOT
    assert refused.stderr == (
        f"goldenthread: {tmp_path} is not empty and no demo; give --data a new or empty folder.\n"
    )
    assert [file.name for file in tmp_path.iterdir()] == ["precious"]


def test_demo_says_when_the_conversations_are_not_there(tmp_path):
    refused = goldenthread("demo", "--data", tmp_path / "d", "--from", tmp_path / "nowhere")

    assert refused.returncode == voice.NO_INPUT
    assert refused.stderr == f"goldenthread: There is no folder {tmp_path}/nowhere.\n"
    assert not (tmp_path / "d").exists()


def test_a_setting_that_cannot_be_read_is_named(tmp_path):
    refused = goldenthread("check", "--data", tmp_path / "house", ARGON2="a lot")

    assert refused.returncode == voice.UNSAFE
    assert refused.stderr == (
        "goldenthread: GOLDENTHREAD_ARGON2 must look like 131072/3: KiB of memory, then passes.\n"
    )


def test_a_database_address_that_cannot_be_read_is_not_repeated(tmp_path):
    address = f"oracle://coach:{SECRET_OF_A_URL}@db/thread"

    refused = goldenthread("check", "--data", tmp_path / "house", DATABASE_URL=address)

    assert refused.returncode == voice.UNSAFE
    assert refused.stderr.startswith("goldenthread: GOLDENTHREAD_DATABASE_URL must be ")
    assert SECRET_OF_A_URL not in refused.stderr


@pytest.mark.row("G33")
def test_check_before_the_first_start_looks_at_the_settings_and_makes_nothing(tmp_path):
    house = tmp_path / "house"

    told = goldenthread("check", "--data", house)

    assert told.stdout == (
        f"There is no house in {house} yet, so only the settings were looked at.\nSafe to start.\n"
    )
    assert told.returncode == voice.FINE
    assert not house.exists()


@pytest.mark.row("G33")
def test_check_says_each_unsafe_setting_with_what_to_do(tmp_path):
    told = goldenthread(
        "check",
        "--data",
        tmp_path / "house",
        BASE_URL="http://thread.example.org",
        HOSTS="*",
        ARGON2="8192/1",
        LETTERS="smtp://mail.example.org",
        LETTERS_FROM="thread@example.org",
    )

    assert [line.split()[:2] for line in told.stdout.splitlines()[:-1]] == [
        ["unsafe", "goldenthread.E004"],
        ["unsafe", "goldenthread.E006"],
        ["unsafe", "goldenthread.E016"],
    ]
    assert told.returncode == voice.UNSAFE


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database or disk is full", "The disk that holds the database is full; free some space"),
        ("attempt to write a readonly database", "The database at "),
        ("cannot execute UPDATE in a read-only transaction", "The database at "),
        ("database is locked", "The database at "),
        ("file is not a database", "The database at "),
        ("password authentication failed for user secret", "The database at "),
    ],
)
def test_what_a_store_says_becomes_one_sentence_without_its_words(said, sentence):
    told = stores.why_not("default", said)

    assert told.startswith(sentence.replace("The database at ", "The database"))
    assert told.endswith(".")
    assert "secret" not in told


def test_a_folder_is_made_for_its_owner_alone_and_its_secret_only_once(tmp_path):
    house = folders.Folder(tmp_path / "house")
    before = os.umask(0)
    try:
        with folders.alone_in(house):
            house.make()
            first = house.secret_key.read_text()
            house.make()
    finally:
        os.umask(before)

    assert house.secret_key.read_text() == first
    assert len(first.strip()) >= 50
    assert modes_below(tmp_path) == {
        "house": 0o700,
        "house/.starting": 0o600,
        "house/secrets": 0o700,
        "house/secrets/secret-key": 0o600,
        "house/static": 0o700,
        "house/thread": 0o700,
        "house/vault": 0o700,
    }


@pytest.mark.parametrize(("holds", "mode"), [([], 0o700), (["something"], 0o755)])
def test_an_empty_folder_is_closed_to_others_and_a_full_one_left_as_it_is(tmp_path, holds, mode):
    house = tmp_path / "house"
    house.mkdir()
    house.chmod(0o755)
    for name in holds:
        (house / name).touch()

    with folders.alone_in(folders.Folder(house)):
        pass

    assert house.stat().st_mode & 0o777 == mode


def test_two_starts_do_not_prepare_a_folder_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "PATIENCE_SECONDS", 0.2)
    house = folders.Folder(tmp_path)

    with (
        folders.alone_in(house),
        pytest.raises(voice.CannotGoOn, match="Another start is still preparing") as stopped,
        folders.alone_in(house),
    ):
        pass

    assert stopped.value.code == voice.BUSY


def test_a_file_in_the_way_of_the_folder_is_said_in_one_sentence(tmp_path):
    (tmp_path / "house").write_text("a file")

    with (
        pytest.raises(voice.CannotGoOn, match="something else already has that name") as stopped,
        folders.alone_in(folders.Folder(tmp_path / "house")),
    ):
        pass

    assert stopped.value.code == voice.NO_ROOM


def exit_codes():
    return sorted(
        {
            voice.FINE,
            voice.COULD_NOT,
            voice.USAGE,
            voice.NO_INPUT,
            voice.NO_ROOM,
            voice.BUSY,
            voice.UNSAFE,
        }
    )


def modes_below(folder: Path) -> dict[str, int]:
    return {
        str(place.relative_to(folder)): place.stat().st_mode & 0o777
        for place in sorted(folder.rglob("*"))
    }


def test_a_demo_that_another_version_made_is_made_anew_and_ones_own_is_kept(tmp_path):
    folder = Folder(tmp_path / "demo")
    demo._claim(folder, anew=False)
    (folder.root / demo.WHO).write_text("who")
    demo._claim(folder, anew=False)
    assert (folder.root / demo.WHO).exists()

    (folder.root / demo.MARK).write_text("made by another version")
    demo._claim(folder, anew=False)

    assert (folder.root / demo.WHO).exists() is False
    assert (folder.root / demo.MARK).read_text() == demo._shape()
