"""Whether someone wants letters about something new, and the link to say so without signing in."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from django.http import Http404

from goldenthread.courier import policy
from goldenthread.courier.models import LetterChoice
from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

LABEL = b"coach/v1/courier/choice"


def choice_token(person: people.Person) -> str:
    """Give the token of this person's own choice link: 43 characters, the same in every letter."""
    key = seals.hkdf(shares.secrets().identity_key, seals.lp(LABEL, person.uid.bytes))
    return urlsafe_b64encode(key).decode().rstrip("=")


def choice_of(person: people.Person) -> LetterChoice:
    """Give the person's choice; until they say otherwise, letters are wanted."""
    found = LetterChoice.objects.filter(person=person).first()
    if found is not None:
        return found
    mark = seals.token_hash(choice_token(person))
    return LetterChoice.objects.get_or_create(person=person, defaults={"mark": mark})[0]


def own_choice_token(person: people.Person) -> str:
    """Give the token of this person's choice once it is kept, so that its page is there to open."""
    choice_of(person)
    return choice_token(person)


def wants_letters(person: people.Person) -> bool:
    """Say whether this person wants letters about something new. Writes nothing."""
    found = LetterChoice.objects.filter(person=person).first()
    return found is None or found.wanted


def the_choice_behind(token: str) -> LetterChoice:
    """Give the choice that a letter's link opens. Raises Http404 for any other token."""
    if not policy.may_be_a_token(token):
        raise Http404
    mark = seals.token_hash(token)
    choice = LetterChoice.objects.select_related("person").filter(mark=mark).first()
    if choice is None:
        raise Http404
    return choice
