"""Finding words in 10,000 sealed entries of one person, beside PostgreSQL's ILIKE over the same in clear."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import psycopg

from bench.driving import Response, Unexpected, Visitor, measure
from bench.figures import Timings, Verdict, milliseconds, percentile, table
from bench.pages import FINE, TOKEN
from bench.serving import Served, make_world, serving, spent
from bench.texts import RARE, entry_text
from bench.variants import GOLDEN
from tools import postgres

ENTRIES: Final = 10_000
AT_MOST_MS: Final = 150
SEARCHES: Final = {
    "a rare word": RARE,
    "a common word": "harbour",
    "two words": "sister lantern",
    "a phrase": '"quiet orchard"',
    "no such word": "zeppelin",
}


@dataclass(frozen=True, slots=True)
class Searches:
    """Timings by (where, what was looked for), how long the first search took, and the verdicts."""

    kept: Mapping[tuple[str, str], Timings]
    first_seconds: float
    verdicts: Sequence[Verdict]

    def as_table(self) -> str:
        """Draw what was measured, in milliseconds."""
        named = {f"{what}: {where}": taken for (where, what), taken in self.kept.items()}
        drawn = table(
            ["search: where", "n", "p50 ms", "p99 ms", "processor ms"], milliseconds(named)
        )
        first = f"The first search of all, which makes the index: {self.first_seconds:.1f} s."
        return f"{drawn}\n\n{first}"


def run(place: Path, *, rounds: int, each: int) -> Searches:
    """Measure both in interleaved rounds: the house over HTTP with its page, PostgreSQL the query alone."""
    folder = place / "searched"
    world = make_world(GOLDEN, folder, 1, ENTRIES)
    kept: dict[tuple[str, str], Timings] = {}
    with serving(GOLDEN, folder, world) as served, _clear_text() as clear:
        begun = time.perf_counter()
        _search(served, RARE)(served.visitor(0))
        first = time.perf_counter() - begun
        for turn in range(rounds + 1):
            for what, words in SEARCHES.items():
                into = kept if turn else {}
                begun = spent(served.pid)
                ask = _search(served, words)
                taken = measure([served.visitor(0)], ask, each=each, expect=FINE)
                into.setdefault(("Golden Thread", what), Timings()).add(
                    taken, spent(served.pid) - begun
                )
                into.setdefault(("PostgreSQL ILIKE", what), Timings()).add(
                    [_ilike(clear, words) for _ in range(each)]
                )
    return Searches(kept, first, _verdicts(kept))


def _search(served: Served, words: str) -> Any:
    path = f"/together/{served.world['guests'][0]['rel']}/journal/search/"
    found = TOKEN.search(served.visitor(0).get(path).body)
    if not found:
        raise Unexpected("no search form")
    body = urlencode({"q": words, "csrfmiddlewaretoken": found[1].decode()}).encode()

    def ask(visitor: Visitor) -> Response:
        return visitor.post(path, body)

    return ask


@contextlib.contextmanager
def _clear_text() -> Iterator[psycopg.Connection[Any]]:
    """Lend a PostgreSQL server that has the same 10,000 texts in clear, analysed and warm."""
    with postgres.server() as stores:
        owner = stores.content.rpartition("/")[0] + "/postgres"
        with psycopg.connect(owner, autocommit=True) as made:
            made.execute("CREATE DATABASE clear")
        with psycopg.connect(owner.rpartition("/")[0] + "/clear", autocommit=True) as clear:
            clear.execute(
                "CREATE TABLE note (id int PRIMARY KEY, body text, written_at timestamptz)"
            )
            with clear.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO note VALUES (%s, %s, now() + %s * interval '1 minute')",
                    [
                        (number, f"Entry {number}\n{entry_text(number)}", number)
                        for number in range(ENTRIES)
                    ],
                )
            clear.execute("VACUUM ANALYZE note")
            yield clear


def _ilike(clear: psycopg.Connection[Any], words: str) -> float:
    """Find the newest twenty and how many there are, as the page does; in seconds."""
    needles = [words.strip('"')] if words.startswith('"') else words.split()
    where = " AND ".join(["body ILIKE %s"] * len(needles))
    query = f"SELECT id, body, count(*) OVER () FROM note WHERE {where} ORDER BY written_at DESC LIMIT 20"  # noqa: S608
    begun = time.perf_counter()
    clear.execute(query.encode(), [f"%{needle}%" for needle in needles]).fetchall()
    return time.perf_counter() - begun


def _verdicts(kept: Mapping[tuple[str, str], Timings]) -> list[Verdict]:
    found = []
    for what in SEARCHES:
        mine = percentile(kept["Golden Thread", what].all, 0.95) * 1000
        theirs = percentile(kept["PostgreSQL ILIKE", what].all, 0.95) * 1000
        found.append(Verdict(f"search for {what}, p95", mine, AT_MOST_MS, " ms"))
        said = f"search for {what}, p95 against ILIKE ({theirs:.0f} ms)"
        found.append(Verdict(said, mine / theirs, 1.0))
    return found
