"""Sealing and opening records. Opening needs a witness: the ledger's row stands before any plaintext (INV-3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.ledger import api as ledger
from goldenthread.seals import api as seals
from goldenthread.vault.keyring import Keyring
from goldenthread.vault.models import SealedRecord


class NotWitnessed(Exception):
    """The ledger has no row for this reading by this person, so it was not opened."""


def record_context(record: SealedRecord, instance: bytes) -> seals.Context:
    """Bind an envelope to its record's place: instance, compartment, epoch, kind, uid and revision."""
    return seals.Context(
        instance=instance,
        compartment=record.compartment_id.bytes,
        epoch=record.epoch,
        kind=record.KIND,
        record=record.uid.bytes,
        revision=record.revision,
    )


def seal(record: SealedRecord, payload: Mapping[str, Any], *, keyring: Keyring) -> None:
    """Seal a payload into the record at its present revision, under the compartment's present epoch.

    The caller saves. Raises NoGrant when the writer is no member of the compartment.
    """
    seal_bytes(record, seals.canonical_json(payload), keyring=keyring)


def seal_bytes(record: SealedRecord, payload: bytes, *, keyring: Keyring) -> None:
    """Seal bytes as they are, for a kind whose payload is not JSON (a search segment). See seal."""
    record.epoch = record.compartment.epoch
    key = keyring.key(record.compartment_id, record.epoch, record.USE)
    context = record_context(record, keyring.secrets.instance_id)
    record.sealed = seals.seal(key, context, payload)


def unseal(record: SealedRecord, *, keyring: Keyring, witness: ledger.Witness) -> dict[str, Any]:
    """Open a record.

    Raises NotWitnessed when the witness is another's or does not cover it, NoGrant when nobody
    opened the compartment to this person, shares.ShareForgotten when it was shredded, and
    seals.Bad when any byte of it is not as it was.
    """
    opened: dict[str, Any] = seals.from_canonical_json(
        unseal_bytes(record, keyring=keyring, witness=witness)
    )
    return opened


def unseal_bytes(record: SealedRecord, *, keyring: Keyring, witness: ledger.Witness) -> bytes:
    """Open a record whose payload is not JSON. Raises as unseal does."""
    if witness.by != keyring.person_uid or not witness.covers(record.uid, record.compartment_id):
        raise NotWitnessed
    key = keyring.key(record.compartment_id, record.epoch, record.USE)
    context = record_context(record, keyring.secrets.instance_id)
    return seals.unseal(key, context, bytes(record.sealed))
