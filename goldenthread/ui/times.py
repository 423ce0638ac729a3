"""How a moment is said to two people in two places: the hours that each of their clocks shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldenthread.core.wall import moments_of, zone_called


def place_of(zone: str) -> str:
    """Give the place that an IANA name says: "Lisbon" of "Europe/Lisbon"."""
    return zone.rpartition("/")[2].replace("_", " ")


def day_said(day: date) -> str:
    """Give a day as it stands in a sentence: "Thursday 3 December 2026"."""
    return date_format(day, "l j F Y")


def hour_said(moment: datetime, zone: str) -> str:
    """Give the hour clocks show: "16:00"; "02:30 CET" where they show it twice that night."""
    there = zone_called(zone)
    shown = moment.astimezone(there)
    hour = date_format(shown, "H:i")
    twice = len(moments_of(shown.date(), shown.time(), there)) > 1
    return f"{hour} {shown.tzname()}" if twice else hour


@dataclass(frozen=True, slots=True)
class BothTimes:
    """A moment in words: the reader's day and hours; where they are; the other's hours and place.

    `here` and `there` are empty where both live by the same clock, or nobody else is named.
    """

    day: str
    hours: str
    here: str = ""
    there: str = ""

    def __str__(self) -> str:
        said = {"hours": self.hours, "here": self.here, "there": self.there}
        return _("%(hours)s %(here)s, %(there)s") % said if self.there else self.hours


def both_times(
    at: datetime, *, mine: str, theirs: str = "", name: str = "", until: datetime | None = None
) -> BothTimes:
    """Say an aware moment for the reader, and for `name` where their zone is another one (IANA)."""
    day, hours = _said(at, until, mine)
    if not theirs or theirs == mine:
        return BothTimes(day, hours)
    their_day, their_hours = _said(at, until, theirs)
    said = {"hours": their_hours, "day": their_day, "name": name, "place": place_of(theirs)}
    if their_day == day:
        there = _("%(hours)s for %(name)s in %(place)s") % said
    else:
        there = _("%(hours)s on %(day)s for %(name)s in %(place)s") % said
    return BothTimes(day, hours, _("for you in %(place)s") % {"place": place_of(mine)}, there)


def _said(at: datetime, until: datetime | None, zone: str) -> tuple[str, str]:
    day = day_said(at.astimezone(zone_called(zone)))
    begins = hour_said(at, zone)
    if until is None:
        return day, begins
    return day, _("%(from)s to %(to)s") % {"from": begins, "to": hour_said(until, zone)}
