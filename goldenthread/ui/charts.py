"""Small drawings made from numbers: SVG with geometry in attributes and colour from classes."""

from django.utils.html import format_html
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
