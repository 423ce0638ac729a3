"""Which letters a person asked for about their own sessions. Until they say otherwise: none."""

from __future__ import annotations

from goldenthread.people import api as people
from goldenthread.preparation.leaving import Wish
from goldenthread.preparation.links import own_token
from goldenthread.preparation.models import OwnLetters
from goldenthread.preparation.states import Ahead
from goldenthread.seals import api as seals


def wish_of(person: people.Person) -> Wish:
    """Give what somebody chose; nothing where they never did. Writes nothing."""
    found = OwnLetters.objects.filter(person=person).first()
    return wish_in(found) if found else Wish(Ahead.NONE)


def wish_in(letters: OwnLetters) -> Wish:
    """Give what a row says."""
    return Wish(
        ahead=Ahead(letters.ahead),
        hours=letters.hours,
        quiet_from=letters.quiet_from,
        quiet_to=letters.quiet_to,
        asks=letters.asks,
    )


def own_letters_of(person: people.Person, *, locked: bool = False) -> OwnLetters:
    """Give somebody's row, made where there is none; `locked` until the transaction ends."""
    mark = seals.token_hash(own_token(person))
    OwnLetters.objects.get_or_create(person=person, defaults={"mark": mark})
    rows = OwnLetters.objects.select_related("person")
    if locked:
        rows = rows.select_for_update(of=("self",))
    return rows.get(person=person)
