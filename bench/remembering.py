"""Whether `serve` holds on to memory: resident size of its processes under mixed traffic, paced or not."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from bench.driving import Unexpected, Visitor
from bench.figures import Verdict, slope, table
from bench.growing import CLIENT_PAGES
from bench.pages import writer
from bench.serving import Served, make_world, serving, workers_of
from bench.variants import GOLDEN

GUESTS: Final = 4
SAMPLE_SECONDS: Final = 2.0
# The last fifth of the time against the second fifth: the first is still filling caches.
AT_MOST: Final = 1.05
MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident bytes of all processes over time, each process's own slope, and the verdict."""

    samples: Sequence[tuple[float, int]]
    slopes: Mapping[int, float]
    requests: int
    verdicts: Sequence[Verdict]

    def as_table(self) -> str:
        """Draw the size at five moments, and the slopes."""
        fifths = [self.samples[len(self.samples) * part // 5] for part in range(5)]
        rows = [[f"{at / 60:.1f}", f"{size / MIB:.0f}"] for at, size in [*fifths, self.samples[-1]]]
        each = ", ".join(f"{steep:+.1f}" for steep in self.slopes.values())
        return (
            f"{table(['minutes', 'resident MiB, all processes'], rows)}\n\n"
            f"{self.requests:,} requests, {len(self.slopes)} processes one after another. "
            f"Slope of each, MiB an hour: {each}."
        )


def run(place: Path, *, minutes: float, pace: float | None = None) -> Memory:
    """Let four guests read and write for that long, and look at every process of the server.

    `pace` is how many requests a second they make together; None is as many as they can.
    """
    folder = place / "remembered"
    world = make_world(GOLDEN, folder, GUESTS, 25)
    with serving(GOLDEN, folder, world) as served:
        guests = [_guest(served, number, pace) for number in range(GUESTS)]
        ends = time.monotonic() + minutes * 60
        counts = [0] * GUESTS
        crowd = [
            threading.Thread(target=guest.live, args=(ends, counts, number), daemon=True)
            for number, guest in enumerate(guests)
        ]
        for guest in crowd:
            guest.start()
        total, own = _watch(served, ends)
        for guest in crowd:
            guest.join()
    slopes = {
        pid: slope(points[len(points) // 5 :]) * 3600 / MIB
        for pid, points in own.items()
        if len(points) >= 10  # noqa: PLR2004 (fewer say nothing)
    }
    return Memory(total, slopes, sum(counts), [_verdict(total)])


@dataclass(frozen=True, slots=True)
class Guest:
    """One who reads and writes: what they do in turn, and how long after the last thing the next is due."""

    deeds: Sequence[Callable[[], object]]
    first: float
    rest: float

    def live(self, ends: float, counts: list[int], number: int) -> None:
        """Do one thing after another until the end, and count them."""
        due = time.monotonic() + self.first
        for deed in itertools.cycle(self.deeds):
            time.sleep(max(0.0, due - time.monotonic()))
            if time.monotonic() >= ends:
                return
            deed()
            counts[number] += 1
            due += self.rest


def _guest(served: Served, number: int, pace: float | None) -> Guest:
    known = served.world["guests"][number]
    visitor = Visitor(served.port, dict(served.visitor(number).cookies))
    paths = [
        path.format(rel=known["rel"], entry=known["entries"][0]) for path in CLIENT_PAGES.values()
    ]
    write = writer(served, number)
    visitor.cookies |= served.visitor(number).cookies
    deeds: list[Callable[[], object]] = [
        *(partial(_read, visitor, path) for path in paths),
        partial(write, visitor),
    ]
    rest = GUESTS / pace if pace else 0.0
    # One begins after another, or all would come in the same instant for ever.
    return Guest(deeds, rest * number / GUESTS, rest)


def _read(visitor: Visitor, path: str) -> None:
    response = visitor.get(path)
    if response.status >= 400:  # noqa: PLR2004 (anything refused)
        raise Unexpected(f"{response.status} at {path}")


def _watch(
    served: Served, ends: float
) -> tuple[list[tuple[float, int]], dict[int, list[tuple[float, float]]]]:
    begun = time.monotonic()
    total: list[tuple[float, int]] = []
    own: dict[int, list[tuple[float, float]]] = defaultdict(list)
    while time.monotonic() < ends:
        time.sleep(SAMPLE_SECONDS)
        at = time.monotonic() - begun
        sizes = {pid: size for pid in workers_of(served.pid) if (size := _resident(pid))}
        for pid, size in sizes.items():
            own[pid].append((at, size))
        total.append((at, sum(sizes.values())))
    return total, own


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    return 0


def _verdict(total: Sequence[tuple[float, int]]) -> Verdict:
    sizes = [size for _, size in total]
    fifth = max(1, len(sizes) // 5)
    settled, last = median(sizes[fifth : 2 * fifth] or sizes), median(sizes[-fifth:])
    return Verdict("memory, last fifth against second fifth", last / settled, AT_MOST)
