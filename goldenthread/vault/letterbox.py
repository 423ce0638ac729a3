"""The letter-box of a compartment: anyone may write through it, only a member can read (security.md 2.5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.ledger import api as ledger
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault.keyring import Keyring, epoch_context
from goldenthread.vault.models import Compartment, DroppedLetter, Epoch
from goldenthread.vault.records import NotWitnessed


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """A letter taken out of the box by a member."""

    uid: UUID
    kind: str
    writer: UUID
    dropped_at: datetime
    payload: dict[str, Any]

    def __repr__(self) -> str:
        return f"OpenedLetter({self.uid})"


def _context(letter: DroppedLetter, instance: bytes) -> seals.LetterContext:
    return seals.LetterContext(
        instance=instance,
        compartment=letter.compartment_id.bytes,
        epoch=letter.epoch,
        kind=letter.kind,
        letter=letter.uid.bytes,
        writer=str(letter.writer),
    )


def drop_letter(
    compartment: Compartment, *, kind: str, writer: UUID, payload: Mapping[str, Any], at: datetime
) -> DroppedLetter:
    """Write through the letter-box without any key. A step of an action above, which leaves the ledger row."""
    box = Epoch.objects.get(compartment=compartment, number=compartment.epoch)
    letter = DroppedLetter(
        compartment=compartment, epoch=box.number, kind=kind, writer=writer, dropped_at=at
    )
    letter.letter = seals.seal_letter(
        bytes(box.drop_public),
        _context(letter, shares.secrets().instance_id),
        seals.canonical_json(payload),
    )
    letter.save(force_insert=True)
    return letter


def take_letters_out(writer: UUID, *, kind: str, but: UUID | None = None) -> None:
    """Delete a writer's letters of a kind, taken back or replaced by another (`but`). A step of an action above."""
    letters = DroppedLetter.objects.filter(writer=writer, kind=kind)
    (letters.exclude(uid=but) if but else letters).delete()


def open_letters(
    compartment: Compartment,
    *,
    keyring: Keyring,
    witness: ledger.Witness,
    only: Collection[UUID] | None = None,
) -> list[OpenedLetter]:
    """Open the letters that the witness covers, oldest first. Raises NotWitnessed, NoGrant, seals.Bad.

    `only` names the letters wanted, where not all in the box are.
    """
    opened = []
    boxes: dict[int, bytes] = {}
    letters = DroppedLetter.objects.filter(compartment=compartment)
    if only is not None:
        letters = letters.filter(uid__in=only)
    for letter in letters.order_by("dropped_at", "uid"):
        if witness.by != keyring.person_uid or not witness.covers(letter.uid, compartment.uid):
            raise NotWitnessed
        if letter.epoch not in boxes:
            boxes[letter.epoch] = _box_key(compartment, letter.epoch, keyring)
        payload = seals.open_letter(
            boxes[letter.epoch],
            _context(letter, keyring.secrets.instance_id),
            bytes(letter.letter),
        )
        opened.append(
            OpenedLetter(
                uid=letter.uid,
                kind=letter.kind,
                writer=letter.writer,
                dropped_at=letter.dropped_at,
                payload=seals.from_canonical_json(payload),
            )
        )
    return opened


def _box_key(compartment: Compartment, epoch: int, keyring: Keyring) -> bytes:
    box = Epoch.objects.get(compartment=compartment, number=epoch)
    context = epoch_context(keyring.secrets.instance_id, compartment.uid, epoch, "drop.private/1")
    return seals.unseal(keyring.key(compartment.uid, epoch), context, bytes(box.drop_private))
