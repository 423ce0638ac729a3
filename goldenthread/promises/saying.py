"""How a promise is told to the one who reads: days without alarm, and who said what."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.promises.seen import PromiseSeen
from goldenthread.promises.states import Arrangement, PromiseState

ABOUT: dict[Arrangement, Lazy] = {
    Arrangement.TIME: gettext_lazy("Time we meet"),
    Arrangement.NOTICE: gettext_lazy("Notice, if plans change"),
    Arrangement.DOCUMENTS: gettext_lazy("Documents"),
    Arrangement.PAY: gettext_lazy("Pay"),
}
_CHECKED = frozenset({PromiseState.KEPT, PromiseState.KEPT_LATE})


def day_said(day: date, *, today: date) -> str:
    """Say a day; with its year where that isn't this one."""
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def maker_line(promise: PromiseSeen, other: str) -> str:
    """Say whose promise it is and when it was made."""
    day = day_said(promise.made_on, today=promise.today)
    if promise.mine:
        return _("You, on %(day)s") % {"day": day}
    return _("%(name)s, on %(day)s") % {"name": other, "day": day}


def standing(promise: PromiseSeen, other: str) -> str:
    """Say how a promise stands. A day that has passed is only named."""
    blanks = {
        "day": day_said(promise.due_on, today=promise.today),
        "name": other,
        "said": day_said(promise.settled_on or promise.today, today=promise.today),
    }
    if promise.is_open:
        text = _("The day was %(day)s") if promise.day_has_passed else _("By %(day)s")
    else:
        text = _MINE[promise.state]() if promise.mine else _THEIRS[promise.state]()
    return text % blanks


def standing_icon(promise: PromiseSeen) -> str:
    """Give the icon that doubles the words, or none."""
    return "check" if promise.state in _CHECKED else ""


# What became of it: first as its maker reads it, then as the one it was made to does.
_MINE = {
    PromiseState.KEPT: lambda: _("Kept. %(name)s said so on %(said)s"),
    PromiseState.KEPT_LATE: lambda: _(
        "Kept after the day, which was %(day)s. %(name)s said so on %(said)s"
    ),
    PromiseState.NOT_KEPT: lambda: _("Not kept. The day was %(day)s. %(name)s said so on %(said)s"),
    PromiseState.RENEGOTIATED: lambda: _("You put another in its place on %(said)s"),
    PromiseState.WITHDRAWN: lambda: _("You withdrew it on %(said)s. Its day was %(day)s"),
}
_THEIRS = {
    PromiseState.KEPT: lambda: _("Kept. You said so on %(said)s"),
    PromiseState.KEPT_LATE: lambda: _(
        "Kept after the day, which was %(day)s. You said so on %(said)s"
    ),
    PromiseState.NOT_KEPT: lambda: _("Not kept. The day was %(day)s. You said so on %(said)s"),
    PromiseState.RENEGOTIATED: lambda: _("%(name)s put another in its place on %(said)s"),
    PromiseState.WITHDRAWN: lambda: _("%(name)s withdrew it on %(said)s. Its day was %(day)s"),
}
