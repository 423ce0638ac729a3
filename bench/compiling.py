"""Compiling an agreement of 60 clauses, and asking it whether somebody may."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bench.figures import Timings, Verdict, milliseconds, table

CLAUSES: Final = 60
COMPILE_MS: Final = 5.0
ASK_US: Final = 50.0
ASKED_TOGETHER: Final = 1000


@dataclass(frozen=True, slots=True)
class Compiled:
    """Timings of a compile from stored terms, of a question (each of a thousand), and verdicts."""

    kept: Mapping[str, Timings]
    verdicts: Sequence[Verdict]
    rows: int

    def as_table(self) -> str:
        """Draw what was measured, in milliseconds."""
        drawn = table(
            ["what", "n", "p50 ms", "p99 ms", "processor ms"], milliseconds(dict(self.kept))
        )
        return f"{drawn}\n\n{CLAUSES} clauses make a table of {self.rows} accesses."


def run(_place: Path, *, rounds: int, each: int) -> Compiled:
    """Measure both in the same rounds; needs no server and no database."""
    from goldenthread.agreements import terms as t  # noqa: PLC0415 (only where it is measured)
    from goldenthread.core.roles import BESIDE  # noqa: PLC0415

    at = datetime(2026, 3, 2, tzinfo=UTC)
    stored = [kind.default.as_json() for kind in t.KINDS.values() if kind.code != "A30"]
    # No version has a kind twice; the clauses beyond the kinds stand for those of later kinds.
    stored = (stored * 2)[:CLAUSES]
    seats = dict.fromkeys(BESIDE, t.SeatStanding(active=True, signed=True))

    def compile_them() -> t.TermsInForce:
        standing = [t.StandingTerm(t.term_from(value), at) for value in stored]
        return t.compile(standing, at=at, seats=seats, review_due=at + timedelta(days=90))

    terms = compile_them()
    asked = [
        (role, verb, thing)
        for role in ("coach", "client", "sponsor", "steward")
        for verb in ("read", "answer")
        for thing in t.THINGS
    ]

    def ask_a_thousand() -> None:
        for number in range(ASKED_TOGETHER):
            terms.may(*asked[number % len(asked)], made_at=at)

    compiles, questions = Timings(), Timings()
    for _ in range(rounds):
        compiles.add(*_timed(compile_them, each))
        taken, spent = _timed(ask_a_thousand, each)
        questions.add([one / ASKED_TOGETHER for one in taken], spent / ASKED_TOGETHER)
    return Compiled(
        {f"compile {CLAUSES} clauses": compiles, "one question": questions},
        (
            Verdict(
                f"compiling {CLAUSES} clauses, half of all",
                compiles.p50 * 1000,
                COMPILE_MS,
                unit=" ms",
                noise=f"p99 {compiles.p99 * 1000:.1f} ms",
            ),
            Verdict(
                "an access question, half of all",
                questions.p50 * 1_000_000,
                ASK_US,
                unit=" µs",
                noise=f"p99 {questions.p99 * 1_000_000:.1f} µs",
            ),
        ),
        len(terms.access),
    )


def _timed(what: Callable[[], object], times: int) -> tuple[list[float], float]:
    """Give how long each of some times took, and the processor's seconds for all of them."""
    taken, begun = [], time.process_time()
    for _ in range(times):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return taken, time.process_time() - begun
