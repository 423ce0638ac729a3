"""What a person does with their keys: make them, open them, change what opens them, come back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault import keysets, sealed_sessions, slots
from goldenthread.vault.compartments import make_compartment
from goldenthread.vault.keyring import Keyring
from goldenthread.vault.models import KeySet
from goldenthread.vault.states import CompartmentKind, SlotKind


class WrongPassphrase(Exception):
    """That address and passphrase don't go together."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A person whose user key is open, and the recovery code where a new one was just made."""

    person: people.Person
    user_key: bytes
    recovery_code: str | None = None

    def __repr__(self) -> str:
        return f"Unlocked({self.person.uid})"

    @property
    def keyring(self) -> Keyring:
        """A keyring for this person, for the rest of this request."""
        return Keyring(self.person.uid, self.user_key)


@transaction.atomic
def make_keys(
    *, person: people.Person, passphrase: people.NewPassphrase | str, by: HasUid, at: datetime
) -> Unlocked:
    """Give a new person a passphrase, a recovery code, key pairs and, for a coach, a compartment of their own.

    Where others write at the same time, the words were stretched beforehand (people.stretch_new).
    Raises NotAllowed for a passphrase that must not guard a vault.
    """
    shares.new_person_share(person.uid)
    master_key = people.set_passphrase(person=person, passphrase=passphrase, by=by, at=at)
    user_key, code = seals.random_bytes(32), seals.new_recovery_code()
    keysets.make_keyset(person.uid, user_key, shares.secrets())
    slots.write_slot(
        person.uid,
        SlotKind.PASSPHRASE,
        key=slots.passphrase_key(person.uid, master_key),
        user_key=user_key,
        at=at,
    )
    _write_code(person, code, user_key, at)
    unlocked = Unlocked(person=person, user_key=user_key, recovery_code=code)
    if person.coaches:
        make_compartment(
            CompartmentKind.COACH_PRIVATE,
            members={person.uid: "coach"},
            keyring=unlocked.keyring,
            at=at,
        )
    ledger.record("vault.keys.made", stream=person.uid, by=by, at=at, about=person.uid)
    return unlocked


def _write_code(person: people.Person, code: str, user_key: bytes, at: datetime) -> None:
    slots.write_slot(
        person.uid,
        SlotKind.RECOVERY,
        key=slots.code_key(person.uid, code),
        user_key=user_key,
        at=at,
    )


@transaction.atomic
def enter(*, unlocked: Unlocked, by: HasUid, at: datetime) -> Unlocked:
    """Note that someone signed in, and renew a recovery code that was never kept (shown again, once)."""
    person = unlocked.person
    ledger.record("vault.opened", stream=person.uid, by=by, at=at, about=person.uid)
    if KeySet.objects.get(person_uid=person.uid).code_kept:
        return unlocked
    return renew_code(unlocked=unlocked, by=by, at=at)


@transaction.atomic
def renew_code(*, unlocked: Unlocked, by: HasUid, at: datetime) -> Unlocked:
    """Make a new recovery code; the old one opens nothing any more, and every visit ends.

    A visit that still held the old one could otherwise have it typed back, and taken for kept.
    """
    person, code = unlocked.person, seals.new_recovery_code()
    _write_code(person, code, unlocked.user_key, at)
    KeySet.objects.filter(person_uid=person.uid).update(code_kept=False)
    sealed_sessions.end_all_of(person.uid)
    ledger.record("vault.code.renewed", stream=person.uid, by=by, at=at, about=person.uid)
    return Unlocked(person=person, user_key=unlocked.user_key, recovery_code=code)


@transaction.atomic
def keep_code(*, person: people.Person, by: HasUid, at: datetime) -> None:
    """Note that the recovery code was typed back and so is really kept."""
    KeySet.objects.filter(person_uid=person.uid).update(code_kept=True)
    ledger.record("vault.code.kept", stream=person.uid, by=by, at=at, about=person.uid)


@transaction.atomic
def replace_passphrase(
    *, person: people.Person, new: people.NewPassphrase, keyring: Keyring, by: HasUid, at: datetime
) -> None:
    """Let new words open the vault, for someone who has just proved the old: every other visit ends."""
    slots.write_passphrase(person, new, keyring.user_key(), at)
    sealed_sessions.end_all_of(person.uid)
    ledger.record("vault.passphrase.changed", stream=person.uid, by=by, at=at, about=person.uid)


@transaction.atomic
def come_back(
    *, unlocked: Unlocked, passphrase: people.NewPassphrase, by: HasUid, at: datetime
) -> Unlocked:
    """Finish a recovery: new passphrase, new code, every visit ended."""
    person, code = unlocked.person, seals.new_recovery_code()
    slots.write_passphrase(person, passphrase, unlocked.user_key, at)
    _write_code(person, code, unlocked.user_key, at)
    KeySet.objects.filter(person_uid=person.uid).update(code_kept=False)
    sealed_sessions.end_all_of(person.uid)
    ledger.record("vault.recovered", stream=person.uid, by=by, at=at, about=person.uid)
    return Unlocked(person=person, user_key=unlocked.user_key, recovery_code=code)


@transaction.atomic
def end_all_visits(*, person: people.Person, by: HasUid, at: datetime) -> None:
    """Sign out everywhere: every visit of this person ends, on every device."""
    sealed_sessions.end_all_of(person.uid)
    ledger.record("vault.visits.ended", stream=person.uid, by=by, at=at, about=person.uid)
