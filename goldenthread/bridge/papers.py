"""The papers of a copy, as HTML to read: one self-contained page each, drawn piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.template.loader import get_template
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import format_html

_BREAK = "<!-- the rest follows -->"


def page(
    paper: str, things: Iterable[Mapping[str, Any]], *, nothing: str = "", **context: Any
) -> Iterator[str]:
    """Give a page piece by piece: its frame, then `bridge/<paper>_one.html` for each thing, then its end.

    Where there is no thing, the page says the sentence `nothing`.
    """
    frame = get_template(f"bridge/{paper}.html").render({"here": _BREAK, **context})
    before, _, after = frame.partition(_BREAK)
    yield before
    one = get_template(f"bridge/{paper}_one.html")
    is_empty = True
    for thing in things:
        is_empty = False
        yield one.render({"one": _with_moments(thing), **context})
    if is_empty and nothing:
        yield format_html("<p>{}</p>", nothing)
    yield after


def _with_moments(thing: Any, key: str = "") -> Any:
    """Give a copy of plain values with ISO text turned back into moments and days, for templates."""
    if isinstance(thing, Mapping):
        return {name: _with_moments(value, name) for name, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_with_moments(value) for value in thing]
    if isinstance(thing, str) and key.endswith("_at"):
        return _moment(thing)
    if isinstance(thing, str) and key.endswith("_on"):
        return parse_date(thing) or thing
    return thing


def _moment(text: str) -> datetime | str:
    return parse_datetime(text) or text
