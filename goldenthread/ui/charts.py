"""Small drawings made from numbers: SVG with geometry in attributes and colour from classes."""

from collections.abc import Sequence
from typing import TypeVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_WIDTH = 600
_HEIGHT = 24
_WAVE = 60


def spun(done: float, of: float, *, label: str) -> SafeString:
    """Time as a thread being spun: gold as far as it has come, a hairline for the rest.

    `done` and `of` share a unit (minutes). `label` says the same in words; the drawing never
    stands alone. Beyond the end the thread is whole; of=0 is a thread not begun.
    """
    share = min(max(done / of, 0), 1) if of else 0
    tip = round(_WIDTH * share, 1)
    return format_html(
        '<svg class="spun" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" '
        'aria-label="{}"><path d="M0 12H{}"/><path class="gold" d="{}"/>'
        '<path class="tip" d="M{} 12h.01" vector-effect="non-scaling-stroke"/></svg>',
        _WIDTH,
        _HEIGHT,
        label,
        _WIDTH,
        _wave(tip),
        tip,
    )


def _wave(until: float) -> str:
    """A hand-spun line from 0 to `until`: one slow wave after another, calm at its tip."""
    path = ["M0 12"]
    start = 0.0
    while start < until:
        end = min(start + _WAVE, until)
        swing = 3 if end - start == _WAVE else 0
        third = (end - start) / 3
        path.append(
            f"C{start + third:.1f} {12 - swing} {end - third:.1f} {12 + swing} {end:.1f} 12"
        )
        start = end
    return "".join(path)


_STEP = 24
_HALF = 36


def dots(marks: Sequence[str], *, label: str) -> SafeString:
    """One sign for each time something was, oldest first: told apart by shape, never by colour.

    "full": a filled dot; "ring": an open one; anything else: a short dash, which counts for nothing.
    `label` says the same in words.
    """
    found = _along(marks)
    signs = format_html_join("", "{}", ((_SHAPES.get(mark, _dash)(x),) for x, mark in found))
    width = max(1, len(marks)) * _STEP
    return format_html(_DRAWING, width, _STEP, width, _STEP, label, signs)


def around(values: Sequence[float | None], *, most: float, label: str) -> SafeString:
    """A dot for each number above or below a hairline at nought, oldest first; none where unknown.

    Numbers beyond `most` either way stand at the edge. `label` says the same in words.
    """
    width = max(1, len(values)) * _STEP
    line = format_html('<path class="hair" d="M0 {}H{}"/>', _HALF, width)
    found = [(x, value) for x, value in _along(values) if value is not None]
    signs = format_html_join(
        "",
        '<circle class="full" cx="{}" cy="{}" r="5"/>',
        ((x, round(_HALF - min(max(value / most, -1), 1) * (_HALF - 8), 1)) for x, value in found),
    )
    return format_html(_DRAWING, width, 2 * _HALF, width, 2 * _HALF, label, line + signs)


_Mark = TypeVar("_Mark")
_DRAWING = (
    '<svg class="dots" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
    'aria-label="{}">{}</svg>'
)


def _along(marks: Sequence[_Mark]) -> list[tuple[float, _Mark]]:
    return [(_STEP * (place + 0.5), mark) for place, mark in enumerate(marks)]


def _full(x: float) -> SafeString:
    return format_html('<circle class="full" cx="{}" cy="12" r="6"/>', x)


def _ring(x: float) -> SafeString:
    return format_html('<circle class="ring" cx="{}" cy="12" r="5"/>', x)


def _dash(x: float) -> SafeString:
    return format_html('<path class="ring" d="M{} 12h8"/>', x - 4)


_SHAPES = {"full": _full, "ring": _ring}
