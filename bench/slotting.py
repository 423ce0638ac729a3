"""Free slots of a coach for 60 days among 2,000 events, and the same with 50,000 events outside those days.

What is measured is the question itself, as a page asks it: five reads of the database and the slots.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from bench.figures import Timings, Verdict, milliseconds, ratio, table
from bench.serving import ROOT, NotServed
from bench.variants import environment

DAYS: Final = 60
INSIDE: Final = 2_000
OUTSIDE: Final = (0, 10_000, 50_000)
AT_MOST_MS: Final = 20.0
GROWTH: Final = 1.2
MONDAY: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Slotted:
    """Timings by how many events lie outside of what is asked, and the verdicts."""

    kept: Mapping[str, Timings]
    verdicts: Sequence[Verdict]
    found: int

    def as_table(self) -> str:
        """Draw what was measured, in milliseconds."""
        drawn = table(
            ["events outside", "n", "p50 ms", "p99 ms", "cpu ms"], milliseconds(self.kept)
        )
        return f"{drawn}\n\n{self.found} free slots in {DAYS} days among {INSIDE:,} events."


def run(place: Path, *, rounds: int, each: int) -> Slotted:
    """Measure in a process of its own, with its own files. Raises NotServed."""
    folder = place / "slots"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "bench.slotting", str(rounds), str(each)],
        cwd=ROOT,
        env=environment(folder) | {"DJANGO_SETTINGS_MODULE": "goldenthread.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotServed(f"slots: {done.stderr.strip()[-1500:]}")
    told = json.loads(done.stdout)
    kept = {
        outside: Timings(**{name: taken[name] for name in ("rounds", "spent")})
        for outside, taken in told["kept"].items()
    }
    return Slotted(kept, _verdicts(kept), told["found"])


def _verdicts(kept: Mapping[str, Timings]) -> list[Verdict]:
    alone = kept[f"{OUTSIDE[0]:,}"]
    said = f"free slots of {DAYS} days among {INSIDE:,} events, half of all"
    noise = f"p99 {alone.p99 * 1000:.1f} ms"
    found = [
        Verdict(said, alone.p50 * 1000, AT_MOST_MS, " ms", noise),
        Verdict("the same, processor time", alone.each_spent * 1000, AT_MOST_MS, " ms"),
    ]
    for outside in OUTSIDE[1:]:
        held = ratio(kept[f"{outside:,}"], alone)
        said = f"with {outside:,} more events outside, against none"
        found.append(Verdict(said, held.value, GROWTH, "x", held.noise))
    return found


def _measure(rounds: int, each: int) -> dict[str, Any]:
    import django  # noqa: PLC0415 (only in the process that measures)

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from goldenthread.diary import api as diary  # noqa: PLC0415

    for store in settings.DATABASES.values():
        Path(store["NAME"]).parent.mkdir()
    call_command("migrate", verbosity=0)
    coaches = {outside: _coach(outside) for outside in OUTSIDE}
    kept = {outside: Timings() for outside in OUTSIDE}
    found = 0
    for turn in range(rounds + 1):
        for outside, coach in coaches.items():
            taken, begun = [], time.process_time()
            for _ in range(each):
                start = time.perf_counter()
                slots = diary.free_slots(
                    coach,
                    minutes=20,
                    first=MONDAY.date(),
                    days=DAYS,
                    zone="Europe/Lisbon",
                    at=MONDAY,
                )
                taken.append(time.perf_counter() - start)
            found = len(slots)
            if turn:
                kept[outside].add(taken, time.process_time() - begun)
    return {
        "found": found,
        "kept": {
            f"{outside:,}": {"rounds": held.rounds, "spent": held.spent}
            for outside, held in kept.items()
        },
    }


def _coach(outside: int) -> UUID:
    """Make a diary with events inside of what will be asked, and others before and after it."""
    from goldenthread.core.ids import new_uid  # noqa: PLC0415
    from goldenthread.diary.models import Busy, Diary, Hours  # noqa: PLC0415
    from goldenthread.diary.slots import seconds_of  # noqa: PLC0415

    coach, source = new_uid(), new_uid()
    Diary.objects.create(coach_uid=coach, zone="Europe/Stockholm", step=15, buffer_after=5)
    for weekday in range(7):
        opens, closes = datetime(2026, 1, 1, 8).time(), datetime(2026, 1, 1, 20).time()  # noqa: DTZ001
        Hours.objects.create(coach_uid=coach, weekday=weekday, begins=opens, ends=closes)
    apart = timedelta(days=DAYS) / INSIDE
    begins = [MONDAY + number * apart for number in range(INSIDE)]
    begins += [MONDAY - timedelta(days=4) - number * apart for number in range(outside // 2)]
    begins += [MONDAY + timedelta(days=DAYS + 4) + number * apart for number in range(outside // 2)]
    Busy.objects.bulk_create(
        (
            Busy(
                coach_uid=coach,
                source_uid=source,
                begins=seconds_of(at),
                ends=seconds_of(at + timedelta(minutes=10)),
            )
            for at in begins
        ),
        batch_size=200,
    )
    return coach


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(*map(int, sys.argv[1:]))))
