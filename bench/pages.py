"""Writing an entry of 2 KB and opening a page of 20: the house, no ciphers, and a bare Django page."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.driving import Ask, Response, Unexpected, Visitor, measure
from bench.figures import Timings, Verdict, milliseconds, ratio, table
from bench.serving import Served, make_world, serving, spent
from bench.texts import entry_text
from bench.variants import BARE, GOLDEN, GOLDEN_EVERY_LOOK, NULL, NULL_EVERY_LOOK, Variant

AGAINST_NULL, AGAINST_BARE = 1.25, 2.5
CROWD = 8
ENTRIES = 25
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
FOUND, SEE_OTHER, FINE = 302, 303, 200

Kept = dict[tuple[str, str], Timings]


@dataclass(frozen=True, slots=True)
class Pages:
    """What was measured: timings by (variant, what), and the verdicts on them."""

    kept: Mapping[tuple[str, str], Timings]
    verdicts: Sequence[Verdict]

    def as_table(self) -> str:
        """Draw what was measured, in milliseconds."""
        named = {f"{what}: {variant}": taken for (variant, what), taken in self.kept.items()}
        return table(
            ["what", "n", "p50 ms", "p99 ms", "processor ms"],
            milliseconds(dict(sorted(named.items()))),
        )


def page_path(served: Served, number: int) -> str:
    """Give the address of a guest's page of twenty."""
    if served.variant.bare:
        return "/"
    return f"/together/{served.world['guests'][number]['rel']}/journal/"


def opener(served: Served, number: int) -> Callable[[Visitor], Response]:
    """Give what opens a guest's page of twenty."""
    path = page_path(served, number)
    return lambda visitor: visitor.get(path)


def writer(served: Served, number: int) -> Callable[[Visitor], Response]:
    """Give what keeps an entry of 2 KB, once the form has been fetched."""
    path = page_path(served, number) + "new/"
    form = served.visitor(number).get(path)
    found = TOKEN.search(form.body)
    if not found:
        raise Unexpected(f"no form at {served.variant.name}, status {form.status}")
    typed = {"title": "Kept", "body": entry_text(number), "csrfmiddlewaretoken": found[1].decode()}
    body = urlencode(typed).encode()
    return lambda visitor: visitor.post(path, body)


def check(served: Served, number: int) -> None:
    """See that a page shows twenty entries to its guest. Raises Unexpected."""
    response = opener(served, number)(served.visitor(number))
    shown = response.body.count(b"<li><a href" if served.variant.bare else b'<a class="title"')
    if (response.status, shown) != (FINE, 20):
        raise Unexpected(f"{served.variant.name}: {response.status} with {shown} entries")


def run(place: Path, *, rounds: int, each: int) -> Pages:
    """Measure all variants in interleaved rounds. `each` requests a round alone; in a crowd too, by each guest."""
    shared = {GOLDEN_EVERY_LOOK: GOLDEN, NULL_EVERY_LOOK: NULL}
    kept: Kept = {}
    with contextlib.ExitStack() as stack:
        worlds = {}
        for variant in (GOLDEN, NULL, BARE):
            worlds[variant] = make_world(variant, place / _folder(variant), CROWD, ENTRIES)
        for variant, source in shared.items():
            shutil.copytree(place / _folder(source), place / _folder(variant))
            worlds[variant] = worlds[source]
        house = [
            stack.enter_context(serving(variant, place / _folder(variant), world))
            for variant, world in worlds.items()
        ]
        for served in house:
            for number in range(CROWD):
                check(served, number)
        for turn in range(rounds + 1):
            for served in house:
                # The first round warms up: modules, caches of statements, the disk. It is not kept.
                _round(served, each, kept if turn else {})
    return Pages(kept, verdicts(kept))


def _round(served: Served, each: int, kept: Kept) -> None:
    for clients in (1, CROWD):
        guests = range(clients)
        share = max(1, each // 2) if clients > 1 else each
        begun = spent(served.pid)
        opened = _all_at_once(served, guests, opener, each=share, expect=FINE)
        _note(kept, served, f"open 20, {clients} at once", opened, used=spent(served.pid) - begun)
        if not served.variant.every_look:
            status = FOUND if served.variant.bare else SEE_OTHER
            begun = spent(served.pid)
            written = _all_at_once(served, guests, writer, each=share, expect=status)
            _note(
                kept,
                served,
                f"write 2 KB, {clients} at once",
                written,
                used=spent(served.pid) - begun,
            )


def _all_at_once(
    served: Served, guests: range, deed: Callable[[Served, int], Ask], *, each: int, expect: int
) -> list[float]:
    visitors = [served.visitor(number) for number in guests]
    deeds = {id(visitor): deed(served, number) for number, visitor in enumerate(visitors)}
    return measure(visitors, lambda one: deeds[id(one)](one), each=each, expect=expect)


def _note(kept: Kept, served: Served, what: str, taken: list[float], *, used: float) -> None:
    kept.setdefault((served.variant.name, what), Timings()).add(taken, used)


def verdicts(kept: Mapping[tuple[str, str], Timings]) -> list[Verdict]:
    """Hold the house against the null cipher and the bare page, at p50 and p99."""
    found = []
    for (variant, what), mine in kept.items():
        for house, other, target in _pairs():
            if variant != house.name:
                continue
            theirs = kept[other.name, what]
            for name, share in (("p50", 0.5), ("p99", 0.99)):
                held = ratio(mine, theirs, share)
                said = f"{what}, {name}: {house.name} against {other.name}"
                found.append(Verdict(said, held.value, target, "x", held.noise))
    return found


def _pairs() -> tuple[tuple[Variant, Variant, float], ...]:
    return (
        (GOLDEN, NULL, AGAINST_NULL),
        (GOLDEN, BARE, AGAINST_BARE),
        (GOLDEN_EVERY_LOOK, NULL_EVERY_LOOK, AGAINST_NULL),
        (GOLDEN_EVERY_LOOK, BARE, AGAINST_BARE),
    )


def _folder(variant: Variant) -> str:
    return variant.name.replace(" ", "-").replace(",", "").lower()
