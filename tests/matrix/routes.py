"""Every address there is, read from the table of contents: a route added tomorrow is asked for here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Route:
    """One route: its name, the names of the things in its address, and what tells it from its twins."""

    name: str
    things: tuple[str, ...]
    given: tuple[tuple[str, Any], ...] = field(default=(), compare=False)

    @property
    def is_about_something(self) -> bool:
        """Say whether its address names a thing that belongs to somebody."""
        return bool(self.things)

    @property
    def called(self) -> str:
        """Give what it's called in the table: its name, and what tells it from its twins."""
        return self.name + "".join(f"[{value}]" for _, value in self.given)

    def address(self, things: Mapping[str, Any]) -> str:
        """Give its address with these things in it."""
        return reverse(self.name, kwargs={**dict(self.given), **things})


def routes() -> list[Route]:
    """Give every named route of the house, the gallery left out: it shows nobody's things."""
    found = {route.called: route for route in _walk(get_resolver().url_patterns, "")}
    return [found[called] for called in sorted(found) if not _is_a_twin(found[called])]


# The kinds of a swap are one view at as many addresses; two of them stand for all.
TWINS_ASKED = {"trust_card", "promises.purpose", "recast"}


def _is_a_twin(route: Route) -> bool:
    kind = dict(route.given).get("kind")
    return route.name.startswith("swaps:") and kind is not None and kind not in TWINS_ASKED


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if pattern.namespace != "ui":
                yield from _walk(pattern.url_patterns, namespace)
        elif pattern.name:
            given = tuple(sorted(pattern.default_args.items()))
            things = tuple(sorted(pattern.pattern.converters))
            yield Route(prefix + pattern.name, things, given)
        else:
            raise AssertionError(f"a route without a name: {pattern.pattern}")
