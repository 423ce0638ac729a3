"""A day's hours as a bar from midnight to midnight. Decoration: the hours stand beside it in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from goldenthread.diary.slots import MINUTES_OF_A_DAY, Span

_HEIGHT = 20
_TICKS = (6, 12, 18)


def bar(spans: Iterable[Span]) -> SafeString:
    """Draw open minutes of a day. Shares of the width, so that it fits every screen undistorted."""
    parts = [(_share(begins), _share(ends - begins)) for begins, ends in spans if begins < ends]
    return format_html(
        '<svg width="100%" height="{}" aria-hidden="true" focusable="false">'
        '<rect width="100%" height="100%" rx="4" fill="var(--sunk)"/>{}{}</svg>',
        _HEIGHT,
        format_html_join(
            "",
            '<rect x="{}%" width="1" height="100%" fill="var(--line)"/>',
            [(_share(hour * 60),) for hour in _TICKS],
        ),
        format_html_join(
            "", '<rect x="{}%" width="{}%" height="100%" rx="4" fill="var(--clay-mid)"/>', parts
        ),
    )


def axis() -> SafeString:
    """Write the hours that the lines of a bar stand for."""
    return format_html(
        '<svg class="faint" width="100%" height="{}" aria-hidden="true" focusable="false">{}</svg>',
        _HEIGHT,
        format_html_join(
            "",
            '<text x="{}%" y="14" font-size="13" text-anchor="middle" fill="currentColor">{}</text>',
            [(_share(hour * 60), f"{hour}:00") for hour in _TICKS],
        ),
    )


def _share(minutes: int) -> str:
    return f"{100 * minutes / MINUTES_OF_A_DAY:.3f}"
