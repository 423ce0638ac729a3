"""Asking a CalDAV calendar what it holds in a window (RFC 4791): one REPORT, nothing written."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from goldenthread.calendars.busy.failing import CannotRead
from goldenthread.calendars.busy.spans import Window
from goldenthread.calendars.states import Trouble

HEADERS = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
CALENDAR_DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"
MULTISTATUS = "{DAV:}multistatus"
# Neither belongs in an answer of this kind, and both are how a few lines become gigabytes.
BOMBS = (b"<!DOCTYPE", b"<!ENTITY")

REPORT = """\
<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
  <d:prop><c:calendar-data/></d:prop>
  <c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">
    <c:time-range start="{first}" end="{last}"/>
  </c:comp-filter></c:comp-filter></c:filter>
</c:calendar-query>
"""


def report_of(window: Window) -> bytes:
    """Write the question for the events of a window."""
    return REPORT.format(first=_stamp(window.first), last=_stamp(window.last)).encode()


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def calendars_in(answer: bytes) -> list[bytes]:
    """Give the calendars of a server's answer, one for each event. Raises CannotRead.

    Read by the standard library: nothing is declared in an answer that gets that far, and whoever
    calls has little memory and time.
    """
    if any(bomb in answer.upper() for bomb in BOMBS):
        raise CannotRead(Trouble.NO_CALENDAR)
    try:
        root = ET.fromstring(answer)  # noqa: S314 (see above)
    except (ET.ParseError, ValueError, LookupError):
        raise CannotRead(Trouble.NO_CALENDAR) from None
    if root.tag != MULTISTATUS:
        raise CannotRead(Trouble.NO_CALENDAR)
    return [each.text.encode() for each in root.iter(CALENDAR_DATA) if each.text]
