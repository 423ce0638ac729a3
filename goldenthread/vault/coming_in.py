"""Coming in at the door: with a passphrase, or with the recovery code. Wrong tries are slowed, alike for all."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from goldenthread.core.ids import new_uid
from goldenthread.core.persons import HasUid
from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault import slots
from goldenthread.vault.actions import (
    Unlocked,
    WrongPassphrase,
    come_back,
    enter,
    replace_passphrase,
)
from goldenthread.vault.keyring import Keyring
from goldenthread.vault.states import SlotKind


class WrongCode(Exception):
    """That address and recovery code don't go together."""


def unlock(*, address: str, passphrase: str, network: str, device: str, at: datetime) -> Unlocked:
    """Sign in: one Argon2id, for known and unknown addresses alike.

    `network` and `device` name where the try comes from, for slowing those who guess; they are kept only as keyed
    marks. Raises WrongPassphrase, people.WaitAtTheDoor, people.TooManyAtTheDoor.
    """
    people.knock(address, network=network, device=device, at=at)
    person = people.find_by_address(address)
    try:
        master_key = people.prove(person, passphrase)
    except people.TooManyAtTheDoor:
        people.take_knock_back(address, network=network, device=device, at=at)
        raise
    if person is None or master_key is None:
        raise WrongPassphrase
    people.forget_wrong_tries(address, network=network, device=device, at=at)
    kek = slots.passphrase_key(person.uid, master_key)
    user_key = slots.open_slot(person.uid, SlotKind.PASSPHRASE, key=kek)
    if people.costs_less_than_now(person):
        slots.write_passphrase(person, people.stretch_new(passphrase), user_key, at)
    return enter(unlocked=Unlocked(person=person, user_key=user_key), by=person, at=at)


def recover(
    *, address: str, code: str, passphrase: str, network: str, device: str, at: datetime
) -> Unlocked:
    """Come back in with the recovery code, choosing a new passphrase; a new code replaces the used one.

    Raises WrongCode, people.WaitAtTheDoor, and NotAllowed for a passphrase that must not guard a vault.
    """
    people.check_passphrase(passphrase)
    people.knock(address, network=network, device=device, at=at)
    person = people.find_by_address(address)
    user_key = _user_key_by_code(person, code)
    if person is None or user_key is None:
        raise WrongCode
    people.forget_wrong_tries(address, network=network, device=device, at=at)
    unlocked, new = Unlocked(person=person, user_key=user_key), people.stretch_new(passphrase)
    return come_back(unlocked=unlocked, passphrase=new, by=person, at=at)


def change_passphrase(
    *, person: people.Person, passphrase: str, new: str, keyring: Keyring, by: HasUid, at: datetime
) -> None:
    """Change what opens the vault: one slot is rewritten, every other visit ends.

    A wrong passphrase is counted even though nothing comes of it. Raises WrongPassphrase,
    people.WaitAtTheDoor, and NotAllowed for a new one that must not guard a vault.
    """
    if people.prove_again(person, passphrase, at=at) is None:
        raise WrongPassphrase
    chosen = people.stretch_new(new)
    replace_passphrase(person=person, new=chosen, keyring=keyring, by=by, at=at)


def _user_key_by_code(person: people.Person | None, code: str) -> bytes | None:
    """Open the recovery slot; for an address nobody has, ask both stores as often as for one somebody has (G15)."""
    try:
        written = seals.read_recovery_code(code)
        if person is None:
            return _nobodys_key(written)
        return slots.open_slot(person.uid, SlotKind.RECOVERY, key=slots.code_key(person.uid, code))
    except seals.Bad:
        return None


def _nobodys_key(written: bytes) -> bytes:
    nobody = new_uid()
    with suppress(shares.ShareForgotten):
        shares.person_share(nobody)
    key = seals.code_kek(written, seals.random_bytes(32))
    return slots.open_slot(nobody, SlotKind.RECOVERY, key=key)
