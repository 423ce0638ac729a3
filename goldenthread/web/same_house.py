"""Whether the database and the vault belong together."""

from __future__ import annotations

from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares


class AnotherHouse(Exception):
    """The vault cannot open what the database keeps: the two are of different houses."""


def check_same_house() -> None:
    """Open one sealed name with the vault's own key (security.md 2.1).

    Raises AnotherHouse when it does not open, shares.StoreMissing when the vault is empty.
    A house without people agrees with any vault: nothing in it was sealed yet.
    """
    shares.secrets()
    someone = people.Person.objects.order_by("uid").first()
    if someone is None:
        return
    try:
        people.name_of(someone)
    except seals.Bad as error:
        raise AnotherHouse from error
