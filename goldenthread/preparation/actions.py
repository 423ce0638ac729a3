"""What can happen before a session. Each leaves one row in the ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.preparation import policy, reminding, verbs
from goldenthread.preparation.choices import own_letters_of
from goldenthread.preparation.leaving import Wish
from goldenthread.preparation.links import AskedSession
from goldenthread.preparation.models import OwnLetters, Sentence
from goldenthread.preparation.queries import OPENED_BY, over_at
from goldenthread.preparation.states import Ahead
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault

LETTER = "preparation.sentence/1"


@transaction.atomic
def write_sentence(
    relationship: relationships.Relationship,
    session: sessions.CoachingSession,
    words: str,
    *,
    by: people.Person,
    at: datetime,
) -> Sentence:
    """Write, as the client, what would make a session worth it; the last one counts. NotAllowed.

    Goes through the letter-box, sealed for both where a term lets the coach read what a session is
    for, else for the client alone (V0).
    """
    policy.may_write(
        role=relationships.role_in(relationship, by),
        ahead=_is_ahead(session, by, at),
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    sentence = _put(relationship, session, words, by_link=False, at=at)
    _record(verbs.WRITTEN, relationship, sentence, by=by, at=at)
    return sentence


@transaction.atomic
def write_by_link(asked: AskedSession, words: str, *, by: None, at: datetime) -> Sentence:
    """Write the sentence with a letter's link, by whoever holds it: writes, and can read nothing. NotAllowed."""
    policy.link_holds(
        ahead=_is_ahead(asked.session, asked.client, at),
        going_on=relationships.is_going_on(asked.relationship.uid),
    ).or_raise()
    sentence = _put(asked.relationship, asked.session, words, by_link=True, at=at)
    _record(verbs.WRITTEN_BY_LINK, asked.relationship, sentence, by=by, at=at)
    return sentence


@transaction.atomic
def take_sentence_back(
    relationship: relationships.Relationship, sentence: Sentence, *, by: HasUid, at: datetime
) -> None:
    """Take the sentence back, as the client: its letter is deleted. Any time; what was read was read."""
    policy.may_write(
        role=relationships.role_in(relationship, by), ahead=True, going_on=True
    ).or_raise()
    vault.take_letters_out(sentence.session_uid, kind=LETTER)
    uid = sentence.uid
    sentence.delete()
    sentence.uid = uid
    _record(verbs.TAKEN_BACK, relationship, sentence, by=by, at=at)


@transaction.atomic
def choose_letters(person: people.Person, wish: Wish, *, by: HasUid, at: datetime) -> OwnLetters:
    """Choose which letters to get about one's own sessions. NotAllowed for anybody but oneself (S0.20)."""
    policy.may_choose(whose=person, by=by, wish=wish, has_address=person.has_address).or_raise()
    letters = own_letters_of(person, locked=True)
    letters.ahead, letters.hours, letters.asks = wish.ahead.value, wish.hours, wish.asks
    letters.quiet_from, letters.quiet_to = wish.quiet_from, wish.quiet_to
    letters.save()
    reminding.plan(letters, at=at)
    ledger.record(verbs.CHOSEN, stream=person.uid, by=by, at=at, about=person.uid)
    return letters


@transaction.atomic
def turn_letters_off(letters: OwnLetters, *, by: None, at: datetime) -> OwnLetters:
    """Turn letters about one's own sessions off, with the link each of them holds; never on."""
    letters.ahead = Ahead.NONE.value
    letters.save(update_fields=["ahead"])
    reminding.plan(letters, at=at)
    _record_about(verbs.TURNED_OFF, letters, by=by, at=at)
    return letters


@transaction.atomic
def stop_asking(asked: AskedSession, *, by: None, at: datetime) -> OwnLetters:
    """Stop the question before sessions, with the link of a letter that asked it; never on."""
    letters = own_letters_of(asked.client, locked=True)
    letters.asks = False
    letters.save(update_fields=["asks"])
    reminding.plan(letters, at=at)
    _record_about(verbs.ASKING_STOPPED, letters, by=by, at=at)
    return letters


def _is_ahead(session: sessions.CoachingSession, client: people.Person, at: datetime) -> bool:
    planned = session.state == sessions.SessionState.PLANNED
    return policy.is_ahead(planned=planned, over_at=over_at(session, client), at=at)


def _put(
    relationship: relationships.Relationship,
    session: sessions.CoachingSession,
    words: str,
    *,
    by_link: bool,
    at: datetime,
) -> Sentence:
    terms = agreements.terms_in_force(relationship.uid, at=at)
    opened = terms.may(Role.COACH, "read", OPENED_BY)
    kind = vault.CompartmentKind.SHARED if opened else vault.CompartmentKind.CLIENT_PRIVATE
    box = vault.compartment_of(relationship.uid, kind)
    letter = vault.drop_letter(
        box, kind=LETTER, writer=session.uid, payload={"words": words}, at=at
    )
    sentence, _made = Sentence.objects.update_or_create(
        session_uid=session.uid,
        defaults={
            "relationship_uid": relationship.uid,
            "compartment_uid": box.uid,
            "letter_uid": letter.uid,
            "by_link": by_link,
            "written_at": at,
        },
    )
    vault.take_letters_out(session.uid, kind=LETTER, but=letter.uid)
    return sentence


def _record(
    code: str,
    relationship: relationships.Relationship,
    sentence: Sentence,
    *,
    by: HasUid | None,
    at: datetime,
) -> None:
    ledger.record(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or relationship.coach_uid,
        thing=(verbs.SESSION, sentence.session_uid),
    )


def _record_about(code: str, letters: OwnLetters, *, by: None, at: datetime) -> None:
    uid = letters.person_id
    ledger.record(code, stream=uid, by=by, at=at, about=uid)
