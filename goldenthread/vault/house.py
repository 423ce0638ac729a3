"""Founding a house, and refusing a second store that belongs to another."""

from __future__ import annotations

from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault.models import House


class AnotherHouse(Exception):
    """The vault's second store belongs to another house than this database. Put the right one back."""


def found_house() -> None:
    """Make the house's secrets and mark the database as theirs, once. Raises AnotherHouse, shares.StoreMissing."""
    if House.objects.exists():
        check_same_house()
        return
    shares.found_store()
    House.objects.create(mark=_mark())


def check_same_house() -> None:
    """Raise AnotherHouse, or shares.StoreMissing, unless both stores belong together."""
    house = House.objects.first()
    if house is None or not seals.same(bytes(house.mark), _mark()):
        raise AnotherHouse


def _mark() -> bytes:
    return seals.sha256(b"coach/v1/house" + shares.secrets().instance_id)
