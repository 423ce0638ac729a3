"""What a calendar mails back: noted for one, shown to two where it says no, and never more than that."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.calendars import actions, naming, queries
from goldenthread.calendars.models import Meeting
from goldenthread.calendars.replies import BYTES_MOST, Taken, reply_in, take_letter
from goldenthread.core.ids import new_uid
from goldenthread.ledger.models import Entry
from goldenthread.sessions import api as sessions
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.states import SessionState

TEA = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)


@pytest.fixture
def session(relationship, alma, ben, at):
    """A session that Ben's calendar was told of."""
    actions.turn_meeting_letters_on(person=ben, by=ben, at=at)
    when = sessions.When.at(TEA, "Europe/Lisbon", 60)
    return sessions.arrange_session(relationship, when, uid=new_uid(), by=alma, at=at)


def reply(name: str, said: str, *, sequence: int = 0, who: str = "ben@example.org") -> str:
    return (
        "BEGIN:VCALENDAR\r\nPRODID:-//Somebody//EN\r\nVERSION:2.0\r\nMETHOD:REPLY\r\n"
        f"BEGIN:VEVENT\r\nUID:{name}\r\nDTSTAMP:20260302T110000Z\r\nDTSTART:20260309T160000Z\r\n"
        f"SEQUENCE:{sequence}\r\nATTENDEE;PARTSTAT={said};CN=Ben:mailto:{who}\r\n"
        "ORGANIZER:mailto:letters@thread.example\r\nCOMMENT:I would rather not\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def mailed(calendar: str, kind: str = "text/calendar; method=REPLY; charset=UTF-8") -> bytes:
    return (
        "From: Ben <ben@example.org>\r\nTo: letters@thread.example\r\nSubject: Declined: Meeting\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain\r\n\r\nI would rather not.\r\n"
        f"--x\r\nContent-Type: {kind}\r\n\r\n{calendar}\r\n--x--\r\n"
    ).encode()


def answered(session, person, said, *, at, **more) -> Taken:
    name = naming.meeting_name(session.uid, person)
    return take_letter(mailed(reply(name, said, **more)), at=at)


@pytest.mark.parametrize(
    ("said", "kept"), [("ACCEPTED", "yes"), ("TENTATIVE", "perhaps"), ("DECLINED", "no")]
)
def test_what_a_calendar_answers_is_noted(session, ben, at, said, kept):
    assert answered(session, ben, said, at=at) is Taken.NOTED

    assert Meeting.objects.get().answer == kept


def test_a_no_calls_nothing_off_and_is_for_both_to_see(session, relationship, alma, ben, at):
    answered(session, ben, "DECLINED", at=at)

    assert CoachingSession.objects.get(uid=session.uid).state == SessionState.PLANNED
    assert queries.says_no(session.uid) == [ben.uid]
    [line] = Entry.objects.filter(verb="calendars.answer.declined")
    assert (line.stream_uid, line.about_uid) == (relationship.uid, ben.uid)


@pytest.mark.row("INV-13")
@pytest.mark.parametrize("said", ["ACCEPTED", "TENTATIVE"])
def test_any_other_answer_is_for_nobody_but_oneself(session, relationship, alma, ben, at, said):
    lines = Entry.objects.filter(stream_uid=relationship.uid).count()

    answered(session, ben, said, at=at)

    assert queries.says_no(session.uid) == []
    assert Entry.objects.filter(stream_uid=relationship.uid).count() == lines
    [line] = Entry.objects.filter(verb="calendars.answer.noted")
    assert (line.stream_uid, line.about_uid) == (ben.uid, ben.uid)


@pytest.mark.row("INV-13")
def test_the_coachs_calendar_says_no_about_the_client_as_everything_does(
    session, relationship, alma, ben, at
):
    actions.turn_meeting_letters_on(person=alma, by=alma, at=at)
    when = sessions.When.at(TEA + timedelta(days=1), "Europe/Lisbon", 60)
    moved = sessions.move_session(relationship, session.uid, when, by=alma, at=at)
    sequence = Meeting.objects.get(person=alma).sequence

    who = "alma@example.org"
    assert answered(moved, alma, "DECLINED", at=at, sequence=sequence, who=who) is Taken.NOTED

    assert queries.says_no(session.uid) == [alma.uid]
    [line] = Entry.objects.filter(verb="calendars.answer.declined")
    assert (line.actor_uid, line.about_uid) == (alma.uid, ben.uid)


def test_an_answer_to_the_time_before_counts_no_more(session, relationship, alma, ben, at):
    when = sessions.When.at(TEA + timedelta(days=1), "Europe/Lisbon", 60)
    sessions.move_session(relationship, session.uid, when, by=alma, at=at)

    assert answered(session, ben, "DECLINED", at=at, sequence=0) is Taken.NOT_OURS
    assert queries.says_no(session.uid) == []


def test_an_answer_after_it_was_called_off_counts_no_more(
    session, relationship, ben, ben_keyring, at
):
    off = SessionState.CALLED_OFF
    sessions.mark_session(relationship, session.uid, off, by=ben, at=at, keyring=ben_keyring)
    sequence = Meeting.objects.get().sequence

    assert answered(session, ben, "DECLINED", at=at, sequence=sequence) is Taken.NOT_OURS


@pytest.mark.row("G2")
@pytest.mark.parametrize("who", ["enzo@example.org", "alma@example.org", "ben@example.org.evil"])
def test_nobody_answers_for_somebody_else(session, ben, at, who):
    assert answered(session, ben, "DECLINED", at=at, who=who) is Taken.NOT_OURS
    assert Meeting.objects.get().answer == ""


def test_nobody_answers_a_meeting_whose_name_they_guess(session, ben, cleo, at):
    for name in (str(session.uid), naming.meeting_name(session.uid, cleo), "x@localhost", ""):
        assert take_letter(mailed(reply(name, "DECLINED")), at=at) in {
            Taken.NOT_OURS,
            Taken.NOT_A_REPLY,
        }
    assert Meeting.objects.get().answer == ""


def test_the_same_letter_twice_is_noted_once(session, ben, at):
    answered(session, ben, "DECLINED", at=at)
    answered(session, ben, "DECLINED", at=at)

    assert Entry.objects.filter(verb="calendars.answer.declined").count() == 1


def test_a_mind_that_changes_is_followed(session, ben, at):
    answered(session, ben, "DECLINED", at=at)
    answered(session, ben, "ACCEPTED", at=at)

    assert queries.says_no(session.uid) == []


@pytest.mark.parametrize(
    "kind", ["text/calendar", "application/ics", "TEXT/CALENDAR; method=REPLY"]
)
def test_the_answer_is_found_however_it_is_sent(session, ben, kind):
    name = naming.meeting_name(session.uid, ben)

    assert reply_in(mailed(reply(name, "DECLINED"), kind)) is not None


@pytest.mark.row("G16")
@pytest.mark.parametrize(
    "letter",
    [
        b"",
        b"\x00\xff" * 1000,
        b"Subject: hello\r\n\r\nNothing in it.",
        mailed("BEGIN:VCALENDAR"),
        mailed(reply("a@b", "DELEGATED")),
        mailed(reply("a@b", "DECLINED").replace("REPLY", "REQUEST", 1)),
        mailed(reply("a@b", "DECLINED").replace("ATTENDEE", "X-NOBODY")),
        mailed(reply("a@b", "DECLINED").replace("SEQUENCE:0", "SEQUENCE:often")),
        mailed(reply("a@b", "DECLINED").replace("UID:a@b\r\n", "")),
        mailed(reply("a@b", "DECLINED").replace("mailto:", "urn:")),
        mailed("BEGIN:VCALENDAR\r\n" * 3000),
        mailed("X" * 200_000),
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\n" * 20_000,
        b'Content-Type: multipart/mixed; boundary="\r\n\r\n',
        b"Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
    ],
)
def test_every_other_letter_is_let_go_without_a_sound(founded, at, letter):
    assert take_letter(letter, at=at) in {Taken.NOT_A_REPLY, Taken.NOT_OURS}


def test_a_letter_of_many_megabytes_is_let_go(founded, at):
    assert take_letter(b"x" * (BYTES_MOST + 1), at=at) is Taken.TOO_BIG


@pytest.mark.process
def test_the_command_says_one_sentence_and_repeats_nothing(tmp_path, fresh_stores):
    home = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-m", "goldenthread.web.command", "take-letter", "--data", str(tmp_path)],
        input=mailed(reply("a@b", "DECLINED")),
        capture_output=True,
        env={**home, **fresh_stores},
        check=False,
    )

    assert b"Traceback" not in done.stdout + done.stderr
    assert b"rather not" not in done.stdout + done.stderr
    assert done.returncode == os.EX_TEMPFAIL
