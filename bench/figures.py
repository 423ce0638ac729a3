"""Figures from timings: percentiles, ratios, and whether a target is met. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that `share` (0 to 1) of all values are not above (nearest rank)."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass
class Timings:
    """How long one thing took, in seconds, kept by round, so that the noise can be said too."""

    rounds: list[list[float]] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)

    def add(self, taken: Sequence[float], spent: float = 0.0) -> None:
        """Keep the timings of one more round, and the processor seconds the server spent in it."""
        self.rounds.append(list(taken))
        self.spent.append(spent)

    @property
    def each_spent(self) -> float:
        """Processor seconds the server spent on one request."""
        return sum(self.spent) / len(self.all)

    @property
    def all(self) -> list[float]:
        """Every timing of every round."""
        return [taken for one in self.rounds for taken in one]

    @property
    def p50(self) -> float:
        """The median, in seconds."""
        return percentile(self.all, 0.5)

    @property
    def p99(self) -> float:
        """What 99 of 100 stay within, in seconds."""
        return percentile(self.all, 0.99)

    def as_json(self) -> dict[str, float | int]:
        """Give the figures in milliseconds."""
        return {
            "n": len(self.all),
            "p50_ms": round(self.p50 * 1000, 3),
            "p95_ms": round(percentile(self.all, 0.95) * 1000, 3),
            "p99_ms": round(self.p99 * 1000, 3),
            "cpu_ms": round(self.each_spent * 1000, 3),
        }


@dataclass(frozen=True, slots=True)
class Ratio:
    """One against another: of all timings, the least and most of any single round, and processor time."""

    value: float
    least: float
    most: float
    processor: float | None = None

    @property
    def noise(self) -> str:
        """How far single rounds lie apart, and the ratio that hardly depends on what else runs."""
        rounds = f"rounds {self.least:.2f} to {self.most:.2f}"
        return rounds if self.processor is None else f"{rounds}; processor {self.processor:.2f}x"


def ratio(one: Timings, other: Timings, share: float = 0.5) -> Ratio:
    """Compare two things measured in the same rounds, at one percentile."""
    each = [
        percentile(mine, share) / percentile(theirs, share)
        for mine, theirs in zip(one.rounds, other.rounds, strict=True)
    ]
    whole = percentile(one.all, share) / percentile(other.all, share)
    both = sum(one.spent) and sum(other.spent)
    processor = one.each_spent / other.each_spent if both else None
    return Ratio(whole, min(each), max(each), processor)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure beside its target; lower is better."""

    what: str
    figure: float
    target: float
    unit: str = "x"
    noise: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure keeps to its target."""
        return self.figure <= self.target

    def __str__(self) -> str:
        said = f"{self.figure:.2f}{self.unit} of at most {self.target:g}{self.unit}"
        noise = f" ({self.noise})" if self.noise else ""
        return f"{'met' if self.met else 'NOT MET':8} {self.what}: {said}{noise}"

    def as_json(self) -> dict[str, object]:
        """Give the verdict as it is written down."""
        return {
            "what": self.what,
            "figure": round(self.figure, 3),
            "target": self.target,
            "unit": self.unit,
            "noise": self.noise,
            "met": self.met,
        }


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Draw a table in Markdown, its columns as wide as what stands in them."""
    lines = [list(heads), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    drawn = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([drawn[0], rule, *drawn[1:]])


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Give the steepness that half of all pairs of points stay below (Theil and Sen), per unit of x.

    One sudden step or one odd reading does not move it, unlike a line of least squares.
    """
    steps = [
        (y2 - y1) / (x2 - x1)
        for number, (x1, y1) in enumerate(points)
        for x2, y2 in points[number + 1 :]
        if x2 != x1
    ]
    if not steps:
        raise ValueError("at least two moments are needed")
    return median(steps)


def milliseconds(timings: Mapping[str, Timings]) -> list[list[str]]:
    """Give a row for each thing measured: its name, how often, p50, p99, processor time."""
    return [
        [
            name,
            str(len(kept.all)),
            f"{kept.p50 * 1000:.1f}",
            f"{kept.p99 * 1000:.1f}",
            f"{kept.each_spent * 1000:.1f}",
        ]
        for name, kept in timings.items()
    ]
