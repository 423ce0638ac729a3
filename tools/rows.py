"""The catalogue's rows and the tests that show them: a pytest plugin, and the table it draws.

`@pytest.mark.row("S3.9", "INV-18")` says which rows a test shows. An id that is not in
docs/rows.txt stops the collection. `pytest --rows FILE` adds what it saw to FILE;
`python -m tools.rows FILE` prints every row of the catalogue with how many tests show it.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

CATALOGUE = Path(__file__).resolve().parent.parent / "docs" / "rows.txt"
PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


def catalogue() -> dict[str, list[str]]:
    """Give the catalogue's ids by group, in its order."""
    groups: dict[str, list[str]] = {}
    for line in CATALOGUE.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("# "):
            groups[line[2:]] = []
        elif line:
            groups[list(groups)[-1]].append(line)
    return groups


def known_ids() -> set[str]:
    """Give every id a test may name."""
    return {row for rows in catalogue().values() for row in rows}


# --- the plugin: tests/conftest.py takes these hooks in -------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer --rows."""
    parser.addoption("--rows", metavar="FILE", help="add which rows were shown to this JSON file")


def note_rows(items: Iterable[pytest.Item]) -> None:
    """Write each test's rows where its report carries them; raises UsageError for an unknown id."""
    known = known_ids()
    unknown = []
    for item in items:
        for marker in item.iter_markers("row"):
            for row in marker.args:
                if row not in known:
                    unknown.append(f"{item.nodeid} names the row {row!r}")
                item.user_properties.append(("row", row))
    if unknown:
        raise pytest.UsageError("Not in docs/rows.txt: " + "; ".join(unknown))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Keep what was seen, once, in the process that tells the story."""
    path = config.getoption("--rows")
    if path:
        keep(Path(path), seen_in(terminalreporter.stats))


def seen_in(stats: dict[str, list[object]]) -> dict[str, dict[str, str]]:
    """Gather {row: {test: outcome}} from the reports; one failure in any phase is a failure."""
    seen: dict[str, dict[str, str]] = {}
    for outcome, kinds in (
        (PASSED, ("passed",)),
        (SKIPPED, ("skipped", "xfailed")),
        (FAILED, ("failed", "error", "xpassed")),
    ):
        for report in (report for kind in kinds for report in stats.get(kind, [])):
            for name, row in getattr(report, "user_properties", ()):
                if name == "row":
                    seen.setdefault(row, {})[getattr(report, "nodeid", "")] = outcome
    return seen


def keep(path: Path, seen: dict[str, dict[str, str]]) -> None:
    """Add what was seen to the file; a test that failed in an earlier run of it stays failed."""
    kept: dict[str, dict[str, str]] = json.loads(path.read_text()) if path.exists() else {}
    for row, tests in seen.items():
        for test, outcome in tests.items():
            if kept.setdefault(row, {}).get(test) != FAILED:
                kept[row][test] = outcome
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=1, sort_keys=True), encoding="utf-8")


# --- the table ------------------------------------------------------------------------------------


def table(kept: dict[str, dict[str, str]]) -> str:
    """Draw every row with what shows it, and a count per group."""
    lines = []
    for group, rows in catalogue().items():
        lines += ["", group]
        shown = 0
        for row in rows:
            outcomes = Counter(kept.get(row, {}).values())
            shown += bool(outcomes[PASSED] and not outcomes[FAILED])
            lines.append(f"  {row:<8}{_in_words(outcomes)}{_files(kept.get(row, {}))}")
        lines.append(f"  {shown} of {len(rows)} shown")
    return "\n".join(lines)


def _in_words(outcomes: Counter[str]) -> str:
    if not outcomes:
        return "·"
    return ", ".join(
        f"{outcomes[kind]} {kind}" for kind in (PASSED, FAILED, SKIPPED) if outcomes[kind]
    )


def _files(tests: dict[str, str]) -> str:
    files = sorted({re.sub(r"^tests/|::.*", "", test) for test in tests})
    return f"   {' '.join(files)}" if files else ""


if __name__ == "__main__":
    file = Path(sys.argv[1])
    print(table(json.loads(file.read_text()) if file.exists() else {}))
