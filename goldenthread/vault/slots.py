"""The slots of a user key: what a passphrase or a recovery code opens. Changing one rewrites one small row."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault.keysets import person_context
from goldenthread.vault.models import Slot
from goldenthread.vault.states import SlotKind

ENVELOPE_KINDS = {SlotKind.PASSPHRASE: "slot.pw/1", SlotKind.RECOVERY: "slot.rc/1"}


def write_slot(
    person_uid: UUID, kind: SlotKind, *, key: bytes, user_key: bytes, at: datetime
) -> None:
    """Make or replace a slot so that `key` opens the user key. A new revision makes the old envelope useless."""
    slot = Slot.objects.filter(person_uid=person_uid, kind=kind).first() or Slot(
        person_uid=person_uid, kind=kind, revision=0
    )
    slot.revision += 1
    slot.made_at = at
    context = person_context(
        shares.secrets().instance_id, person_uid, ENVELOPE_KINDS[kind], slot.revision
    )
    slot.envelope = seals.seal(key, context, user_key)
    slot.save()


def open_slot(person_uid: UUID, kind: SlotKind, *, key: bytes) -> bytes:
    """Give the user key (32 bytes). Raises seals.Bad when `key` does not open this slot, or there is none."""
    instance = shares.secrets().instance_id
    slot = Slot.objects.filter(person_uid=person_uid, kind=kind).first()
    if slot is None:
        raise seals.Bad
    context = person_context(instance, person_uid, ENVELOPE_KINDS[kind], slot.revision)
    return seals.unseal(key, context, bytes(slot.envelope))


def passphrase_key(person_uid: UUID, master_key: bytes) -> bytes:
    """Give KEK_pw: from the stretched passphrase and the person's share."""
    return seals.passphrase_kek(master_key, shares.person_share(person_uid))


def code_key(person_uid: UUID, code: str) -> bytes:
    """Give KEK_rc: from the recovery code and the person's share. Raises seals.Bad for a mistyped code."""
    return seals.code_kek(seals.read_recovery_code(code), shares.person_share(person_uid))


def write_passphrase(
    person: people.Person, passphrase: people.NewPassphrase, user_key: bytes, at: datetime
) -> None:
    """Make this the passphrase that opens the user key; its row in the ledger is that of people."""
    master_key = people.set_passphrase(person=person, passphrase=passphrase, by=person, at=at)
    write_slot(
        person.uid,
        SlotKind.PASSPHRASE,
        key=passphrase_key(person.uid, master_key),
        user_key=user_key,
        at=at,
    )
