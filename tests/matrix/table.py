"""The expected table: who gets which answer at which door. Written once, read by people, kept by tests.

`python -m tests.matrix.table` is not a thing: the table is written by running the matrix with
TESTS_WRITE_MATRIX=yes, and every changed line of it is read before it's committed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("expected.txt")
Cells = Mapping[tuple[str, str, str], str]  # (door, method, who) to the answer in one word


def lines_of(cells: Cells) -> dict[str, str]:
    """Put each door and method on a line: each answer with those who get it."""
    doors: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (door, method, who), word in sorted(cells.items()):
        doors[door, method][word].append(who)
    return {
        f"{door} {method}": "; ".join(
            f"{word}: {' '.join(whos)}" for word, whos in sorted(answers.items())
        )
        for (door, method), answers in doors.items()
    }


def expected(world: str) -> dict[str, str]:
    """Read the lines of one world from the table."""
    lines: dict[str, str] = {}
    here = ""
    for line in FILE.read_text().splitlines():
        if line.startswith("# "):
            here = line.removeprefix("# ")
        elif line and here == world:
            door, _, answers = line.partition(" = ")
            lines[door] = answers
    return lines


def write(world: str, lines: Mapping[str, str]) -> None:
    """Put one world's lines in the place of those the table has."""
    kept = FILE.read_text() if FILE.exists() else ""
    parts = [part for part in kept.split("# ") if part and part.split("\n")[0] != world]
    parts.append(world + "\n" + "\n".join(f"{k} = {v}" for k, v in lines.items()) + "\n\n")
    FILE.write_text("".join(f"# {part}" for part in sorted(parts)))
