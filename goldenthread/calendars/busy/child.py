"""The process that reads one calendar: little time, little memory, no database, no keys.

It is told what to read on its standard input and says on its standard output which spans aren't
free, or one word for why it could not. What the other side wrote ends with it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace
from datetime import datetime
from typing import Any

from goldenthread.calendars.busy import caldav, fetching, spans
from goldenthread.calendars.busy.failing import CannotRead
from goldenthread.calendars.states import BusyKind, Trouble

CPU_SECONDS = 10
MEMORY_BYTES = 1024 * 1024 * 1024

FETCHED = " "
"""Said once everything has come, so that whoever ends this knows what took so long."""


def main() -> int:
    """Read what was asked for. Always answers; is killed where it would not end."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.load(sys.stdin)
    try:
        answer = read(asked)
    except CannotRead as stop:
        answer = {"trouble": stop.trouble.value}
    except (MemoryError, RecursionError):
        answer = {"trouble": Trouble.TOO_MUCH.value}
    except Exception:  # noqa: BLE001 (a file can be broken in more ways than there are names for)
        answer = {"trouble": Trouble.NO_CALENDAR.value}
    sys.stdout.write(json.dumps(answer))
    return 0


def read(asked: dict[str, Any]) -> dict[str, Any]:
    """Ask and understand one calendar. Raises CannotRead."""
    window = spans.Window(
        datetime.fromisoformat(asked["first"]), datetime.fromisoformat(asked["last"]), asked["zone"]
    )
    wanted = fetching.Wanted(
        address=asked["address"],
        near=asked["near"],
        until=time.monotonic() + fetching.SECONDS_MOST,
        account=asked["account"],
        word=asked["word"],
    )
    texts = _texts(asked["kind"], wanted, window)
    sys.stdout.write(FETCHED)
    sys.stdout.flush()
    found = spans.busy_in(texts, window)
    return {
        "spans": [[first.isoformat(), last.isoformat()] for first, last in found.spans],
        "skipped": found.skipped,
        "odd_zone": found.odd_zone,
        "lying_zone": found.lying_zone,
        "no_zone": found.no_zone,
        "cut_short": found.cut_short,
    }


def _texts(kind: str, wanted: fetching.Wanted, window: spans.Window) -> list[bytes]:
    if kind == BusyKind.FEED:
        return [fetching.fetch(wanted)]
    asking = replace(wanted, method="REPORT", body=caldav.report_of(window), headers=caldav.HEADERS)
    return caldav.calendars_in(fetching.fetch(asking))


if __name__ == "__main__":
    sys.exit(main())
