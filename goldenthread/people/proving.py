"""Recognising a passphrase. One Argon2id each time, for known and unknown addresses alike (security.md 2.4)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.conf import settings

from goldenthread.people import policy
from goldenthread.people.fitness import check_passphrase
from goldenthread.people.models import PassphraseProof, Person
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

# Each stretch takes the configured memory, so a crowd at the door must queue (security.md 2.11-5).
_turns = BoundedSemaphore(max(1, os.cpu_count() or 1))
PATIENCE_SECONDS = 20


class TooManyAtTheDoor(Exception):
    """Many people are signing in just now. Wait a moment, then try again."""


def configured_cost() -> seals.Cost:
    """Give the Argon2id cost of this house."""
    memory_kib, passes = settings.ARGON2_COST
    return seals.Cost(memory_kib=memory_kib, passes=passes)


def stretch(passphrase: str, salt: bytes, cost: seals.Cost) -> bytes:
    """Stretch a passphrase to its 32-byte master key, in turn. Raises TooManyAtTheDoor."""
    if not _turns.acquire(timeout=PATIENCE_SECONDS):
        raise TooManyAtTheDoor
    try:
        return seals.stretch(passphrase, salt, cost)
    finally:
        _turns.release()


@dataclass(frozen=True, slots=True, repr=False)
class NewPassphrase:
    """Fit words that were stretched: with which salt and at which cost, and the master key they make (32 bytes)."""

    salt: bytes
    cost: seals.Cost
    master_key: bytes


def stretch_new(passphrase: str) -> NewPassphrase:
    """Stretch words that shall guard a vault. Before a transaction begins, so that nobody waits behind it to write.

    Raises NotAllowed for words that must not, and TooManyAtTheDoor.
    """
    check_passphrase(passphrase)
    cost, salt = configured_cost(), seals.random_bytes(16)
    return NewPassphrase(salt, cost, stretch(passphrase, salt, cost))


def verifier_of(person: Person, master_key: bytes) -> bytes:
    """Give V: what the database keeps to recognise a passphrase by."""
    message = person.uid.bytes + seals.auth_key(master_key)
    return seals.hmac_sha256(shares.secrets().pepper, message)


def prove(person: Person | None, passphrase: str) -> bytes | None:
    """Give the master key when the passphrase is this person's, else None; always at the same cost."""
    typed = passphrase if policy.can_be_anyones(passphrase) else ""
    proof = PassphraseProof.objects.filter(person=person).first() if person else None
    if person is None or proof is None:
        stretch(typed, bytes(16), configured_cost())
        return None
    cost = seals.Cost(memory_kib=proof.memory_kib, passes=proof.passes)
    master_key = stretch(typed, bytes(proof.salt), cost)
    if not seals.same(verifier_of(person, master_key), bytes(proof.verifier)):
        return None
    return master_key


def costs_less_than_now(person: Person) -> bool:
    """Say whether this person's passphrase was stretched at another cost than the house now asks."""
    proof = PassphraseProof.objects.get(person=person)
    now = configured_cost()
    return (proof.memory_kib, proof.passes) != (now.memory_kib, now.passes)
