"""Putting letters into the post. Whoever calls has recorded the deed; a letter is only its echo."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from goldenthread.core.ids import new_uid
from goldenthread.courier import policy
from goldenthread.courier.choices import choice_of, choice_token
from goldenthread.courier.chores import call_carrier
from goldenthread.courier.envelopes import Envelope, close_envelope
from goldenthread.courier.models import Letter, LetterChoice
from goldenthread.courier.states import LetterState
from goldenthread.courier.wording import WORDINGS, LetterKind
from goldenthread.people import api as people


class UnfitAddress(ValueError):
    """What was written doesn't look like one e-mail address."""


class UnfitToken(ValueError):
    """A kind of letter needs the token of a link, or must have none."""


@transaction.atomic
def post(
    kind: str, *, address: str, token: str | None, at: datetime, not_before: datetime | None = None
) -> Letter:
    """Put a letter into the post; it leaves after the surrounding transaction commits.

    With `not_before` it waits for that moment.

    `kind` is a word of LetterKind (ValueError for others); `token` is 43 characters for kinds with
    a link, else None. Raises UnfitAddress and UnfitToken, whose messages name neither.
    """
    letter_kind = LetterKind(kind)
    if not policy.may_be_an_address(address):
        raise UnfitAddress
    if WORDINGS[letter_kind].has_token != (token is not None):
        raise UnfitToken
    if token is not None and not policy.may_be_a_token(token):
        raise UnfitToken
    return _put(letter_kind, Envelope(address, token), at=at, not_before=not_before)


def _put(
    kind: LetterKind, envelope: Envelope, *, at: datetime, not_before: datetime | None
) -> Letter:
    uid = new_uid()
    letter = Letter.objects.create(
        uid=uid,
        kind=kind,
        envelope=close_envelope(uid, envelope),
        made_at=at,
        not_before=not_before,
    )
    transaction.on_commit(partial(call_carrier, str(uid), at=not_before), robust=True)
    return letter


@transaction.atomic
def post_meeting(
    *, person: people.Person, method: str, calendar: bytes, at: datetime
) -> Letter | None:
    """Put a meeting letter into the post (decision 0031); None for a person who gave no address.

    `calendar` is the calendar's text in UTF-8, which says `method` itself: REQUEST or CANCEL. Until
    it has left, it lies sealed like every letter.
    """
    if not person.has_address:
        return None
    address = people.address_of(person)
    if not policy.may_be_an_address(address):
        raise UnfitAddress
    envelope = Envelope(address, None, calendar.decode(), method)
    return _put(LetterKind.CALENDAR, envelope, at=at, not_before=None)


def post_to(
    kind: str,
    *,
    person: people.Person,
    token: str | None,
    at: datetime,
    not_before: datetime | None = None,
) -> Letter | None:
    """Put a letter to a person into the post; None for one who gave no address: they get none (S4.11)."""
    if not person.has_address:
        return None
    address = people.address_of(person)
    return post(kind, address=address, token=token, at=at, not_before=not_before)


@transaction.atomic
def tell_something_new(
    *, person: people.Person, at: datetime, not_before: datetime | None = None
) -> Letter | None:
    """Tell a person that there is something new, if they want it and weren't told in 24 hours.

    Gives the letter, or None when none is due, or the person gave no address. It says neither what
    is new nor who made it (INV-14). Where `not_before` lies ahead the letter waits for it (A6).
    """
    held = not_before if not_before is not None and not_before > at else None
    if not person.has_address:
        return None
    choice = choice_of(person)
    if not policy.may_tell(wanted=choice.wanted, told_at=choice.told_at, at=at):
        return None
    due = Q(told_at__isnull=True) | Q(told_at__lte=at - policy.A_DAY)
    if not LetterChoice.objects.filter(due, person=person, wanted=True).update(told_at=held or at):
        return None
    token = choice_token(person)
    return post_to(LetterKind.SOMETHING_NEW, person=person, token=token, at=at, not_before=held)


def resume() -> int:
    """Call the carrier again for every letter that still waits, and give how many.

    For the start of the house: letters outlive a machine that stopped between commit and queue.
    Those in a carrier's hands are left alone by `carry`.
    """
    waiting = Letter.objects.filter(state=LetterState.WAITING).order_by("uid")
    rows = list(waiting.values_list("uid", "not_before"))
    for uid, not_before in rows:
        call_carrier(str(uid), at=not_before)
    return len(rows)
