"""The one sentence before a session: sealed, the client's, optional, opened by a signed term alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.core.verdicts import NotAllowed
from goldenthread.exits.clearing import clear
from goldenthread.preparation import actions, queries
from goldenthread.preparation.models import AskingLink, Sentence
from goldenthread.vault import api as vault
from goldenthread.vault.models import DroppedLetter
from tests.opened_terms import close_term, open_term
from tests.preparation.conftest import SENTENCE

pytestmark = pytest.mark.django_db


def test_what_ben_writes_is_there_for_both_and_sealed(meeting):
    session = meeting.put()

    meeting.write(session)

    assert (meeting.read(session, "ben"), meeting.read(session, "alma")) == (SENTENCE, SENTENCE)
    [letter] = DroppedLetter.objects.filter(writer=session.uid)
    assert SENTENCE.encode() not in bytes(letter.letter)


@pytest.mark.row("INV-6")
def test_without_a_term_it_is_his_alone(unsigned):
    session = unsigned.put()

    unsigned.write(session)

    assert (unsigned.read(session, "ben"), unsigned.read(session, "alma")) == (SENTENCE, None)
    [letter] = DroppedLetter.objects.filter(writer=session.uid)
    assert letter.compartment.kind == "client-private"


@pytest.mark.row("INV-7")
def test_a_term_signed_later_opens_nothing_written_before(agreed, unsigned, at):
    session = unsigned.put()
    unsigned.write(session)
    open_term(agreed, "A1", "session.agreement", since=at + timedelta(minutes=1))

    later = at + timedelta(hours=1)

    assert unsigned.read(session, "ben", at=later) == SENTENCE
    assert unsigned.read(session, "alma", at=later) is None


def test_a_term_that_is_closed_shuts_it_again(meeting, agreed, at):
    session = meeting.put()
    meeting.write(session)
    assert meeting.read(session, "alma") == SENTENCE

    close_term(agreed, "A1", "session.agreement", at=at)

    assert meeting.read(session, "alma", at=at + timedelta(minutes=10)) is None
    assert meeting.read(session, "ben") == SENTENCE


def test_the_last_one_counts_and_the_one_before_is_gone(meeting):
    session = meeting.put()
    meeting.write(session, "Sleep")
    meeting.write(session, "Say no")

    assert meeting.read(session, "alma") == "Say no"
    assert DroppedLetter.objects.filter(writer=session.uid).count() == 1


def test_taken_back_it_is_gone_for_both(meeting):
    session = meeting.put()
    sentence = meeting.write(session)

    actions.take_sentence_back(
        meeting.relationship, sentence, by=meeting.members["ben"].person, at=meeting.at
    )

    assert (meeting.read(session, "ben"), meeting.read(session, "alma")) == (None, None)
    assert DroppedLetter.objects.filter(writer=session.uid).count() == 0


@pytest.mark.row("S0.20")
def test_the_coach_can_not_write_it_nor_take_it_back(meeting):
    session = meeting.put()
    with pytest.raises(NotAllowed):
        meeting.write(session, who="alma")
    sentence = meeting.write(session)
    with pytest.raises(NotAllowed):
        actions.take_sentence_back(
            meeting.relationship, sentence, by=meeting.members["alma"].person, at=meeting.at
        )

    assert meeting.read(session, "ben") == SENTENCE


@pytest.mark.parametrize("state", ["called_off", "took_place"])
def test_it_is_written_only_while_the_session_is_ahead(meeting, state):
    session = meeting.put(meeting.at + timedelta(hours=1))
    meeting.became(session, state, at=meeting.at + timedelta(hours=1))
    session.refresh_from_db()

    with pytest.raises(NotAllowed):
        meeting.write(session)

    assert Sentence.objects.count() == 0


def test_during_the_session_it_may_still_be_written_and_not_after(meeting):
    session = meeting.put(meeting.at + timedelta(hours=1))
    meeting.at += timedelta(hours=1, minutes=59)
    meeting.write(session)
    meeting.at += timedelta(minutes=1)

    with pytest.raises(NotAllowed):
        meeting.write(session, "Too late")

    assert meeting.read(session, "ben") == SENTENCE


def test_nobody_else_gets_so_far(meeting, cleo_member, dara_member, enzo_member):
    session = meeting.put()
    meeting.write(session)

    for other in (cleo_member, dara_member, enzo_member):
        with pytest.raises(Http404):
            queries.sentence_for(
                meeting.relationship,
                session.uid,
                by=other.person,
                at=meeting.at,
                keyring=other.keyring,
            )


@pytest.mark.row("INV-3", "INV-13")
def test_writing_and_reading_are_written_down_about_the_client(meeting):
    session = meeting.put()
    meeting.write(session)
    meeting.read(session, "alma")

    alma, ben = meeting.members["alma"].uid, meeting.members["ben"].uid
    assert meeting.verbs() == [
        ("preparation.sentence.written", ben),
        ("preparation.sentences.read", alma),
    ]
    assert meeting.verbs("alma") == []


def test_reading_nothing_is_no_line_of_the_ledger(meeting):
    session = meeting.put()

    assert meeting.read(session, "alma") is None
    assert meeting.verbs() == []


def test_a_copy_holds_what_its_taker_may_read(meeting):
    session = meeting.put()
    sentence = meeting.write(session)

    copies = {
        who: list(queries.copy_for(meeting.relationship, **meeting.looking(who)))
        for who in ("alma", "ben")
    }

    assert (
        copies["alma"]
        == copies["ben"]
        == [
            {
                "session": str(session.uid),
                "words": SENTENCE,
                "by_link": False,
                "written_at": sentence.written_at.isoformat(),
            }
        ]
    )


def test_what_is_erased_leaves_nothing_of_it(meeting):
    session = meeting.put()
    meeting.write(session)
    meeting.link(session)
    boxes = [each.uid for each in vault.compartments_of(meeting.relationship.uid)]

    clear(meeting.relationship.uid, boxes)

    assert Sentence.objects.count() == 0
    assert AskingLink.objects.count() == 0
    assert DroppedLetter.objects.filter(writer=session.uid).count() == 0


def test_a_letter_lost_from_the_box_is_no_error(meeting):
    session = meeting.put()
    meeting.write(session)
    DroppedLetter.objects.all().delete()

    assert meeting.read(session, "ben") is None
