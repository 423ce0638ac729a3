"""Meeting letters: word for word, to those who asked for them, in the order calendars need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import UUID

import icalendar
import pytest
from django.core import mail

from goldenthread.calendars import actions, writing
from goldenthread.calendars.models import Meeting
from goldenthread.core.ids import new_uid
from goldenthread.courier.carrying import message_of
from goldenthread.courier.envelopes import Envelope, open_envelope
from goldenthread.courier.models import Letter
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.sessions.states import SessionState

GOLDEN = Path(__file__).parent / "golden"
TEA = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
CANARY = "canary-4711"


@pytest.fixture(autouse=True)
def a_house(settings):
    settings.PRACTICE_NAME = "Golden Thread"
    settings.BASE_URL = "https://thread.example"
    settings.DEFAULT_FROM_EMAIL = "letters@thread.example"


@pytest.fixture
def wanting(ben, at):
    """Ben, who wants meeting letters."""
    actions.turn_meeting_letters_on(person=ben, by=ben, at=at)
    return ben


def arranged(relationship, *, by, at, moment=TEA, lasts=60):
    when = sessions.When.at(moment, "Europe/Lisbon", lasts)
    return sessions.arrange_session(relationship, when, uid=new_uid(), by=by, at=at)


def moved(relationship, session, *, by, at, days=1):
    when = sessions.When.at(TEA + timedelta(days=days), "Europe/Lisbon", 60)
    return sessions.move_session(relationship, session.uid, when, by=by, at=at)


def marked(relationship, session, became, *, by, at, keyring):
    return sessions.mark_session(relationship, session.uid, became, by=by, at=at, keyring=keyring)


def letters() -> list[tuple[str, Any]]:
    """Give what waits in the post: to whom, and the event."""
    found = []
    for letter in Letter.objects.filter(kind="calendar").order_by("made_at", "uid"):
        envelope = open_envelope(letter.uid, bytes(letter.envelope or b""))
        whole: Any = icalendar.Calendar.from_ical(envelope.calendar or "")
        assert str(whole["METHOD"]) == envelope.method
        [event] = whole.walk("VEVENT")
        found.append((f"{envelope.method} {envelope.address}", event))
    return found


def golden(name: str, method: writing.Method, **changed: Any) -> bytes:
    said = {
        "uid": "0123456789abcdef0123456789abcdef@thread.example",
        "title": "Meeting",
        "starts_at": TEA,
        "minutes": 60,
        "sequence": 0,
        "off": False,
        "stamp": AT,
    }
    shown = writing.Shown(**{**said, **changed})
    parties = writing.Parties("letters@thread.example", "Golden Thread", "ben@example.org")
    calendar = writing.letter(shown, parties, method).decode()
    letter = Letter(uid=UUID("01a00000-0000-7000-8000-000000000000"), kind="calendar", made_at=AT)
    message = message_of(letter, Envelope("ben@example.org", None, calendar, method.value))
    whole = message.message()
    whole.set_boundary("=== golden ===")
    written: bytes = whole.as_bytes()
    place = GOLDEN / f"{name}.eml"
    assert written == place.read_bytes()
    return written


@pytest.mark.row("INV-14")
@pytest.mark.row("G25")
@pytest.mark.parametrize(
    ("name", "method", "changed"),
    [
        ("request", writing.Method.REQUEST, {}),
        (
            "update",
            writing.Method.REQUEST,
            {"sequence": 3, "starts_at": TEA + timedelta(days=1), "title": "Tea, at Zoë's; maybe"},
        ),
        ("cancel", writing.Method.CANCEL, {"sequence": 4, "off": True}),
    ],
)
def test_every_meeting_letter_is_word_for_word_its_golden_file(founded, name, method, changed):
    golden(name, method, **changed)


def test_a_mail_program_finds_a_text_and_a_part_for_its_calendar(founded):
    message: Any = message_from_bytes(
        golden("request", writing.Method.REQUEST), policy=policy.default
    )

    assert message.get_content_type() == "multipart/alternative"
    text, part = message.iter_parts()
    assert (text.get_content_type(), part.get_content_type()) == ("text/plain", "text/calendar")
    assert part.get_param("method") == "REQUEST"
    assert "carry" not in text.get_content()
    assert "/account/calendars/" in text.get_content()


def test_nobody_gets_one_who_did_not_ask(relationship, alma, ben, at):
    arranged(relationship, by=alma, at=at)

    assert letters() == []


def test_only_the_one_who_asked_gets_one_whoever_made_the_change(relationship, alma, wanting, at):
    arranged(relationship, by=alma, at=at)
    arranged(relationship, by=wanting, at=at, moment=TEA + timedelta(days=2))

    assert [to for to, _ in letters()] == ["REQUEST ben@example.org"] * 2


def test_both_get_their_own_and_neither_sees_the_other(relationship, alma, wanting, at):
    actions.turn_meeting_letters_on(person=alma, by=alma, at=at)

    arranged(relationship, by=alma, at=at)

    (one, hers), (two, his) = sorted(letters(), key=lambda each: each[0])
    assert (one, two) == ("REQUEST alma@example.org", "REQUEST ben@example.org")
    assert hers["UID"] != his["UID"]
    assert str(his["ATTENDEE"]) == "mailto:ben@example.org"
    assert str(his["ORGANIZER"]) == "mailto:letters@thread.example"
    assert "alma" not in his.to_ical().decode().lower()


@pytest.mark.row("INV-14")
def test_a_letter_holds_a_time_a_title_and_nothing_else(relationship, alma, wanting, at):
    arranged(relationship, by=alma, at=at)

    [(_, event)] = letters()

    assert set(event) == {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "CLASS"),
        *("ORGANIZER", "ATTENDEE"),
    }
    assert (event["SUMMARY"], event["DTSTART"].dt) == ("Meeting", TEA)


def test_numbers_grow_from_letter_to_letter_until_it_is_off(
    relationship, alma, wanting, ben_keyring, at
):
    session = arranged(relationship, by=alma, at=at)
    moved(relationship, session, by=alma, at=at + timedelta(minutes=1))
    for minutes, became in enumerate(
        (SessionState.CALLED_OFF, SessionState.PLANNED, SessionState.CALLED_OFF), start=2
    ):
        marked(
            relationship,
            session,
            became,
            by=wanting,
            at=at + timedelta(minutes=minutes),
            keyring=ben_keyring,
        )

    said = [(to.split()[0], event["SEQUENCE"], event["STATUS"]) for to, event in letters()]
    assert [(method, status) for method, _, status in said] == [
        ("REQUEST", "CONFIRMED"),
        ("REQUEST", "CONFIRMED"),
        ("CANCEL", "CANCELLED"),
        ("REQUEST", "CONFIRMED"),
        ("CANCEL", "CANCELLED"),
    ]
    numbers = [number for _, number, _ in said]
    assert numbers == sorted(set(numbers))
    assert len({str(event["UID"]) for _, event in letters()}) == 1


def test_a_session_whose_hour_is_taken_away_leaves_the_calendar(relationship, alma, wanting, at):
    session = arranged(relationship, by=alma, at=at)

    sessions.move_session(relationship, session.uid, sessions.When.on(TEA.date()), by=alma, at=at)

    assert [to.split()[0] for to, _ in letters()] == ["REQUEST", "CANCEL"]
    assert letters()[1][1]["DTSTART"].dt == TEA


def test_a_calendar_that_was_never_told_is_not_told_that_it_is_off(
    relationship, alma, ben, ben_keyring, at
):
    session = arranged(relationship, by=alma, at=at)
    actions.turn_meeting_letters_on(person=ben, by=ben, at=at)

    marked(relationship, session, SessionState.CALLED_OFF, by=ben, at=at, keyring=ben_keyring)

    assert letters() == []


def test_a_day_without_an_hour_makes_no_letter(relationship, alma, wanting, at):
    sessions.arrange_session(
        relationship, sessions.When.on(TEA.date()), uid=new_uid(), by=alma, at=at
    )

    assert letters() == []


def test_turned_off_they_stop(relationship, alma, wanting, at):
    session = arranged(relationship, by=alma, at=at)
    actions.turn_meeting_letters_off(person=wanting, by=wanting, at=at)

    moved(relationship, session, by=alma, at=at)

    assert len(letters()) == 1


def test_a_change_takes_an_answer_to_the_time_before_with_it(relationship, alma, wanting, at):
    session = arranged(relationship, by=alma, at=at)
    Meeting.objects.update(answer="no", answered_on=at)

    moved(relationship, session, by=alma, at=at)

    [meeting] = Meeting.objects.all()
    assert (meeting.answer, meeting.answered_on, meeting.sequence) == ("", None, 1)


def test_until_it_has_left_a_letter_is_sealed(relationship, alma, wanting, at):
    actions.choose_title(CANARY, person=wanting, by=wanting, at=at)

    arranged(relationship, by=alma, at=at)

    [letter] = Letter.objects.filter(kind="calendar")
    assert CANARY.encode() not in bytes(letter.envelope or b"")
    assert letters()[0][1]["SUMMARY"] == CANARY


def test_it_leaves_and_its_envelope_is_wiped(
    relationship, alma, wanting, at, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        arranged(relationship, by=alma, at=at)

    [sent] = [each for each in mail.outbox if "time of a meeting" in str(each.subject)]
    assert sent.to == ["ben@example.org"]
    [letter] = Letter.objects.filter(kind="calendar")
    assert (letter.state, letter.envelope) == ("sent", None)


def test_whoever_gave_no_address_gets_none(relationship, alma, wanting, at):
    type(wanting).objects.filter(uid=wanting.uid).update(has_address=False)

    arranged(relationship, by=alma, at=at)

    assert letters() == []


def test_an_end_takes_what_was_ahead_out_of_the_calendars(relationship, alma, wanting, at):
    arranged(relationship, by=alma, at=at)
    arranged(relationship, by=alma, at=at, moment=at - timedelta(days=1))
    Letter.objects.all().delete()

    relationships.end_relationship(relationship=relationship, by=wanting, at=at)

    [(said, event)] = letters()
    assert said == "CANCEL ben@example.org"
    assert (str(event["STATUS"]), event["DTSTART"].dt) == ("CANCELLED", TEA)
    assert [row.stands for row in Meeting.objects.order_by("session_uid")] == [False, True]
