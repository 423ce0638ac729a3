"""Two processes of one house: what one says the other hears, on SQLite and on PostgreSQL, and no file holds it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from goldenthread.core.ids import new_uid

pytestmark = pytest.mark.process
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def house(tmp_path, fresh_stores):
    """The environment of a house whose two stores are laid out."""
    given = {name: text for name, text in os.environ.items() if not name.startswith("GOLDEN")}
    for name in ("thread", "vault"):
        (tmp_path / name).mkdir()
    environment = given | {
        "DJANGO_SETTINGS_MODULE": "goldenthread.settings",
        "GOLDENTHREAD_DATA": str(tmp_path),
        "GOLDENTHREAD_SECRET_KEY": "only-for-tests-" + "x" * 50,
        "PYTHONPATH": str(ROOT),
        **fresh_stores,
    }
    lay_out = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "call_command('migrate', database='vault', verbosity=0)\n"
        "from goldenthread.shares import api as shares\n"
        "shares.found_store()"
    )
    subprocess.run([sys.executable, "-c", lay_out], env=environment, check=True, timeout=120)
    return environment


@pytest.fixture
def start(house) -> Iterator:
    """Start processes of this house, and end those that are still there."""
    with ExitStack() as running:
        yield lambda *words: running.enter_context(started(house, *words))


def started(house, *words) -> subprocess.Popen:
    """Start one process, with its words to be read."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.live.speaking", *words],
        env=house,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_what_one_process_says_two_others_hear_and_nothing_is_left_of_it(house, start):
    topic = str(new_uid())
    hearing = [start("hear", topic, "3") for _ in range(2)]
    for each in hearing:
        assert each.stdout.readline() == "listening\n"

    assert start("speak", str(new_uid()), "stop/coach").wait(60) == 0
    speaking = start("speak", topic, "pause/client", "slower/client", "changed/coach")
    assert speaking.wait(60) == 0

    for each in hearing:
        said, _ = each.communicate(timeout=60)
        assert said.splitlines() == ["pause client", "slower client", "changed coach"]
    left = [path for path in Path(house["GOLDENTHREAD_DATA"]).rglob("*") if not path.is_dir()]
    assert [path.name for path in left if path.is_socket()] == []
    assert [
        path.name for path in left if topic.replace("-", "").encode() in path.read_bytes()
    ] == []
