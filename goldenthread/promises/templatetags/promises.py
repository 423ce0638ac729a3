"""Filters for `promises/line.html` and whatever page shows promises."""

from __future__ import annotations

from django import template

from goldenthread.promises import saying
from goldenthread.promises.queries import PromiseSeen
from goldenthread.promises.states import Arrangement

register = template.Library()


@register.filter
def made_by(promise: PromiseSeen, other: str) -> str:
    """Say whose it is and since when: `{{ promise|made_by:other }}`."""
    return saying.maker_line(promise, other)


@register.filter
def standing(promise: PromiseSeen, other: str) -> str:
    """Say how it stands: `{{ promise|standing:other }}`."""
    return saying.standing(promise, other)


@register.filter
def standing_icon(promise: PromiseSeen) -> str:
    """Give the icon that doubles the words."""
    return saying.standing_icon(promise)


@register.filter
def about(arrangement: str) -> str:
    """Say what a client's promise is about."""
    return str(saying.ABOUT[Arrangement(arrangement)])
