"""What signing in costs, beside one bare Argon2id at the same cost."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from bench.driving import Response, Unexpected, Visitor, measure
from bench.figures import Timings, Verdict, milliseconds, ratio, table
from bench.pages import SEE_OTHER, TOKEN
from bench.serving import Served, make_world, serving, spent
from bench.variants import GOLDEN
from goldenthread.seals import api as seals

# The default of GOLDENTHREAD_ARGON2.
COST: Final = seals.Cost(memory_kib=131_072, passes=3)
# "Argon2id's and no more" has no number in the plan; a tenth is what a page costs besides.
AT_MOST: Final = 1.1


@dataclass(frozen=True, slots=True)
class SignIns:
    """Timings of both, and the verdict."""

    kept: Mapping[str, Timings]
    verdicts: Sequence[Verdict]

    def as_table(self) -> str:
        """Draw what was measured, in milliseconds."""
        return table(["what", "n", "p50 ms", "p99 ms", "processor ms"], milliseconds(self.kept))


def run(place: Path, *, rounds: int, each: int) -> SignIns:
    """Measure both in interleaved rounds, alone."""
    folder = place / "signing-in"
    world = make_world(GOLDEN, folder, 1, 1)
    kept = {"sign in": Timings(), "Argon2id alone": Timings()}
    with serving(GOLDEN, folder, world) as served:
        # Made cheaply, so the first time rewrites the passphrase at the house's cost.
        _sign_in(served)(Visitor(served.port))
        for _ in range(rounds):
            ask = _sign_in(served)
            begun = spent(served.pid)
            taken = measure([Visitor(served.port)], ask, each=each, expect=SEE_OTHER)
            kept["sign in"].add(taken, spent(served.pid) - begun)
            begun = time.process_time()
            alone = [_stretch() for _ in range(each)]
            kept["Argon2id alone"].add(alone, time.process_time() - begun)
    held = ratio(kept["sign in"], kept["Argon2id alone"])
    said = "sign in against Argon2id alone, p50"
    return SignIns(kept, [Verdict(said, held.value, AT_MOST, "x", held.noise)])


def _sign_in(served: Served) -> _Ask:
    return _Ask(served.world["passphrase"], Visitor(served.port))


@dataclass
class _Ask:
    """Sends the form as a browser that was never here; the page with the form is not measured."""

    passphrase: str
    fresh: Visitor

    def __post_init__(self) -> None:
        found = TOKEN.search(self.fresh.get("/").body)
        if not found:
            raise Unexpected("no form at the entrance")
        typed = {
            "address": "client0@example.org",
            "passphrase": self.passphrase,
            "csrfmiddlewaretoken": found[1].decode(),
        }
        self.body = urlencode(typed).encode()
        self.cookies = dict(self.fresh.cookies)

    def __call__(self, visitor: Visitor) -> Response:
        visitor.cookies = dict(self.cookies)
        return visitor.post("/sign-in/", self.body)


def _stretch() -> float:
    begun = time.perf_counter()
    seals.stretch("plum lantern walks over quiet rivers", bytes(16), COST)
    return time.perf_counter() - begun
