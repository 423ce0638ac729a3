"""Taking in a letter that somebody's calendar mailed back (RFC 5546, RFC 6047): bounded, and kind."""

from __future__ import annotations

import email
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import default as as_read
from enum import StrEnum
from typing import Any

from django.http import Http404
from icalendar import Calendar

from goldenthread.calendars import actions, naming
from goldenthread.calendars.models import Meeting
from goldenthread.calendars.states import Answer
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships

BYTES_MOST = 1_000_000
PART_MOST = 100_000
PARTS_MOST = 50

_ANSWERS = {
    "ACCEPTED": Answer.YES,
    "TENTATIVE": Answer.PERHAPS,
    "DECLINED": Answer.NO,
}


class Taken(StrEnum):
    """What became of a letter."""

    NOTED = "noted"
    NOT_A_REPLY = "not_a_reply"
    NOT_OURS = "not_ours"
    TOO_BIG = "too_big"

    @property
    def sentence(self) -> str:
        """Say it to whoever runs the house, without a word of the letter."""
        return _SENTENCES[self]


_SENTENCES = {
    Taken.NOTED: "A calendar's answer was noted.",
    Taken.NOT_A_REPLY: "No calendar's answer in it; the letter was let go.",
    Taken.NOT_OURS: "An answer to nothing that stands here; the letter was let go.",
    Taken.TOO_BIG: "More than a million bytes; the letter was let go.",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a calendar says: which event, whose calendar, what it answers, and to which letter."""

    name: str
    attendee: str
    answer: Answer
    sequence: int

    def __repr__(self) -> str:
        return "Reply(…)"


def take_letter(letter: bytes, *, at: datetime) -> Taken:
    """Take in one letter as it came. Never raises for what is in it.

    Only the answer of a person we wrote to counts, to the newest letter about that session: its
    name is a secret between us and their calendar. Nothing is ever called off by it.
    """
    if len(letter) > BYTES_MOST:
        return Taken.TOO_BIG
    reply = reply_in(letter)
    if reply is None:
        return Taken.NOT_A_REPLY
    mark = naming.mark_of(reply.name)
    meeting = Meeting.objects.select_related("person").filter(mark=mark, stands=True).first()
    if meeting is None or not _is_theirs(meeting, reply):
        return Taken.NOT_OURS
    try:
        relationship = relationships.the_relationship(meeting.relationship_uid, by=meeting.person)
    except Http404:
        return Taken.NOT_OURS
    if meeting.answer != reply.answer:
        actions.take_answer(
            meeting, reply.answer, relationship=relationship, by=meeting.person, at=at
        )
    return Taken.NOTED


def _is_theirs(meeting: Meeting, reply: Reply) -> bool:
    person = meeting.person
    if reply.sequence != meeting.sequence or not person.has_address:
        return False
    return bool(people.address_of(person).casefold() == reply.attendee.casefold())


def reply_in(letter: bytes) -> Reply | None:
    """Find the reply in a letter; None for every other letter, whole or broken."""
    for text in _calendar_parts(letter):
        try:
            found = _reply_of(text)
        except Exception:  # noqa: BLE001, S112 (letters come from anybody, broken in any way)
            continue
        if found is not None:
            return found
    return None


def _calendar_parts(letter: bytes) -> list[bytes]:
    try:
        message: Any = email.message_from_bytes(letter, policy=as_read)
        parts = [part for part, _ in zip(message.walk(), range(PARTS_MOST), strict=False)]
        return [text for part in parts if (text := _text_of(part))]
    except Exception:  # noqa: BLE001 (as above)
        return []


def _text_of(part: EmailMessage) -> bytes:
    if part.get_content_type() not in {"text/calendar", "application/ics"}:
        return b""
    text = part.get_payload(decode=True)
    return text if isinstance(text, bytes) and len(text) <= PART_MOST else b""


def _reply_of(text: bytes) -> Reply | None:
    calendar = Calendar.from_ical(text.decode("utf-8", "replace"))
    events = calendar.walk("VEVENT")
    if str(calendar.get("METHOD", "")).upper() != "REPLY" or len(events) != 1:
        return None
    event = events[0]
    attendees = event.get("ATTENDEE", [])
    [attendee] = attendees if isinstance(attendees, list) else [attendees]
    answer = _ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper())
    if answer is None or not str(attendee).lower().startswith("mailto:"):
        return None
    return Reply(
        name=str(event["UID"]),
        attendee=str(attendee)[len("mailto:") :],
        answer=answer,
        sequence=int(event.get("SEQUENCE", 0)),
    )
