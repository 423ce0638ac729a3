"""Slowing those who guess, without locking out the owner (security.md 2.11-6, G14)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from goldenthread.people import policy
from goldenthread.people.identity import folded, sign_in_mark
from goldenthread.people.models import KnownDevice, Person, Tries
from goldenthread.people.proving import prove
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

Door = tuple[bytes, int]


class WaitAtTheDoor(Exception):
    """There were too many wrong tries. Wait a little, or sign in on a device you have used before."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


def _mark(kind: str, what: str) -> bytes:
    return seals.hmac_sha256(shares.secrets().email_index_key, f"{kind}:{what}".encode())


def doors(address: str, network: str, device: str) -> list[Door]:
    """Give the marks that a try is counted at, with the free tries of each.

    A known device of that address has a door of its own, so strangers' tries do not slow its owner.
    """
    account = folded(address)
    if device and _is_known(device, account):
        return [(_mark("device", f"{device}:{account}"), policy.FREE_TRIES)]
    return [
        (_mark("account", account), policy.FREE_TRIES),
        (_mark("network", network), policy.FREE_TRIES_OF_A_NETWORK),
    ]


def _is_known(device: str, account: str) -> bool:
    mark = _device_mark(device, sign_in_mark(account))
    return KnownDevice.objects.filter(mark=mark).exists()


def _device_mark(device: str, of_account: bytes) -> bytes:
    """Mark one person on one device: two who share it are both known on it."""
    return seals.token_hash(f"{device}:{of_account.hex()}")


def knock(address: str, *, network: str, device: str, at: datetime) -> None:
    """Count a try at every door it is made at, before it is made.

    Counted afterwards, a hundred tries made at once would all be the first. Raises WaitAtTheDoor,
    and counts nothing, when someone must still wait.
    """
    _count(doors(address, network, device), at)


def forget_wrong_tries(address: str, *, network: str, device: str, at: datetime) -> None:
    """Forget the tries of this address at this door: the right passphrase was given."""
    own, *shared = doors(address, network, device)
    Tries.objects.filter(mark=own[0]).delete()
    _uncount(shared, at)


def take_knock_back(address: str, *, network: str, device: str, at: datetime) -> None:
    """Uncount a try that was never looked at, because too many people stood at the door."""
    _uncount(doors(address, network, device), at)


def knock_with_link(token: str, *, at: datetime) -> None:
    """Count a try to come in with a letter's link, before it is made.

    Each says whether somebody here has an address, so whoever holds a link must not ask on and on.
    Raises WaitAtTheDoor.
    """
    _count([(_mark("link", token), policy.FREE_TRIES)], at)


def prove_again(person: Person, passphrase: str, *, at: datetime) -> bytes | None:
    """Give the master key when someone signed in proves their passphrase once more, else None.

    Whoever finds a device signed in may guess no faster than at the entrance; their guesses do not
    slow the owner there. Raises WaitAtTheDoor, TooManyAtTheDoor.
    """
    door = (_mark("proof", str(person.uid)), policy.FREE_TRIES)
    _count([door], at)
    master_key = prove(person, passphrase)
    if master_key is not None:
        Tries.objects.filter(mark=door[0]).delete()
    return master_key


@transaction.atomic
def _count(at_doors: list[Door], at: datetime) -> None:
    """Add one at each door, one after another. Raises WaitAtTheDoor, and counts nothing then."""
    Tries.objects.filter(last_at__lt=at - policy.FORGOTTEN_AFTER).delete()
    rows = [(_held(mark, at), free) for mark, free in at_doors]
    wait = max(row.not_before for row, _ in rows) - at
    if wait.total_seconds() > 0:
        raise WaitAtTheDoor(seconds=int(wait.total_seconds()) + 1)
    for row, free in rows:
        row.failed += 1
        row.last_at = at
        row.not_before = at + policy.wait_after(row.failed, free=free)
        row.save()


@transaction.atomic
def _uncount(at_doors: list[Door], at: datetime) -> None:
    for mark, free in at_doors:
        row = _held(mark, at)
        row.failed = max(0, row.failed - 1)
        row.not_before = row.last_at + policy.wait_after(row.failed, free=free)
        row.save()


def _held(mark: bytes, at: datetime) -> Tries:
    """Give the row of a door, which no other try may touch until this one is counted."""
    fresh = {"failed": 0, "not_before": at, "last_at": at}
    Tries.objects.get_or_create(mark=mark, defaults=fresh)
    return Tries.objects.select_for_update().get(mark=mark)


def remember_device(person: Person, device: str, at: datetime) -> None:
    """Know this device as one its owner has signed in from."""
    mark = _device_mark(device, bytes(person.sign_in_mark))
    KnownDevice.objects.get_or_create(mark=mark, defaults={"person": person, "since": at})


def forget_devices(person_uid: UUID) -> int:
    """Forget every device of a person, for instance when the passphrase changes."""
    return KnownDevice.objects.filter(person_id=person_uid).delete()[0]
