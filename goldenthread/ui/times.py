"""How a moment is said to two people in two places: the hour each of their clocks shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldenthread.core.wall import zone_called


def place_of(zone: str) -> str:
    """Give the place an IANA name says: "Lisbon" of "Europe/Lisbon"."""
    return zone.rpartition("/")[2].replace("_", " ")


def day_said(moment: datetime) -> str:
    """Give a day as it stands in a sentence: "Thursday 3 December 2026"."""
    return date_format(moment, "l j F Y")


def hour_said(moment: datetime) -> str:
    """Give the hour a clock shows: "16:00"."""
    return date_format(moment, "H:i")


@dataclass(frozen=True, slots=True)
class BothTimes:
    """A moment for the one who reads (`mine`) and for the other (`theirs`), as sentences."""

    at: datetime
    day: str
    hours: str
    here: str
    there: str


def both_times(
    at: datetime, *, mine: str, theirs: str = "", name: str = "", until: datetime | None = None
) -> BothTimes:
    """Say an aware moment in the reader's zone, and in the other's where that is another one.

    `there` is "17:00 for Alma in Stockholm", with its day where that differs; empty where both
    live by the same zone, or no other is given. Zones are IANA names.
    """
    shown = at.astimezone(zone_called(mine))
    hours = hour_said(shown)
    if until is not None:
        ends = hour_said(until.astimezone(zone_called(mine)))
        hours = _("%(from)s to %(to)s") % {"from": hours, "to": ends}
    here = _("for you in %(place)s") % {"place": place_of(mine)}
    return BothTimes(at, day_said(shown), hours, here, _there(at, mine, theirs, name))


def _there(at: datetime, mine: str, theirs: str, name: str) -> str:
    if not theirs or theirs == mine:
        return ""
    shown = at.astimezone(zone_called(theirs))
    said = {"hour": hour_said(shown), "name": name, "place": place_of(theirs)}
    if shown.date() == at.astimezone(zone_called(mine)).date():
        return _("%(hour)s for %(name)s in %(place)s") % said
    said["day"] = day_said(shown)
    return _("%(hour)s on %(day)s for %(name)s in %(place)s") % said
