"""What people do about themselves: come in, be called otherwise, change the passphrase."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.people import policy
from goldenthread.people.doorway import forget_devices
from goldenthread.people.identity import Identity, open_identities, seal_identity
from goldenthread.people.models import PassphraseProof, Person
from goldenthread.people.proving import NewPassphrase, stretch_new, verifier_of


class SignInTaken(Exception):
    """Someone here already signs in with this."""


class AddressTaken(SignInTaken):
    """Someone here already has this address. Sign in with it instead."""


class NameTaken(SignInTaken):
    """Someone here already signs in with this name. Choose another."""


@transaction.atomic
def register_person(
    *,
    name: str,
    address: str,
    coaches: bool,
    zone: str,
    by: HasUid | None,
    at: datetime,
    sign_in_name: str = "",
) -> Person:
    """Make a person. `by` is None when they come in by themselves.

    Without an address, `sign_in_name` is what they sign in with, and no letter is ever sent to them (S4.11).
    Raises SignInTaken, of the two kinds, and NotAllowed for what can't be a sign-in name.
    """
    if not address:
        policy.may_be_a_sign_in_name(sign_in_name).or_raise()
    person = Person(coaches=coaches, zone=zone, created_at=at)
    known = Identity(
        name=name.strip(),
        address=address.strip(),
        sign_in_name="" if address else sign_in_name.strip(),
    )
    seal_identity(person, known)
    taken = AddressTaken if address else NameTaken
    if Person.objects.filter(sign_in_mark=person.sign_in_mark).exists():
        raise taken
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise taken from None
    ledger.record(
        "people.person.registered", stream=person.uid, by=by or person, at=at, about=person.uid
    )
    return person


@transaction.atomic
def rename_person(*, person: Person, name: str, by: HasUid, at: datetime) -> Person:
    """Be called by another name."""
    _change_identity(person, name=name.strip())
    ledger.record("people.person.renamed", stream=person.uid, by=by, at=at, about=person.uid)
    return person


@transaction.atomic
def rename_outside(*, person: Person, name: str, by: HasUid, at: datetime) -> Person:
    """Go by another name for those with a seat beside (S2.25); empty for the same one as elsewhere."""
    _change_identity(person, name_outside=name.strip())
    ledger.record(
        "people.person.renamed_outside", stream=person.uid, by=by, at=at, about=person.uid
    )
    return person


def _change_identity(person: Person, **changes: str) -> None:
    known = open_identities([person])[person.uid]
    person.revision += 1
    seal_identity(person, replace(known, **changes))
    person.save(update_fields=["identity", "revision"])


@transaction.atomic
def live_in_zone(*, person: Person, zone: str, by: HasUid, at: datetime) -> Person:
    """Show this person their times in another zone (an IANA name) from now on. Moments stay as they are.

    Raises NotAllowed for a name that no zone has.
    """
    policy.may_live_in(zone).or_raise()
    if person.zone == zone:
        return person
    person.zone = zone
    person.save(update_fields=["zone"])
    ledger.record("people.person.moved_zone", stream=person.uid, by=by, at=at, about=person.uid)
    return person


@transaction.atomic
def set_manner(
    *,
    person: Person,
    quiet_pages: bool,
    leaves_at_once: bool,
    shared_device: bool,
    by: HasUid,
    at: datetime,
) -> Person:
    """Set how pages meet this person: from the next page on, wherever they are signed in (S4.11).

    On a device that others use too, no device of theirs stays known.
    """
    person.quiet_pages, person.leaves_at_once = quiet_pages, leaves_at_once
    person.shared_device = shared_device
    person.save(update_fields=["quiet_pages", "leaves_at_once", "shared_device"])
    if shared_device:
        forget_devices(person.uid)
    ledger.record("people.person.manner_set", stream=person.uid, by=by, at=at, about=person.uid)
    return person


@transaction.atomic
def set_passphrase(
    *, person: Person, passphrase: NewPassphrase | str, by: HasUid, at: datetime
) -> bytes:
    """Make this the person's passphrase, and give its master key (32 bytes) for the vault to rewrap slots.

    Words that were not stretched beforehand are stretched here: a fifth of a second in which nobody else writes
    on SQLite. Raises NotAllowed for words that must not guard a vault. Every known device is forgotten.
    """
    new = stretch_new(passphrase) if isinstance(passphrase, str) else passphrase
    PassphraseProof.objects.update_or_create(
        person=person,
        defaults={
            "salt": new.salt,
            "memory_kib": new.cost.memory_kib,
            "passes": new.cost.passes,
            "verifier": verifier_of(person, new.master_key),
            "changed_at": at,
        },
    )
    forget_devices(person.uid)
    ledger.record("people.passphrase.changed", stream=person.uid, by=by, at=at, about=person.uid)
    return new.master_key
