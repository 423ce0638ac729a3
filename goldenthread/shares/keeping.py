"""Writing the second store. These leave no ledger row: each is one step of an action above that does."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from goldenthread.seals import api as seals
from goldenthread.shares.models import EpochShare, InstanceSecret, PersonShare
from goldenthread.shares.queries import SECRET_NAMES
from goldenthread.shares.router import STORE


@transaction.atomic(using=STORE)
def found_store() -> None:
    """Make the house's secrets once. Whatever is there already stays as it is."""
    for name in SECRET_NAMES:
        length = 16 if name == "instance_id" else 32
        InstanceSecret.objects.get_or_create(
            name=name, defaults={"value": seals.random_bytes(length)}
        )


def new_person_share(person_uid: UUID) -> bytes:
    """Make and keep a person's share, 32 bytes."""
    return bytes(
        PersonShare.objects.create(person_uid=person_uid, value=seals.random_bytes(32)).value
    )


def new_epoch_share(compartment_uid: UUID, epoch: int, *, held: bool = False) -> bytes:
    """Make and keep one epoch's share, 32 bytes; held, it is given out this once and not again."""
    row = EpochShare.objects.create(
        compartment_uid=compartment_uid, epoch=epoch, value=seals.random_bytes(32), held=held
    )
    return bytes(row.value)


def let_go_of_epoch_shares(*compartment_uids: UUID) -> None:
    """Stop holding the shares of these compartments, all at the same moment."""
    EpochShare.objects.filter(compartment_uid__in=compartment_uids).update(held=False)


def forget_epoch_shares(compartment_uid: UUID) -> int:
    """Delete every share of a compartment: nothing can open it again. Gives how many there were."""
    return EpochShare.objects.filter(compartment_uid=compartment_uid).delete()[0]
