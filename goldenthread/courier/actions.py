"""What people decide about the letters they get."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.core.persons import HasUid
from goldenthread.courier.choices import choice_of
from goldenthread.courier.models import LetterChoice
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people


@transaction.atomic
def turn_letters_off(*, person: people.Person, by: HasUid, at: datetime) -> LetterChoice:
    """Get no more letters about something new. Letters about the account still come."""
    choice = choice_of(person)
    choice.wanted = False
    choice.save(update_fields=["wanted"])
    ledger.record("courier.letters.turned_off", stream=person.uid, by=by, at=at, about=person.uid)
    return choice


@transaction.atomic
def turn_letters_on(*, person: people.Person, by: HasUid, at: datetime) -> LetterChoice:
    """Get letters about something new again, at most one a day."""
    choice = choice_of(person)
    choice.wanted = True
    choice.save(update_fields=["wanted"])
    ledger.record("courier.letters.turned_on", stream=person.uid, by=by, at=at, about=person.uid)
    return choice
