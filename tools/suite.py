"""Everything that must hold, in one run: what `make test` and `.ci/run` call.

Form, types, contracts and architecture first, because they answer in seconds; then the unit tests
on SQLite, and those that open a store on PostgreSQL too; then the command as real processes; then
the journeys in a real browser. Every step runs even if one before it failed. What could not run
here is said in a box at the end; the last line is the count.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET  # The file is pytest's own, written a moment ago.

from tools import browser, postgres

HOME = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
ROWS = HOME / ".reports" / "rows.json"
NO_TESTS_FOUND = 5

CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy"],
    "contracts": ["lint-imports", "--no-logo"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
}
ARCHITECTURE = ["tests/architecture", "tests/docs"]
UNIT = [
    "tests",
    *("--ignore=tests/architecture", "--ignore=tests/docs", "--ignore=tests/journeys"),
    "--ignore=tests/matrix",
    *("-m", "not journey and not process", "-n", "2", "--durations=8", "--durations-min=2"),
]
# What never opens a store is the same on both engines, and has run on the first.
UNIT_ON_STORES = [part.replace("not process", "not process and stores") for part in UNIT]
# Everybody at every door: thousands of requests, asked once.
MATRIX = ["tests/matrix", "-n", "2"]
PROCESSES = ["tests", "-m", "process", "-n", "2"]
# Each in a run of its own: one process holds one Playwright. A file stays in one process, with the
# houses it has furnished.
PIECES = ["tests/ui", "-m", "journey"]
JOURNEYS = ["tests/journeys", "-m", "journey", "-n", "2", "--dist", "loadfile", "--durations=8"]


@dataclass
class Tally:
    """What the run has counted so far, and what it had to leave out."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    steps: list[tuple[str, float, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def add(self, name: str, started: float, counts: tuple[int, int, int]) -> None:
        """Take in one step: its name, its start (monotonic seconds), (passed, failed, skipped)."""
        passed, failed, skipped = counts
        self.passed, self.failed = self.passed + passed, self.failed + failed
        self.skipped += skipped
        words = f"{passed} passed, {failed} failed, {skipped} skipped"
        self.steps.append((name, time.monotonic() - started, words))
        print(f"   {name}: {words}, {time.monotonic() - started:.1f} s", flush=True)

    def leave_out(self, what: str) -> None:
        """Note tests that cannot run here; they count as one skipped."""
        self.skipped += 1
        self.left_out.append(what)


def check(tally: Tally, name: str, command: list[str]) -> None:
    """Run one tool; it counts as one test."""
    started = _announce(name)
    program = [str(BIN / command[0]), *command[1:]]
    with tempfile.TemporaryDirectory() as folder:
        # No check looks at what a house keeps; one that opens a store finds it empty.
        environment = os.environ | {
            "GOLDENTHREAD_DATABASE_URL": f"sqlite:///{folder}/thread.sqlite3",
            "GOLDENTHREAD_VAULT_DATABASE_URL": f"sqlite:///{folder}/shares.sqlite3",
        }
        code = subprocess.run(program, cwd=HOME, env=environment, check=False).returncode
    tally.add(name, started, (int(code == 0), int(code != 0), 0))


def tests(tally: Tally, name: str, arguments: list[str], environment: dict[str, str]) -> None:
    """Run pytest with the arguments, and count by its own report."""
    started = _announce(name)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = subprocess.run(
            [
                *(str(BIN / "python"), "-m", "pytest", "-q", f"--rows={ROWS}"),
                *(f"--junitxml={report}", *arguments),
            ],
            cwd=HOME,
            env=os.environ | environment,
            check=False,
        ).returncode
        counts = counts_in(report) if report.exists() else (0, 0, 0)
    if code not in {0, NO_TESTS_FOUND} and counts[1] == 0:
        counts = (counts[0], 1, counts[2])  # It fell over before it could report a failure.
    tally.add(name, started, counts)


def counts_in(report: Path) -> tuple[int, int, int]:
    """Read (passed, failed, skipped) from pytest's own report."""
    total = failed = skipped = 0
    for suite in ET.parse(report).iter("testsuite"):  # noqa: S314 - our own file
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


def _announce(name: str) -> float:
    print(f"\n── {name} {'─' * (76 - len(name))}", flush=True)
    return time.monotonic()


def run(names: list[str]) -> Tally:
    """Run the named steps, or all of them when none is named."""
    tally = Tally()
    ROWS.unlink(missing_ok=True)

    def wanted(name: str) -> bool:
        return not names or name in names

    for name, command in CHECKS.items():
        if wanted(name) or "check" in names:
            check(tally, name, command)
    if wanted("architecture"):
        tests(tally, "architecture", ARCHITECTURE, {})
    if wanted("sqlite"):
        tests(tally, "unit on SQLite", UNIT, {})
    if wanted("matrix"):
        tests(tally, "everybody at every door", MATRIX, {})
    if wanted("postgres"):
        _on_postgres(tally)
    if wanted("processes"):
        tests(tally, "real processes", PROCESSES, {})
    if wanted("journeys"):
        _journeys(tally)
    return tally


def _on_postgres(tally: Tally) -> None:
    try:
        with postgres.server() as stores:
            environment = stores.as_environment() | {"TESTS_ON_ENGINE": "postgresql"}
            tests(tally, "unit on PostgreSQL", UNIT_ON_STORES, environment)
    except postgres.NoPostgres as reason:
        tally.leave_out(f"the unit tests on PostgreSQL. {reason}")


def _journeys(tally: Tally) -> None:
    if not (HOME / "tests" / "journeys").is_dir():
        tally.leave_out("the browser journeys: tests/journeys is missing.")
        return
    found = browser.chromium()
    if found is None:
        tally.leave_out(
            "the browser journeys: no Chromium here, and none could be fetched. Install one, or set"
            " GOLDENTHREAD_CHROMIUM to its path."
        )
        return
    environment = {"GOLDENTHREAD_CHROMIUM": str(found)}
    tests(tally, "pieces in a browser", PIECES, environment)
    tests(tally, "browser journeys", JOURNEYS, environment)


def last_words(tally: Tally) -> Iterator[str]:
    """Give the summary, line by line: steps, what was left out, and the plain count."""
    yield ""
    for name, seconds, words in tally.steps:
        yield f"  {name:<20} {seconds:7.1f} s   {words}"
    if tally.left_out:
        yield ""
        yield "╔" + "═" * 78
        yield "║ NOT EVERYTHING RAN. Left out here:"
        yield from (f"║  - {what}" for what in tally.left_out)
        yield "╚" + "═" * 78
    yield ""
    yield f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped"


if __name__ == "__main__":
    # Told to stop, we still take our PostgreSQL down.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    done = run(sys.argv[1:])
    print("\n".join(last_words(done)), flush=True)
    raise SystemExit(1 if done.failed else 0)
