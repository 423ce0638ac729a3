"""How a diary is said: weekdays, places, minutes, days apart, rules. Whole sentences in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS as NAMES
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldenthread.diary.slots import Apart, Rules
from goldenthread.diary.states import Place
from goldenthread.diary.typed_hours import clock
from goldenthread.ui.times import place_of

WEEKDAYS = [NAMES[weekday] for weekday in range(7)]
PLACES = {
    Place.VIDEO: gettext_lazy("By video"),
    Place.PHONE: gettext_lazy("By phone"),
    Place.IN_PERSON: gettext_lazy("In person"),
}
HOUR, DAY = 60, 24 * 60


def minutes_said(minutes: int) -> str:
    """Say a length: "no time", "45 minutes", "2 hours", "3 days"."""
    if minutes == 0:
        return _("no time at all")
    if minutes % DAY == 0 and minutes > DAY:
        return ngettext("%(n)s day", "%(n)s days", minutes // DAY) % {"n": minutes // DAY}
    if minutes % HOUR == 0:
        return ngettext("%(n)s hour", "%(n)s hours", minutes // HOUR) % {"n": minutes // HOUR}
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def days_said(first: date, last: date) -> str:
    """Say a day, or the first and the last of several."""
    if first == last:
        return date_format(first, "l j F Y")
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "l j F" if first.year == last.year else "l j F Y"),
        "last": date_format(last, "l j F Y"),
    }


def apart_said(apart: Apart) -> str:
    """Say what is different on days apart."""
    if apart.begins is None or apart.ends is None:
        return _("Closed") if not apart.is_open else _("Open all day")
    said = {"from": clock(apart.begins), "to": clock(apart.ends)}
    if apart.is_open:
        return _("Open from %(from)s to %(to)s besides") % said
    return _("Closed from %(from)s to %(to)s") % said


def rules_said(rules: Rules) -> list[str]:
    """Say the rules of a diary, one sentence each."""
    said = [
        _("Your hours go by the clock in %(place)s.") % {"place": place_of(rules.zone)},
        _("A session may begin every %(step)s.") % {"step": _every(rules.step)},
        _buffers(rules),
        _("It must be booked %(notice)s ahead.") % {"notice": minutes_said(rules.notice)}
        if rules.notice
        else _("It can be booked until it begins."),
        ngettext("%(n)s day ahead is open.", "%(n)s days ahead are open.", rules.horizon_days)
        % {"n": rules.horizon_days},
    ]
    if rules.cap:
        most = ngettext("At most %(n)s session a day.", "At most %(n)s sessions a day.", rules.cap)
        said.append(most % {"n": rules.cap})
    return said


def _every(step: int) -> str:
    return _("hour") if step == HOUR else minutes_said(step)


def _buffers(rules: Rules) -> str:
    said: dict[str, Any] = {
        "after": minutes_said(rules.after),
        "before": minutes_said(rules.before),
    }
    if rules.after and rules.before:
        return _("%(before)s before and %(after)s after each stay free.") % said
    if rules.after:
        return _("%(after)s after each stay free.") % said
    if rules.before:
        return _("%(before)s before each stay free.") % said
    return _("One may begin as another ends.")
