"""What is kept of a person: sealed names, hashed proofs, counted tries."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid


class Person(models.Model):
    """Someone with an account. `coaches` says whether they have a desk and may invite.

    They sign in with an address, or with a name that no letter can be sent to (S4.11); either is kept as a mark.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "identity": "sealed",
        "revision": "count",
        "sign_in_mark": "hash",
        "has_address": "flag",
        "coaches": "flag",
        "quiet_pages": "flag",
        "leaves_at_once": "flag",
        "shared_device": "flag",
        "zone": "word",
        "created_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    identity = models.BinaryField()
    revision = models.PositiveIntegerField(default=1)
    sign_in_mark = models.BinaryField(unique=True)
    has_address = models.BooleanField(default=True)
    coaches = models.BooleanField(default=False)
    quiet_pages = models.BooleanField(default=False)
    leaves_at_once = models.BooleanField(default=False)
    shared_device = models.BooleanField(default=False)
    zone = models.CharField(max_length=64, default="UTC")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"person {self.uid}"


class PassphraseProof(models.Model):
    """How a passphrase is recognised: V = HMAC(pepper, uid, A). It opens nothing by itself."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "person": "uid",
        "salt": "hash",
        "memory_kib": "count",
        "passes": "count",
        "verifier": "hash",
        "changed_at": "moment",
    }

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True)
    salt = models.BinaryField()
    memory_kib = models.PositiveIntegerField()
    passes = models.PositiveIntegerField()
    verifier = models.BinaryField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"passphrase proof of {self.person_id}"


class Tries(models.Model):
    """Wrong passphrases in a row at one door: an account, a device or a network, by its keyed mark."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "mark": "hash",
        "failed": "count",
        "not_before": "moment",
        "last_at": "moment",
    }

    mark = models.BinaryField(primary_key=True)
    failed = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return "tries at a door"


class KnownDevice(models.Model):
    """A device its owner has signed in from. Others' wrong tries do not slow it (security.md 2.11-6)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "mark": "hash",
        "person": "uid",
        "since": "moment",
    }

    mark = models.BinaryField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"known device of {self.person_id}"


class FirstLink(models.Model):
    """The one link with which the first coach of a new house comes in."""

    PRIVACY: ClassVar[dict[str, str]] = {"id": "count", "mark": "hash", "ends_at": "moment"}

    mark = models.BinaryField(unique=True)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return "a first link"
