"""Measure everything, print it, and write it to bench/results/."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bench import compiling, growing, pages, remembering, searching, signing_in, slotting
from bench.driving import Unexpected
from bench.figures import Timings
from bench.serving import NotServed

RESULTS: Final = Path(__file__).resolve().parent / "results"
PARTS: Final = ("pages", "search", "growth", "sign-in", "memory", "terms", "slots")


def main() -> int:
    """Measure what was asked for; 1 when a target is not met, 2 when something could not be measured."""
    given = _reader().parse_args()
    with tempfile.TemporaryDirectory(prefix="goldenthread-bench-") as made:
        parts = _parts(Path(made), given)
        result: dict[str, Any] = {"machine": machine(), "at": datetime.now(UTC).isoformat()}
        verdicts = []
        for name in given.only or PARTS:
            print(f"\n── {name} {'─' * (70 - len(name))}\n", flush=True)
            busy, begun = os.getloadavg()[0], time.monotonic()
            try:
                found = parts[name]()
            except (NotServed, Unexpected) as error:
                print(f"{name} could not be measured: {error}", file=sys.stderr)
                return 2
            print(found.as_table(), flush=True)
            print("\n" + "\n".join(map(str, found.verdicts)), flush=True)
            verdicts += found.verdicts
            result[name] = _as_json(found) | {
                "load_before": round(busy, 2),
                "seconds": round(time.monotonic() - begun, 1),
            }
    _keep(result)
    missed = [verdict for verdict in verdicts if not verdict.met]
    print(f"\n{len(verdicts) - len(missed)} targets met, {len(missed)} not. {result['machine']}")
    return 1 if missed else 0


def _reader() -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser(prog="bench", description=__doc__)
    reader.add_argument("--minutes", type=float, default=2, help="of traffic, for memory (2)")
    reader.add_argument("--pace", type=float, help="requests a second, for memory (all it can)")
    reader.add_argument("--rounds", type=int, default=12, help="interleaved rounds (12)")
    reader.add_argument("--each", type=int, default=30, help="requests in a round (30)")
    reader.add_argument("--only", choices=PARTS, action="append", help="one part; may be repeated")
    return reader


def _parts(place: Path, given: argparse.Namespace) -> dict[str, Callable[[], Any]]:
    rounds, each = given.rounds, given.each
    return {
        "pages": lambda: pages.run(place, rounds=rounds, each=each),
        "search": lambda: searching.run(place, rounds=rounds, each=max(1, each // 5)),
        "growth": lambda: growing.run(place, rounds=rounds, each=max(1, each // 5)),
        "sign-in": lambda: signing_in.run(place, rounds=rounds, each=max(1, each // 20)),
        "terms": lambda: compiling.run(place, rounds=rounds, each=each),
        "slots": lambda: slotting.run(place, rounds=rounds, each=max(1, each // 3)),
        "memory": lambda: remembering.run(place, minutes=given.minutes, pace=given.pace),
    }


def _as_json(found: Any) -> dict[str, Any]:
    kept = getattr(found, "kept", {})
    figures = {
        "; ".join(map(str, name)) if isinstance(name, tuple) else name: taken.as_json()
        for name, taken in kept.items()
        if isinstance(taken, Timings)
    }
    verdicts = [verdict.as_json() for verdict in found.verdicts]
    return {"figures": figures, "verdicts": verdicts}


def machine() -> str:
    """Say in words what this was measured on."""
    with Path("/proc/cpuinfo").open() as lines:
        model = next((line.partition(":")[2].strip() for line in lines if "model name" in line), "")
    return (
        f"{os.cpu_count()} cores of {model or platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.system()}"
    )


def _keep(result: dict[str, Any]) -> None:
    RESULTS.mkdir(exist_ok=True)
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607 (a developer's own git)
        cwd=RESULTS,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    name = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    place = RESULTS / f"{name}.json"
    place.write_text(json.dumps(result | {"commit": commit}, indent=1) + "\n")
    print(f"\nkept in {place}")


if __name__ == "__main__":
    sys.exit(main())
