"""Writing calendars: the feed, and meeting letters (RFC 5545, RFC 5546). Nothing of Django's here.

An event has a time, a title its owner chose, and nothing else: no names, no place, no words.
Times are in UTC, so that no zone's rules travel and none can be old.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Golden Thread//Meetings//EN"
FRESH_FOR = timedelta(hours=1)


class Method(StrEnum):
    """What a meeting letter asks a calendar to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Shown:
    """A session as a calendar shows it. Moments are aware."""

    uid: str
    title: str
    starts_at: datetime
    minutes: int
    sequence: int
    off: bool
    stamp: datetime

    def __repr__(self) -> str:
        return "Shown(…)"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who a letter is from, and the one person it goes to: the house and one address (no one else)."""

    house: str
    house_name: str
    person: str

    def __repr__(self) -> str:
        return "Parties(…)"


def feed(shown: Iterable[Shown], *, name: str) -> bytes:
    """Write a feed of one's own sessions: the same bytes for the same sessions."""
    calendar = _calendar()
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", FRESH_FOR, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("PT1H"))
    for each in shown:
        calendar.add_component(_event(each))
    return bytes(calendar.to_ical())


def letter(each: Shown, parties: Parties, method: Method) -> bytes:
    """Write the calendar part of a meeting letter to one person."""
    calendar = _calendar()
    calendar.add("method", method.value)
    event = _event(each)
    house = vCalAddress(f"mailto:{parties.house}")
    house.params["CN"] = vText(parties.house_name)
    event.add("organizer", house)
    person = vCalAddress(f"mailto:{parties.person}")
    person.params["ROLE"] = vText("REQ-PARTICIPANT")
    if method is Method.REQUEST:
        person.params["PARTSTAT"] = vText("NEEDS-ACTION")
        person.params["RSVP"] = vText("TRUE")
    event.add("attendee", person)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(each: Shown) -> Event:
    event = Event()
    event.add("uid", each.uid)
    event.add("dtstamp", each.stamp.astimezone(UTC).replace(microsecond=0))
    starts_at = each.starts_at.astimezone(UTC)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=each.minutes))
    event.add("summary", each.title)
    event.add("sequence", each.sequence)
    event.add("status", "CANCELLED" if each.off else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event
