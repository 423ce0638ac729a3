"""Slowing those who guess, without locking out the owner (security.md 2.11-6, G14)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from goldenthread.people import policy
from goldenthread.people.models import KnownDevice, Person, Tries
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares


class WaitAtTheDoor(Exception):
    """There were too many wrong tries. Wait a little, or sign in on a device you have used before."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


def _mark(kind: str, what: str) -> bytes:
    return seals.hmac_sha256(shares.secrets().email_index_key, f"{kind}:{what}".encode())


def doors(address: str, network: str, device: str) -> list[tuple[bytes, int]]:
    """Give the marks that a try is counted at, with the free tries of each.

    A known device of that address has a door of its own, so strangers' tries do not slow its owner.
    """
    account = address.strip().casefold()
    if device and _is_known(device, account):
        return [(_mark("device", f"{device}:{account}"), policy.FREE_TRIES)]
    return [
        (_mark("account", account), policy.FREE_TRIES),
        (_mark("network", network), policy.FREE_TRIES_OF_A_NETWORK),
    ]


def _is_known(device: str, account: str) -> bool:
    row = KnownDevice.objects.filter(mark=seals.token_hash(device)).select_related("person").first()
    account_mark = seals.hmac_sha256(shares.secrets().email_index_key, account.encode())
    return row is not None and bytes(row.person.address_mark) == account_mark


def wait_at(address: str, *, network: str, device: str, at: datetime) -> None:
    """Raise WaitAtTheDoor when someone must still wait before the next try."""
    marks = [mark for mark, _ in doors(address, network, device)]
    waits = [row.not_before for row in Tries.objects.filter(mark__in=marks) if row.not_before > at]
    if waits:
        raise WaitAtTheDoor(seconds=int((max(waits) - at).total_seconds()) + 1)


def count_wrong_try(address: str, *, network: str, device: str, at: datetime) -> None:
    """Count a wrong try at every door it was made at, and sweep out those long forgotten."""
    Tries.objects.filter(last_at__lt=at - policy.FORGOTTEN_AFTER).delete()
    for mark, free in doors(address, network, device):
        row = Tries.objects.filter(mark=mark).first() or Tries(mark=mark, failed=0, last_at=at)
        row.failed += 1
        row.last_at = at
        row.not_before = at + policy.wait_after(row.failed, free=free)
        row.save()


def forget_wrong_tries(address: str, *, network: str, device: str) -> None:
    """Forget the tries of this address at this door: the right passphrase was given."""
    mark = doors(address, network, device)[0][0]
    Tries.objects.filter(mark=mark).delete()


def remember_device(person: Person, device: str, at: datetime) -> None:
    """Know this device as one its owner has signed in from."""
    KnownDevice.objects.get_or_create(
        mark=seals.token_hash(device), defaults={"person": person, "since": at}
    )


def forget_devices(person_uid: UUID) -> int:
    """Forget every device of a person, for instance when the passphrase changes."""
    return KnownDevice.objects.filter(person_id=person_uid).delete()[0]
