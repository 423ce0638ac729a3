"""The way in for the first coach of a new house. There is no default passphrase, ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from goldenthread.people.models import FirstLink
from goldenthread.people.queries import anyone_here
from goldenthread.seals import api as seals

LASTS = timedelta(hours=24)


def new_first_link(at: datetime) -> str:
    """Give a new token for the first coach; any earlier one stops working."""
    FirstLink.objects.all().delete()
    token = seals.new_token()
    FirstLink.objects.create(mark=seals.token_hash(token), ends_at=at + LASTS)
    return token


def first_link_works(token: str, at: datetime) -> bool:
    """Say whether this token still lets the first coach in: once, for a day, in an empty house."""
    known = FirstLink.objects.filter(mark=seals.token_hash(token), ends_at__gt=at).exists()
    return known and not anyone_here()


def use_first_link(token: str, at: datetime) -> bool:
    """Use the link up, inside the transaction that makes the first person; of two at once, one may."""
    if anyone_here():
        return False
    used = FirstLink.objects.filter(mark=seals.token_hash(token), ends_at__gt=at).delete()
    return used[0] == 1
