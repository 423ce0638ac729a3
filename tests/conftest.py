"""The test house: cheap keys, a folder of its own, both stores open, and no way out to the network.

The environment is set before Django reads it; that is why the settings module is named here and
not in pyproject.toml.
"""

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tools import postgres
from tools.rows import note_rows, pytest_addoption, pytest_terminal_summary

__all__ = ["pytest_addoption", "pytest_terminal_summary"]

STORES = ("GOLDENTHREAD_DATABASE_URL", "GOLDENTHREAD_VAULT_DATABASE_URL")
FOLDER = tempfile.mkdtemp(prefix="goldenthread-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
(Path(FOLDER) / "static").mkdir()

KEPT_FOR_WORKERS = "TESTS_ON_"
for name in STORES:
    if KEPT_FOR_WORKERS + name in os.environ:
        os.environ[name] = os.environ[KEPT_FOR_WORKERS + name]

# Nothing a developer has set for their own house may reach the tests, except the databases to use.
for name in [name for name in os.environ if name.startswith("GOLDENTHREAD_")]:
    if name not in {*STORES, "GOLDENTHREAD_CHROMIUM", "GOLDENTHREAD_PICTURES"}:
        del os.environ[name]

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "goldenthread.settings",
    "GOLDENTHREAD_DATA": FOLDER,
    "GOLDENTHREAD_SECRET_KEY": "only-for-tests-" + "x" * 50,
    # The real cost is measured by the benches; here a passphrase must cost nothing.
    "GOLDENTHREAD_ARGON2": "8/1",
    "GOLDENTHREAD_LETTERS_AT_ONCE": "yes",
    "GOLDENTHREAD_GALLERY": "yes",
}

import django  # noqa: E402 - the environment comes first
from django.conf import settings  # noqa: E402 - as above

# No manifest of hashed names is made for a test; one architecture test makes it and checks it.
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
django.setup()

# What a test starts by itself (a `serve` in a folder of its own) must not find our databases by
# accident. One that wants PostgreSQL asks for `fresh_stores`. Other workers of this run still do.
for name in STORES:
    if name in os.environ:
        os.environ[KEPT_FOR_WORKERS + name] = os.environ.pop(name)

# The workers of a run must come here too before Django reads its settings, so they aren't told.
del os.environ["DJANGO_SETTINGS_MODULE"]

# A shared machine is slow now and then; a test that must be quick says so itself.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "_django_db_helper"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open both stores to every test that uses one and mark it so, mark journeys, read each test's rows."""
    note_rows(items)
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("journey")
        marker = item.get_closest_marker("django_db")
        asks = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if marker or asks:
            options: dict[str, Any] = dict(marker.kwargs) if marker else {}
            both = options | {"databases": ["default", "vault"]}
            item.add_marker(pytest.mark.django_db(**both), append=False)
            item.add_marker("stores")


@pytest.fixture
def databases(db: None) -> list[str]:
    """Open both stores, and name them."""
    return ["default", "vault"]


@pytest.fixture
def fresh_stores() -> Iterator[dict[str, str]]:
    """Lend the settings of two empty stores to a process a test starts.

    On SQLite that is nothing: the process makes its own two files. On PostgreSQL they are two new
    databases, each with its own owner, dropped afterwards.
    """
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        yield {}
        return
    with postgres.fresh_stores(*(_address_of(alias) for alias in ("default", "vault"))) as stores:
        yield stores.as_environment()


def _address_of(alias: str) -> str:
    at = settings.DATABASES[alias]
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/postgres"


@pytest.fixture
def at() -> datetime:
    """A moment every test may call now: a Monday at ten, in UTC."""
    return datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="session")
def _no_way_out() -> Any:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
            pytest.fail(f"A test tried to reach {address[0]}.")
        connect(self, address)

    socket.socket.connect = connect_here  # type: ignore[method-assign, assignment]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


def _is_here(host: str) -> bool:
    return host in {"localhost", "::1", "0.0.0.0"} or host.startswith("127.")


@pytest.fixture
def repository() -> Path:
    """The root of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True, scope="session")
def _live_within_this_run() -> Iterator[None]:
    """Let what is said live stay among this run's threads: a line to PostgreSQL would hold its database open.

    Whoever reads a stream to its end, as the matrix does, shouldn't wait for minutes either.
    """
    from goldenthread.live import streams, telling  # it reads the settings
    from goldenthread.live.wires import Sockets

    streams.LONGEST_SECONDS = 0.0
    telling.wire_of_house = lambda: Sockets(Path(FOLDER) / "run")
    yield
    telling.close()


pytest_plugins = ["tests.cast"]
