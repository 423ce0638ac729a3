"""The same pages with ten relationships in the house, and with ten thousand."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.crowd import copy_pair
from bench.driving import Response, Visitor, measure
from bench.figures import Timings, Verdict, milliseconds, ratio, table
from bench.pages import FINE, SEE_OTHER, writer
from bench.serving import Served, make_world, serving, spent
from bench.variants import GOLDEN

FEW, MANY = 10, 10_000
AT_MOST: Final = 1.2
# Each page as one who sees it: the client of the first pair, or their coach.
CLIENT_PAGES: Final = {
    "journal": "/together/{rel}/journal/",
    "one entry": "/together/{rel}/journal/{entry}/",
    "what is shared": "/together/{rel}/journal/shared/",
    "promises": "/together/{rel}/promises/",
    "agreement": "/together/{rel}/agreement/",
    "together": "/together/{rel}/",
    "my space": "/my-space/",
    "who has seen what": "/ledger/",
}
COACH_PAGES: Final = {"desk": "/desk/", "together, coach": "/together/{rel}/"}


@dataclass(frozen=True, slots=True)
class Growth:
    """Timings by (page, how many relationships), and the verdicts."""

    kept: Mapping[tuple[str, int], Timings]
    verdicts: Sequence[Verdict]

    def as_table(self) -> str:
        """Draw what was measured, in milliseconds."""
        named = {f"{page}: {count:,}": taken for (page, count), taken in self.kept.items()}
        return table(
            ["page: relationships", "n", "p50 ms", "p99 ms", "cpu ms"], milliseconds(named)
        )


def run(place: Path, *, rounds: int, each: int) -> Growth:
    """Measure every page in interleaved rounds, alone."""
    few, many = place / "few", place / "many"
    world = make_world(GOLDEN, few, FEW, 25)
    shutil.copytree(few, many)
    # The last pair is the one that is copied, so that no page that is measured shows a copy.
    copied = uuid.UUID(world["guests"][-1]["rel"])
    copy_pair(many, copied, MANY - FEW)
    kept: dict[tuple[str, int], Timings] = {}
    with contextlib.ExitStack() as stack:
        houses = {
            FEW: stack.enter_context(serving(GOLDEN, few, world)),
            MANY: stack.enter_context(serving(GOLDEN, many, world)),
        }
        for turn in range(rounds + 1):
            for page, deed, expect in _deeds():
                for count, served in houses.items():
                    visitor, ask = deed(served)
                    begun = spent(served.pid)
                    taken = measure([visitor], ask, each=each, expect=expect)
                    if turn:
                        held = kept.setdefault((page, count), Timings())
                        held.add(taken, spent(served.pid) - begun)
    return Growth(kept, _verdicts(kept))


Deed = Callable[[Served], tuple[Visitor, Callable[[Visitor], Response]]]


def _deeds() -> list[tuple[str, Deed, int]]:
    opened = [(page, _opens(path, coach=False), FINE) for page, path in CLIENT_PAGES.items()]
    opened += [(page, _opens(path, coach=True), FINE) for page, path in COACH_PAGES.items()]
    return [
        *opened,
        ("write 2 KB", lambda served: (served.visitor(0), writer(served, 0)), SEE_OTHER),
    ]


def _opens(path: str, *, coach: bool) -> Deed:
    def deed(served: Served) -> tuple[Visitor, Callable[[Visitor], Response]]:
        guest = served.world["guests"][0]
        address = path.format(rel=guest["rel"], entry=guest["entries"][0])
        visitor = served.coach() if coach else served.visitor(0)
        return visitor, lambda one: one.get(address)

    return deed


def _verdicts(kept: Mapping[tuple[str, int], Timings]) -> list[Verdict]:
    pages = dict.fromkeys(page for page, _ in kept)
    found = []
    for page in pages:
        held = ratio(kept[page, MANY], kept[page, FEW])
        said = f"{page}, {MANY:,} against {FEW}"
        found.append(Verdict(said, held.value, AT_MOST, "x", held.noise))
    return found
