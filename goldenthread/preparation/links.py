"""The links of letters: one with which a sentence can be written, one with which letters are turned off."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.people import api as people
from goldenthread.preparation.models import AskingLink, OwnLetters
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.sessions import api as sessions
from goldenthread.shares import api as shares

LABEL = b"coach/v1/preparation/ahead"


@dataclass(frozen=True, slots=True)
class AskedSession:
    """What a link that asks leads to. Never shown by it but for the day and the hour."""

    relationship: relationships.Relationship
    session: sessions.CoachingSession
    client: people.Person


def new_link(session: sessions.CoachingSession, client: HasUid, at: datetime) -> str:
    """Make the one link of a session's question; gives its token, which is kept as a mark alone."""
    token = seals.new_token()
    AskingLink.objects.create(
        relationship_uid=session.relationship_uid,
        session_uid=session.uid,
        person_uid=client.uid,
        mark=seals.token_hash(token),
        made_at=at,
    )
    return token


def the_asked(token: str) -> AskedSession:
    """Give what a link asks about. Raises Http404 for any other token, and when either is gone."""
    link = AskingLink.objects.filter(mark=seals.token_hash(token)).first()
    session = sessions.the_row(link.session_uid) if link else None
    if link is None or session is None:
        raise Http404
    client = people.the_person(link.person_uid)
    pair = relationships.the_relationship(session.relationship_uid, by=client)
    return AskedSession(pair, session, client)


def own_token(person: people.Person) -> str:
    """Give the token with which a person's letters about sessions are turned off: in each the same."""
    key = seals.hkdf(shares.secrets().identity_key, seals.lp(LABEL, person.uid.bytes))
    return urlsafe_b64encode(key).decode().rstrip("=")


def the_letters_behind(token: str) -> OwnLetters:
    """Give the choice that a letter's link turns off. Raises Http404 for any other token."""
    letters = OwnLetters.objects.filter(mark=seals.token_hash(token)).first()
    if letters is None:
        raise Http404
    return letters
