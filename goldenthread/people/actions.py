"""What people do about themselves: come in, be called otherwise, change the passphrase."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.people.doorway import forget_devices
from goldenthread.people.fitness import check_passphrase
from goldenthread.people.identity import Identity, open_identities, seal_identity
from goldenthread.people.models import PassphraseProof, Person
from goldenthread.people.proving import configured_cost, stretch, verifier_of
from goldenthread.seals import api as seals


class AddressTaken(Exception):
    """Someone here already has this address. Sign in with it instead."""


@transaction.atomic
def register_person(
    *, name: str, address: str, coaches: bool, zone: str, by: HasUid | None, at: datetime
) -> Person:
    """Make a person. `by` is None when they come in by themselves. Raises AddressTaken."""
    person = Person(coaches=coaches, zone=zone, created_at=at)
    seal_identity(person, Identity(name=name.strip(), address=address.strip()))
    if Person.objects.filter(address_mark=person.address_mark).exists():
        raise AddressTaken
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise AddressTaken from None
    ledger.record(
        "people.person.registered", stream=person.uid, by=by or person, at=at, about=person.uid
    )
    return person


@transaction.atomic
def rename_person(*, person: Person, name: str, by: HasUid, at: datetime) -> Person:
    """Be called by another name."""
    known = open_identities([person])[person.uid]
    person.revision += 1
    seal_identity(person, Identity(name=name.strip(), address=known.address))
    person.save(update_fields=["identity", "revision"])
    ledger.record("people.person.renamed", stream=person.uid, by=by, at=at, about=person.uid)
    return person


@transaction.atomic
def set_passphrase(*, person: Person, passphrase: str, by: HasUid, at: datetime) -> bytes:
    """Make this the person's passphrase, and give its master key (32 bytes) for the vault to rewrap slots.

    Raises NotAllowed for words that must not guard a vault. Every known device is forgotten.
    """
    check_passphrase(passphrase)
    cost, salt = configured_cost(), seals.random_bytes(16)
    master_key = stretch(passphrase, salt, cost)
    PassphraseProof.objects.update_or_create(
        person=person,
        defaults={
            "salt": salt,
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "verifier": verifier_of(person, master_key),
            "changed_at": at,
        },
    )
    forget_devices(person.uid)
    ledger.record("people.passphrase.changed", stream=person.uid, by=by, at=at, about=person.uid)
    return master_key
