"""Coming in at the door: with a passphrase, or with the recovery code. Wrong tries are slowed, alike for all."""

from __future__ import annotations

from datetime import datetime

from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.vault import slots
from goldenthread.vault.actions import (
    Unlocked,
    WrongPassphrase,
    come_back,
    enter,
)
from goldenthread.vault.states import SlotKind


class WrongCode(Exception):
    """That address and recovery code don't go together."""


def unlock(*, address: str, passphrase: str, network: str, device: str, at: datetime) -> Unlocked:
    """Sign in: one Argon2id, for known and unknown addresses alike.

    `network` and `device` name where the try comes from, for slowing those who guess; they are kept only as keyed
    marks. Raises WrongPassphrase, people.WaitAtTheDoor, people.TooManyAtTheDoor.
    """
    people.wait_at(address, network=network, device=device, at=at)
    person = people.find_by_address(address)
    master_key = people.prove(person, passphrase)
    if person is None or master_key is None:
        people.count_wrong_try(address, network=network, device=device, at=at)
        raise WrongPassphrase
    people.forget_wrong_tries(address, network=network, device=device)
    kek = slots.passphrase_key(person.uid, master_key)
    user_key = slots.open_slot(person.uid, SlotKind.PASSPHRASE, key=kek)
    if people.costs_less_than_now(person):
        slots.write_passphrase(person, passphrase, user_key, at)
    return enter(unlocked=Unlocked(person=person, user_key=user_key), by=person, at=at)


def recover(
    *, address: str, code: str, passphrase: str, network: str, device: str, at: datetime
) -> Unlocked:
    """Come back in with the recovery code, choosing a new passphrase; a new code replaces the used one.

    Raises WrongCode, people.WaitAtTheDoor, and NotAllowed for a passphrase that must not guard a vault.
    """
    people.wait_at(address, network=network, device=device, at=at)
    people.check_passphrase(passphrase)
    person = people.find_by_address(address)
    user_key = _user_key_by_code(person, code)
    if person is None or user_key is None:
        people.count_wrong_try(address, network=network, device=device, at=at)
        raise WrongCode
    return come_back(
        unlocked=Unlocked(person=person, user_key=user_key), passphrase=passphrase, by=person, at=at
    )


def _user_key_by_code(person: people.Person | None, code: str) -> bytes | None:
    if person is None:
        return None
    try:
        key = slots.code_key(person.uid, code)
        return slots.open_slot(person.uid, SlotKind.RECOVERY, key=key)
    except seals.Bad:
        return None
